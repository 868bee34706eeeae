package lab.samediff.pipelines.graphs;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A simple undirected graph: no loops, each edge once. Nodes are numbers from 0. */
public final class Graph {
    private final int nodes;
    private final long[] keys;
    private final Pairs edges;
    private final int[] degrees;

    private Graph(int nodes, long... keys) {
        this.nodes = nodes;
        this.keys = keys;
        this.edges = Pairs.ofKeys(keys);
        this.degrees = new int[nodes];
        for (int i = 0; i < edges.size(); i++) {
            degrees[edges.from(i)]++;
            degrees[edges.to(i)]++;
        }
    }

    /**
     * The simple graph under some pairs: directions, repetitions and loops are dropped, and edges sorted.
     *
     * @param nodes number of nodes, at least 1
     * @throws IllegalArgumentException if there is no node or a pair names one that does not exist
     */
    public static Graph of(int nodes, Pairs pairs) {
        if (nodes < 1) throw new IllegalArgumentException("a graph of " + nodes + " nodes; at least one is needed");
        for (int i = 0; i < pairs.size(); i++) {
            if (Math.max(pairs.from(i), pairs.to(i)) >= nodes) {
                throw new IllegalArgumentException("pair " + i + " is (" + pairs.from(i) + ", " + pairs.to(i)
                        + "), but the nodes are 0 to " + (nodes - 1));
            }
        }
        return new Graph(
                nodes,
                IntStream.range(0, pairs.size())
                        .filter(i -> pairs.from(i) != pairs.to(i))
                        .mapToLong(i -> Pairs.key(pairs.from(i), pairs.to(i)))
                        .sorted()
                        .distinct()
                        .toArray());
    }

    /** Number of nodes. */
    public int nodes() {
        return nodes;
    }

    /** The edges, the smaller node first, sorted. */
    public Pairs edges() {
        return edges;
    }

    /** Whether there is an edge between two nodes; never between a node and itself. */
    public boolean hasEdge(int a, int b) {
        return Arrays.binarySearch(keys, Pairs.key(a, b)) >= 0;
    }

    /** How many edges a node has. */
    public int degree(int node) {
        return degrees[node];
    }

    /** The nodes that a node has edges with, sorted. */
    public int[] neighbours(int node) {
        return IntStream.range(0, edges.size())
                .filter(i -> edges.from(i) == node || edges.to(i) == node)
                .map(i -> edges.from(i) == node ? edges.to(i) : edges.from(i))
                .sorted()
                .toArray();
    }

    /** How many connected parts there are; a node without edges is one. */
    public int components() {
        int[] parent = IntStream.range(0, nodes).toArray();
        int parts = nodes;
        for (int i = 0; i < edges.size(); i++) {
            int a = root(parent, edges.from(i));
            int b = root(parent, edges.to(i));
            if (a == b) continue;
            parent[a] = b;
            parts--;
        }
        return parts;
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
