package lab.samediff.pipelines.text;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.pipelines.Utf8;

/**
 * Byte-pair encoding of bytes: ids 0 to 255 are the bytes, id 256 + k joins the two ids of merge k. A word is encoded by
 * applying the earliest merge that fits, everywhere in it, until none does. Sennrich et al. 2016, arXiv:1508.07909,
 * algorithm 1; on bytes: Radford et al. 2019, section 2.2. Every sequence of bytes can be encoded, and decodes to itself.
 */
public final class BytePairs implements Tokenizer {
    /** Ids of single bytes. */
    public static final int BYTES = 256;

    /** The most bytes of all tokens together: merges may double a token each time. */
    public static final int MOST_BYTES = 64 << 20;

    /**
     * Two neighbouring ids.
     *
     * @param left id of the first
     * @param right id of the second
     */
    public record Pair(int left, int right) {}

    private final List<Pair> merges;
    private final Map<Pair, Integer> joined = new HashMap<>();
    private final List<byte[]> tokens = new ArrayList<>();

    /**
     * An encoding by these merges, the first of which comes first.
     *
     * @throws IllegalArgumentException if a merge joins ids that are not there yet, joins a pair again, or makes more than
     *     {@link #MOST_BYTES} of all tokens together
     */
    public BytePairs(List<Pair> merges) {
        this.merges = List.copyOf(merges);
        for (int b = 0; b < BYTES; b++) tokens.add(new byte[] {(byte) b});
        long bytes = BYTES;
        for (Pair pair : this.merges) {
            int id = tokens.size();
            if (Math.min(pair.left, pair.right) < 0 || Math.max(pair.left, pair.right) >= id) {
                throw new IllegalArgumentException("merge " + (id - BYTES) + " joins " + pair + "; ids so far: " + id);
            }
            if (joined.putIfAbsent(pair, id) != null) {
                throw new IllegalArgumentException("merge " + (id - BYTES) + " joins " + pair + " once more");
            }
            bytes += (long) tokens.get(pair.left).length + tokens.get(pair.right).length;
            if (bytes > MOST_BYTES) {
                throw new IllegalArgumentException("merge " + (id - BYTES) + " makes the tokens more than " + MOST_BYTES
                        + " bytes long; use fewer merges");
            }
            tokens.add(concat(tokens.get(pair.left), tokens.get(pair.right)));
        }
    }

    /** The merges in order. */
    public List<Pair> merges() {
        return merges;
    }

    /**
     * The encoding by the first merges alone, as if fewer had been learned.
     *
     * @param size ids wanted; fewer come out if there are not so many
     * @throws IllegalArgumentException if size is below 256
     */
    public BytePairs first(int size) {
        if (size < BYTES) throw new IllegalArgumentException("size must be at least " + BYTES + ", got " + size);
        return new BytePairs(merges.subList(0, Math.min(size - BYTES, merges.size())));
    }

    @Override
    public int size() {
        return tokens.size();
    }

    /** The ids of bytes, whatever they are. */
    public int[] encode(byte[] bytes) {
        Map<String, int[]> known = new HashMap<>();
        return Words.of(bytes)
                .flatMapToInt(word -> IntStream.of(known.computeIfAbsent(word, this::encodeWord)))
                .toArray();
    }

    @Override
    public int[] encode(String text) {
        return encode(Utf8.encode(text));
    }

    /** The bytes of ids; the inverse of {@link #encode(byte[])}. */
    public byte[] bytes(int[] ids) {
        checked(ids);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : ids) bytes.writeBytes(tokens.get(id));
        return bytes.toByteArray();
    }

    @Override
    public String decode(int[] ids) {
        return Utf8.ofIds(bytes(ids));
    }

    @Override
    public String show(int id) {
        return Shown.of(bytes(new int[] {id}));
    }

    private int[] encodeWord(String word) {
        int[] ids = word.chars().toArray();
        while (true) {
            int first = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < ids.length; i++) {
                first = Math.min(first, joined.getOrDefault(new Pair(ids[i], ids[i + 1]), first));
            }
            if (first == Integer.MAX_VALUE) return ids;
            ids = join(ids, merges.get(first - BYTES), first);
        }
    }

    /** The ids with each occurrence of {@code pair}, from the left, replaced by {@code by}. */
    static int[] join(int[] ids, Pair pair, int by) {
        int[] result = new int[ids.length];
        int length = 0;
        for (int i = 0; i < ids.length; i++) {
            boolean here = i + 1 < ids.length && ids[i] == pair.left && ids[i + 1] == pair.right;
            result[length++] = here ? by : ids[i];
            if (here) i++;
        }
        return Arrays.copyOf(result, length);
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
