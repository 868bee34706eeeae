package lab.samediff.pipelines.graphs;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The edges of a graph in three parts, and as many pairs that are no edges beside each part that is held out. Kipf and
 * Welling 2016, arXiv:1611.07308, section 3.
 *
 * @param train the graph whose edges a model may know, along which it may pass messages
 * @param validation edges that choose among models
 * @param test edges that are predicted
 * @param validationNegatives as many pairs that are no edges at all, neither known nor held out
 * @param testNegatives likewise; none is among those of the validation
 */
public record EdgeSplit(Graph train, Pairs validation, Pairs test, Pairs validationNegatives, Pairs testNegatives) {
    /**
     * A random split: ⌊share · edges⌋ are held out for each purpose, and uniform pairs that are no edges are drawn.
     *
     * @param validation share of edges, above 0
     * @param test share of edges, above 0
     * @throws IllegalArgumentException if a part would be empty, or there are too few pairs without an edge
     */
    public static EdgeSplit of(Graph graph, double validation, double test, RandomGenerator random) {
        int edges = graph.edges().size();
        int validated = part("validation", validation, edges);
        int tested = part("test", test, edges);
        if (validated + tested >= edges) {
            throw new IllegalArgumentException("shares " + validation + " and " + test + " of " + edges
                    + " edges leave none to learn from; lower them");
        }
        int[] order = shuffled(edges, random);
        Pairs negatives = new NegativeSampler(graph, 0).sample(validated + tested, random);
        int[] all = IntStream.range(0, validated + tested).toArray();
        return new EdgeSplit(
                Graph.of(graph.nodes(), graph.edges().take(Arrays.copyOfRange(order, validated + tested, edges))),
                graph.edges().take(Arrays.copyOf(order, validated)),
                graph.edges().take(Arrays.copyOfRange(order, validated, validated + tested)),
                negatives.take(Arrays.copyOf(all, validated)),
                negatives.take(Arrays.copyOfRange(all, validated, validated + tested)));
    }

    private static int part(String name, double share, int edges) {
        int part = (int) Math.floor(share * edges);
        if (!(share < 1) || part < 1) {
            throw new IllegalArgumentException(
                    name + " share " + share + " of " + edges + " edges holds none out, or all; it must lie in (0, 1)");
        }
        return part;
    }

    private static int[] shuffled(int size, RandomGenerator random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
