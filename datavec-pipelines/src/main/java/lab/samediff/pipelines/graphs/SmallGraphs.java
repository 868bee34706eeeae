package lab.samediff.pipelines.graphs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Small graphs with names, and all connected ones of some size. */
public final class SmallGraphs {
    /** The largest size that {@link #connected} lists; the next one would take minutes. */
    public static final int LARGEST = 7;

    private SmallGraphs() {}

    /** The cycle C_n, n at least 3. */
    public static Graph cycle(int nodes) {
        return ring(nodes, nodes);
    }

    /** The path P_n, n at least 2. */
    public static Graph path(int nodes) {
        return ring(nodes, nodes - 1);
    }

    /** Nodes in a ring, with the edges from the first {@code edges} ones to the next. */
    private static Graph ring(int nodes, int edges) {
        int[] from = IntStream.range(0, edges).toArray();
        return Graph.of(
                nodes,
                new Pairs(from, IntStream.of(from).map(i -> (i + 1) % nodes).toArray()));
    }

    /** Several graphs as one, the nodes of each after those of the one before. */
    public static Graph union(Collection<Graph> graphs) {
        Pairs edges = new Pairs(new int[0], new int[0]);
        int nodes = 0;
        for (Graph graph : graphs) {
            int before = nodes;
            int[] from = IntStream.of(graph.edges().from()).map(i -> i + before).toArray();
            edges = edges.plus(new Pairs(
                    from, IntStream.of(graph.edges().to()).map(i -> i + before).toArray()));
            nodes += graph.nodes();
        }
        return Graph.of(nodes, edges);
    }

    /**
     * The same graph with node i called order[i].
     *
     * @throws IllegalArgumentException if the order does not name every node once
     */
    public static Graph relabelled(Graph graph, int... order) {
        int[] sorted = IntStream.of(order).sorted().distinct().toArray();
        if (sorted.length != graph.nodes() || sorted[0] != 0 || sorted[sorted.length - 1] != graph.nodes() - 1) {
            throw new IllegalArgumentException("an order of " + graph.nodes() + " nodes names each of them once");
        }
        int[] from = IntStream.of(graph.edges().from()).map(i -> order[i]).toArray();
        return Graph.of(
                graph.nodes(),
                new Pairs(
                        from,
                        IntStream.of(graph.edges().to()).map(i -> order[i]).toArray()));
    }

    /**
     * All connected graphs of so many nodes, no two of them isomorphic: 1, 1, 2, 6, 21, 112 and 853 of 1 to 7 nodes
     * (OEIS A001349). Every connected graph is one with a node less and a node that some of its nodes are joined to.
     *
     * @param nodes from 1 to {@link #LARGEST}
     * @throws IllegalArgumentException if there are to be fewer or more nodes
     */
    public static List<Graph> connected(int nodes) {
        if (nodes < 1 || nodes > LARGEST) {
            throw new IllegalArgumentException("nodes " + nodes + " must lie in 1.." + LARGEST);
        }
        Collection<Integer> masks = List.of(0);
        for (int n = 2; n <= nodes; n++) masks = grown(masks, n);
        List<Graph> graphs = new ArrayList<>();
        for (int mask : masks) graphs.add(graph(nodes, mask));
        return graphs;
    }

    /** The least masks of all graphs with one node more, which is node n - 1. */
    private static Collection<Integer> grown(Collection<Integer> masks, int n) {
        List<int[]> orders = orders(n);
        TreeSet<Integer> found = new TreeSet<>();
        int before = (n - 1) * (n - 2) / 2;
        for (int mask : masks) {
            for (int joined = 1; joined < 1 << (n - 1); joined++) found.add(least(mask | joined << before, orders));
        }
        return found;
    }

    /** Bit b(b-1)/2 + a of a mask is the edge of nodes a &lt; b; the least mask is the same for isomorphic graphs. */
    private static int least(int mask, List<int[]> orders) {
        int least = Integer.MAX_VALUE;
        for (int[] bits : orders) {
            int moved = 0;
            for (int rest = mask; rest != 0; rest &= rest - 1) moved |= 1 << bits[Integer.numberOfTrailingZeros(rest)];
            least = Math.min(least, moved);
        }
        return least;
    }

    /** For each order of the nodes, where each bit of a mask goes. */
    private static List<int[]> orders(int n) {
        List<int[]> orders = new ArrayList<>();
        permute(new int[n], 0, 0, orders);
        return orders;
    }

    private static void permute(int[] order, int filled, int used, List<int[]> orders) {
        int n = order.length;
        if (filled == n) {
            int[] bits = new int[n * (n - 1) / 2];
            for (int b = 1; b < n; b++) for (int a = 0; a < b; a++) bits[bit(a, b)] = bit(order[a], order[b]);
            orders.add(bits);
            return;
        }
        for (int node = 0; node < n; node++) {
            if ((used >> node & 1) != 0) continue;
            order[filled] = node;
            permute(order, filled + 1, used | 1 << node, orders);
        }
    }

    private static int bit(int a, int b) {
        int high = Math.max(a, b);
        return high * (high - 1) / 2 + Math.min(a, b);
    }

    private static Graph graph(int nodes, int mask) {
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        for (int b = 1; b < nodes; b++) {
            for (int a = 0; a < b; a++) {
                if ((mask >> bit(a, b) & 1) == 0) continue;
                from.add(a);
                to.add(b);
            }
        }
        return Graph.of(nodes, new Pairs(numbers(from), numbers(to)));
    }

    private static int[] numbers(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
