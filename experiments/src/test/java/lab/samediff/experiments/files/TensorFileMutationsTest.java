package lab.samediff.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged headers end in the one documented exception, or were not damaged. */
class TensorFileMutationsTest {
    private static final int CASES = 4_000;

    private static final List<String> WORDS = List.of(
            "-1",
            "0",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "NaN",
            "null",
            "true",
            "\"\"",
            "[]",
            "{}",
            "F32",
            "\"dtype\":\"U8\",",
            "\"__metadata__\":{\"k\":\"v\"},",
            "\u0661",
            "\ufeff",
            "\0",
            "\\ud800",
            " ",
            ",",
            "\n");

    private static final byte[] ORIGINAL = new TensorFile(
                    Map.of(
                            "w/a", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2),
                            "w/b 1", Tensor.of(new double[] {5}, 1),
                            "n", Tensor.of(new long[] {6}),
                            "e", Tensor.of(new int[0], 3, 0),
                            "u", Tensor.of(new byte[] {7, 8, 9}, 3)),
                    Map.of("format", "1", "step", "12"))
            .bytes();

    @Test
    void eachMutationIsRefusedOrWritesBackToTheSame() {
        int refused = 0;
        int same = 0;
        for (int seed = 0; seed < CASES; seed++) {
            byte[] file = mutate(new SplittableRandom(seed));
            TensorFile read;
            try {
                read = TensorFile.parse("mutated", file);
            } catch (TensorFileException e) {
                assertThat(e)
                        .as("seed " + seed)
                        .hasMessageStartingWith("mutated: ")
                        .hasMessageContaining(e.field());
                refused++;
                continue;
            }
            byte[] again = read.bytes();
            assertThat(reread(again)).as("seed " + seed).isEqualTo(read);
            if (Arrays.equals(again, file)) {
                same++;
            } else {
                // Only the layout of the header may differ: its blanks, escapes and order.
                assertThat(squeezed(again)).as("seed " + seed).isEqualTo(squeezed(file));
            }
        }
        assertThat(refused).as("refused").isGreaterThan(CASES / 2);
        assertThat(same).as("taken and the same to the byte").isGreaterThan(CASES / 40);
    }

    private static TensorFile reread(byte[] bytes) {
        try {
            return TensorFile.parse("written", bytes);
        } catch (TensorFileException e) {
            throw new AssertionError("what we write we read", e);
        }
    }

    /** The characters of header and data without blanks, in any order: what no layout changes. */
    private static String squeezed(byte[] file) {
        byte[] rest = Arrays.copyOfRange(file, 8, file.length);
        int[] characters = new String(rest, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c > ' ')
                .sorted()
                .toArray();
        return new String(characters, 0, characters.length);
    }

    /** One to three changes of the header; its length says so or does not. */
    private static byte[] mutate(SplittableRandom random) {
        int length =
                (int) ByteBuffer.wrap(ORIGINAL).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] header = Arrays.copyOfRange(ORIGINAL, 8, 8 + length);
        byte[] data = Arrays.copyOfRange(ORIGINAL, 8 + length, ORIGINAL.length);
        int changes = random.nextInt(1, 4);
        for (int i = 0; i < changes; i++) {
            header = change(header, random);
        }
        if (random.nextInt(8) == 0) data = Arrays.copyOf(data, random.nextInt(2 * data.length));
        long said = random.nextInt(8) == 0 ? oddLength(header.length, random) : header.length;
        return ByteBuffer.allocate(8 + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(said)
                .put(header)
                .put(data)
                .array();
    }

    private static long oddLength(int length, SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> length + random.nextInt(-8, 9);
            case 1 -> random.nextLong();
            case 2 -> 1L << random.nextInt(64);
            default -> 0;
        };
    }

    private static byte[] change(byte[] header, SplittableRandom random) {
        int at = random.nextInt(header.length);
        int end = Math.min(header.length, at + random.nextInt(1, 40));
        return switch (random.nextInt(7)) {
            case 0 -> splice(header, at, at + 1, new byte[] {(byte) (header[at] ^ 1 << random.nextInt(8))});
            case 1 -> splice(header, at, end, new byte[0]);
            case 2 -> splice(header, at, at, Arrays.copyOfRange(header, at, end));
            case 3 -> splice(header, at, at, word(random));
            case 4 -> digit(header, at, random);
            case 5 -> splice(header, header.length, header.length, " ".repeat(8).getBytes(StandardCharsets.UTF_8));
            default -> renamed(header, random);
        };
    }

    private static byte[] word(SplittableRandom random) {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    /** Another number where the next one is. */
    private static byte[] digit(byte[] header, int at, SplittableRandom random) {
        for (int i = at; i < header.length; i++) {
            if (Character.isDigit(header[i])) {
                return splice(
                        header, i, i + 1, Integer.toString(random.nextInt(30)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return header;
    }

    /** Another letter in a name: what remains a file. */
    private static byte[] renamed(byte[] header, SplittableRandom random) {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        String letter = String.valueOf((char) ('o' + random.nextInt(12)));
        return text.replace("\"u\"", "\"" + letter + "\"").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(between);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
