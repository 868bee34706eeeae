package lab.samediff.pipelines.graphs;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Pairs of nodes in an order, by their numbers. */
public final class Pairs {
    private final int[] from;
    private final int[] to;

    /**
     * Pair i is (from[i], to[i]).
     *
     * @throws IllegalArgumentException if the lengths differ or a number is negative
     */
    public Pairs(int[] from, int[] to) {
        if (from.length != to.length) {
            throw new IllegalArgumentException(from.length + " first and " + to.length + " second nodes of pairs");
        }
        this.from = from.clone();
        this.to = to.clone();
        for (int i = 0; i < from.length; i++) {
            if (from[i] < 0 || to[i] < 0) {
                throw new IllegalArgumentException("pair " + i + " is (" + from[i] + ", " + to[i] + "), not of nodes");
            }
        }
    }

    /** How many pairs there are. */
    public int size() {
        return from.length;
    }

    /** The first node of a pair. */
    public int from(int pair) {
        return from[pair];
    }

    /** The second node of a pair. */
    public int to(int pair) {
        return to[pair];
    }

    /** The first nodes of all pairs, a copy. */
    public int[] from() {
        return from.clone();
    }

    /** The second nodes of all pairs, a copy. */
    public int[] to() {
        return to.clone();
    }

    /** These pairs, then others. */
    public Pairs plus(Pairs others) {
        return new Pairs(joined(from, others.from), joined(to, others.to));
    }

    /** The pairs with these numbers, in their order. */
    public Pairs take(int... pairs) {
        return new Pairs(
                Arrays.stream(pairs).map(i -> from[i]).toArray(),
                Arrays.stream(pairs).map(i -> to[i]).toArray());
    }

    private static int[] joined(int[] a, int[] b) {
        return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }

    /** A number for an unordered pair, the same for (a, b) and (b, a). */
    static long key(int a, int b) {
        return (long) Math.min(a, b) << Integer.SIZE | Math.max(a, b);
    }

    /** The pairs of such numbers, in their order, the smaller node first. */
    static Pairs ofKeys(long... keys) {
        return new Pairs(
                Arrays.stream(keys)
                        .mapToInt(key -> (int) (key >>> Integer.SIZE))
                        .toArray(),
                Arrays.stream(keys).mapToInt(key -> (int) key).toArray());
    }
}
