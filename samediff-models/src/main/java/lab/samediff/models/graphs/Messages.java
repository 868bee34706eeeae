package lab.samediff.models.graphs;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Edges;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Who hears whom in a graph without directions, and how loud, in plain Java: both directions of each edge, then each
 * node itself. It is the sparse form of what {@link Adjacency} gives, and becomes {@link Edges} within a graph.
 */
public final class Messages {
    private final int nodes;
    private final int[] source;
    private final int[] target;
    private final float[] weight;

    private Messages(int nodes, int[] source, int[] target, float[] weight) {
        this.nodes = nodes;
        this.source = source;
        this.target = target;
        this.weight = weight;
    }

    /**
     * Sums: all neighbours with weight 1, and the node itself with 1 + epsilon. Xu et al. 2019, arXiv:1810.00826, eq. 4.1.
     *
     * @param nodes number of nodes, at least 1
     * @param from one end of each edge, each edge once
     * @param to the other end
     * @throws IllegalArgumentException if there is no node, the lengths differ, a node does not exist or an edge is a loop
     */
    public static Messages sums(int nodes, int[] from, int[] to, double epsilon) {
        Messages messages = between(nodes, from, to);
        Arrays.fill(messages.weight, 1);
        Arrays.fill(messages.weight, 2 * from.length, messages.weight.length, (float) (1 + epsilon));
        return messages;
    }

    /**
     * D^-½ (A + 1) D^-½: node i hears node j with weight 1/√(d_i d_j), d being the degree plus one. Kipf and Welling 2017,
     * arXiv:1609.02907, eq. 2.
     *
     * @param nodes number of nodes, at least 1
     * @param from one end of each edge, each edge once
     * @param to the other end
     * @throws IllegalArgumentException if there is no node, the lengths differ, a node does not exist or an edge is a loop
     */
    public static Messages normalised(int nodes, int[] from, int[] to) {
        Messages messages = between(nodes, from, to);
        double[] degree = new double[nodes];
        for (int node : messages.target) degree[node]++;
        for (int i = 0; i < messages.weight.length; i++) {
            double product = degree[messages.source[i]] * degree[messages.target[i]];
            messages.weight[i] = (float) (1 / Math.sqrt(product));
        }
        return messages;
    }

    private static Messages between(int nodes, int[] from, int[] to) {
        if (nodes < 1 || from.length != to.length) {
            throw new IllegalArgumentException("wants a node and two ends of each edge, got " + nodes + " nodes, "
                    + from.length + " and " + to.length + " ends");
        }
        for (int i = 0; i < from.length; i++) {
            if (Math.min(from[i], to[i]) < 0 || Math.max(from[i], to[i]) >= nodes || from[i] == to[i]) {
                throw new IllegalArgumentException("edge " + i + " is (" + from[i] + ", " + to[i]
                        + "), wants two different nodes of 0 to " + (nodes - 1));
            }
        }
        IntStream all = IntStream.range(0, nodes);
        int[] itself = all.toArray();
        return new Messages(
                nodes, joined(from, to, itself), joined(to, from, itself), new float[2 * from.length + nodes]);
    }

    private static int[] joined(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    /** Number of nodes. */
    public int nodes() {
        return nodes;
    }

    /** Number of directed edges, those of nodes to themselves included. */
    public int size() {
        return source.length;
    }

    /** The node that is heard along a directed edge. */
    public int source(int edge) {
        return source[edge];
    }

    /** The node that hears along a directed edge. */
    public int target(int edge) {
        return target[edge];
    }

    /** How loud a directed edge is. */
    public float weight(int edge) {
        return weight[edge];
    }

    /** These edges as inputs {@code edgeSource}, {@code edgeTarget} and {@code edgeWeight} of a graph; {@link #inputs} feeds them. */
    public Edges edges(Scope s) {
        return new Edges(
                s.ids("edgeSource", nodes, source.length),
                s.ids("edgeTarget", nodes, source.length),
                s.input("edgeWeight", source.length));
    }

    /** What is fed to {@link #edges}; the weights are float. */
    public Map<String, INDArray> inputs() {
        return Map.of(
                "edgeSource", Nd4j.createFromArray(source),
                "edgeTarget", Nd4j.createFromArray(target),
                "edgeWeight", Nd4j.createFromArray(weight));
    }
}
