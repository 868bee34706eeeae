package lab.samediff.experiments.graphs;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.NegativeSampler;
import lab.samediff.pipelines.graphs.Pairs;

/** A sampler of pairs that are no edges, against its formula. */
final class SamplerLaw {
    /** Bins by the product of the two degrees, in octaves, and within each by the nodes' numbers. */
    private static final int OCTAVES = 16;

    private static final int NUMBERS = 7;
    /** Bins in which fewer pairs are expected are counted as one: χ² is about normal only where many are. */
    private static final double FEW = 10;

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
        double[] expected = expected(graph, power);
        double[] counts = new double[expected.length];
        for (int i = 0; i < pairs.size(); i++) counts[bin(graph, pairs.from(i), pairs.to(i))]++;
        double scale = pairs.size() / Arrays.stream(expected).sum();
        double chi = 0;
        double restExpected = 0;
        double restCount = 0;
        int freedom = 0;
        for (int bin = 0; bin < expected.length; bin++) {
            double mean = scale * expected[bin];
            if (mean < FEW) {
                restExpected += mean;
                restCount += counts[bin];
            } else {
                chi += Math.pow(counts[bin] - mean, 2) / mean;
                freedom++;
            }
        }
        // Where nothing at all is expected, a single pair is infinitely far off.
        if (restCount > 0 || restExpected > 0) chi += Math.pow(restCount - restExpected, 2) / restExpected;
        else freedom--;
        return (chi - freedom) / Math.sqrt(2.0 * freedom);
    }

    private static double[] expected(Graph graph, double power) {
        double[] weights = IntStream.range(0, graph.nodes())
                .mapToDouble(i -> Math.pow(graph.degree(i), power))
                .toArray();
        double[] expected = new double[OCTAVES * NUMBERS];
        for (int a = 0; a < weights.length; a++) {
            for (int b = a + 1; b < weights.length; b++) expected[bin(graph, a, b)] += weights[a] * weights[b];
        }
        Pairs edges = graph.edges();
        for (int i = 0; i < edges.size(); i++) {
            int a = edges.from(i);
            int b = edges.to(i);
            expected[bin(graph, a, b)] -= weights[a] * weights[b];
        }
        return expected;
    }

    private static int bin(Graph graph, int a, int b) {
        long product = 1L + (long) graph.degree(a) * graph.degree(b);
        int octave = Math.min(OCTAVES - 1, Long.SIZE - 1 - Long.numberOfLeadingZeros(product));
        return octave * NUMBERS + (a + b) % NUMBERS;
    }
}
