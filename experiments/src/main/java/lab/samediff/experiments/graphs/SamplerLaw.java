package lab.samediff.experiments.graphs;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.NegativeSampler;
import lab.samediff.pipelines.graphs.Pairs;

/** A sampler of pairs that are no edges, against its formula. */
final class SamplerLaw {
    /** Pairs are counted in so many bins, by the sum of their nodes' numbers, which says nothing about degrees. */
    private static final int BINS = 97;

    private SamplerLaw() {}

    /** Pairs drawn each on its own, as the formula is about a first pair. */
    static Pairs firstPairs(NegativeSampler sampler, int draws, RandomGenerator random) {
        int[] from = new int[draws];
        int[] to = new int[draws];
        for (int i = 0; i < draws; i++) {
            Pairs one = sampler.sample(1, random);
            from[i] = one.from(0);
            to[i] = one.to(0);
        }
        return new Pairs(from, to);
    }

    /** How many pairs are edges or loops. */
    static int collisions(Graph graph, Pairs pairs) {
        return (int) IntStream.range(0, pairs.size())
                .filter(i -> pairs.from(i) == pairs.to(i) || graph.hasEdge(pairs.from(i), pairs.to(i)))
                .count();
    }

    /**
     * By how many of its standard deviations Pearson's χ² of the bins is above its mean, if a pair that is no edge is
     * drawn with probability ∝ (d_u d_v)^power: about standard normal.
     */
    static double deviations(Graph graph, double power, Pairs pairs) {
        double[] weights = IntStream.range(0, graph.nodes())
                .mapToDouble(i -> Math.pow(graph.degree(i), power))
                .toArray();
        double[] expected = new double[BINS];
        for (int a = 0; a < weights.length; a++) {
            for (int b = a + 1; b < weights.length; b++) expected[(a + b) % BINS] += weights[a] * weights[b];
        }
        Pairs edges = graph.edges();
        for (int i = 0; i < edges.size(); i++) {
            int a = edges.from(i);
            int b = edges.to(i);
            expected[(a + b) % BINS] -= weights[a] * weights[b];
        }
        double[] counts = new double[BINS];
        for (int i = 0; i < pairs.size(); i++) counts[(pairs.from(i) + pairs.to(i)) % BINS]++;
        double scale = pairs.size() / Arrays.stream(expected).sum();
        double chi = IntStream.range(0, BINS)
                .mapToDouble(bin -> Math.pow(counts[bin] - scale * expected[bin], 2) / (scale * expected[bin]))
                .sum();
        int freedom = BINS - 1;
        return (chi - freedom) / Math.sqrt(2.0 * freedom);
    }
}
