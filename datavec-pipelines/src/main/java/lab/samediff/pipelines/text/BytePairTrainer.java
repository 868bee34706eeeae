package lab.samediff.pipelines.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.samediff.pipelines.Utf8;
import lab.samediff.pipelines.text.BytePairs.Pair;

/**
 * Learns the merges of a byte-pair encoding: again and again the most frequent pair of neighbours inside of words becomes
 * an id; of equally frequent ones the pair with the smaller left id, then the smaller right id. Sennrich et al. 2016,
 * arXiv:1508.07909, algorithm 1. The same text gives the same merges, and more merges begin with the same ones.
 *
 * @param size ids wanted, 256 bytes and the merges; fewer come out of a text that is too short
 * @param minimum how often a pair must occur, at least 1
 */
public record BytePairTrainer(int size, int minimum) {
    private static final Comparator<Map.Entry<Pair, Seen>> BEST = Comparator.<Map.Entry<Pair, Seen>>comparingLong(
                    entry -> -entry.getValue().count)
            .thenComparing(entry -> entry.getKey().left())
            .thenComparing(entry -> entry.getKey().right());

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if size is below 256 or minimum below 1
     */
    public BytePairTrainer {
        if (size < BytePairs.BYTES) {
            throw new IllegalArgumentException("size must be at least " + BytePairs.BYTES + ", got " + size);
        }
        if (minimum < 1) throw new IllegalArgumentException("minimum must be at least 1, got " + minimum);
    }

    /**
     * The encoding learned from these bytes.
     *
     * @throws IllegalArgumentException if its tokens together are longer than {@link BytePairs#MOST_BYTES}, as those of one
     *     byte again and again may be
     */
    public BytePairs train(byte[] text) {
        Progress progress = new Progress(text);
        List<Pair> merges = new ArrayList<>();
        for (int id = BytePairs.BYTES; id < size; id++) {
            Map.Entry<Pair, Seen> best =
                    progress.pairs.entrySet().stream().min(BEST).orElse(null);
            if (best == null || best.getValue().count < minimum) break;
            merges.add(best.getKey());
            progress.join(best.getKey(), id);
        }
        return new BytePairs(merges);
    }

    /** The encoding learned from a text. */
    public BytePairs train(String text) {
        return train(Utf8.encode(text));
    }

    /** How often a pair occurs, and in which words. */
    private static final class Seen {
        private long count;
        private final Set<Integer> words = new HashSet<>();
    }

    /** The different words as they are encoded so far, how often each occurs, and their pairs. */
    private static final class Progress {
        private final List<int[]> words = new ArrayList<>();
        private final List<Long> counts = new ArrayList<>();
        private final Map<Pair, Seen> pairs = new HashMap<>();

        Progress(byte[] text) {
            Map<String, Long> different = new HashMap<>();
            Words.of(text).forEach(word -> different.merge(word, 1L, Long::sum));
            different.forEach((word, count) -> {
                words.add(word.chars().toArray());
                counts.add(count);
                count(words.size() - 1, 1);
            });
        }

        void join(Pair pair, int id) {
            Seen seen = pairs.get(pair);
            if (seen == null) throw new IllegalArgumentException(pair + " does not occur");
            for (int word : List.copyOf(seen.words)) {
                count(word, -1);
                words.set(word, BytePairs.join(words.get(word), pair, id));
                count(word, 1);
            }
        }

        /** Counts the pairs of a word, or with sign -1 takes them back. */
        private void count(int word, int sign) {
            int[] ids = words.get(word);
            for (int i = 0; i + 1 < ids.length; i++) {
                Pair pair = new Pair(ids[i], ids[i + 1]);
                Seen seen = pairs.computeIfAbsent(pair, any -> new Seen());
                seen.count += sign * counts.get(word);
                if (sign > 0) seen.words.add(word);
                else seen.words.remove(word);
                if (seen.count == 0) pairs.remove(pair);
            }
        }
    }
}
