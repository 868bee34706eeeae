package lab.samediff.pipelines.graphs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws pairs of different nodes that are no edge of a graph. Each of the two nodes is drawn with a probability
 * proportional to its degree to some power, and a pair that is a loop, an edge or drawn before is refused; so a first
 * pair has probability ∝ (d_u d_v)^power over the pairs that are no edges. Power 0 is uniform; 1 draws nodes as often as
 * edges meet them; Mikolov et al. 2013, arXiv:1310.4546, section 2.2 use ¾ of words.
 */
public final class NegativeSampler {
    /** A draw that needs more attempts than this for each pair says so instead of going on for ever. */
    private static final int MOST_ATTEMPTS = 10_000;

    private final Graph graph;
    /** The sum of the weights of nodes 0 to i. */
    private final double[] cumulated;

    private final long free;

    /**
     * A sampler.
     *
     * @param graph whose edges are never drawn; for a fair test it holds the held-out edges too
     * @param power of the degree, not negative; with power 0 a node without edges is drawn like any other, else never
     * @throws IllegalArgumentException if the power is negative or not finite, or no two nodes can be drawn
     */
    public NegativeSampler(Graph graph, double power) {
        if (!(power >= 0 && power < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("power " + power + " must be finite and not negative");
        }
        this.graph = graph;
        this.cumulated = new double[graph.nodes()];
        double sum = 0;
        long eligible = 0;
        for (int i = 0; i < cumulated.length; i++) {
            double weight = Math.pow(graph.degree(i), power);
            if (weight > 0) eligible++;
            sum += weight;
            cumulated[i] = sum;
        }
        this.free = eligible * (eligible - 1) / 2 - graph.edges().size();
        if (free < 1) throw new IllegalArgumentException("every pair of nodes that could be drawn is an edge");
    }

    /**
     * Different pairs that are no edges.
     *
     * @throws IllegalArgumentException if there are fewer than that, or so few that drawing finds them no more
     */
    public Pairs sample(int count, RandomGenerator random) {
        if (count < 0 || count > free) {
            throw new IllegalArgumentException(
                    "cannot draw " + count + " of the " + free + " pairs that are no edges; ask for fewer");
        }
        Set<Long> seen = new HashSet<>();
        long[] keys = new long[count];
        long attempts = 0;
        for (int found = 0; found < count; ) {
            if (attempts++ > (long) MOST_ATTEMPTS * count) {
                throw new IllegalArgumentException("only " + found + " of " + count + " pairs were found in " + attempts
                        + " attempts; ask for fewer or lower the power");
            }
            int a = node(random);
            int b = node(random);
            if (a == b || graph.hasEdge(a, b) || !seen.add(Pairs.key(a, b))) continue;
            keys[found++] = Pairs.key(a, b);
        }
        return Pairs.ofKeys(keys);
    }

    private int node(RandomGenerator random) {
        double at = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, at);
        // At exactly a sum it is the next node's turn: the first one whose sum is above.
        int node = found >= 0 ? found + 1 : -found - 1;
        while (node < cumulated.length - 1 && cumulated[node] <= at) node++;
        return Math.min(node, cumulated.length - 1);
    }
}
