package lab.samediff.models.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A graph that grows at random from its seed: each step puts one of {@link RandomOps} on one of the latest values. A
 * bound goes along with every value, and what could become large is scaled down at once, so nothing overflows. Graphs of
 * even seeds read an input whose batch is open. The loss takes in whatever no op has used.
 */
final class RandomGraph {
    /** Stands in for an open size where a bound depends on it; no batch is larger. */
    static final int BATCH = 5;

    private static final int MAX_SIZE = 5;
    private static final int RECENT = 4;
    private static final double LARGE = 3;

    /** A value with all entries in [-bound, bound]. */
    record Node(SDVariable variable, double bound) {
        long[] shape() {
            return Scope.shape(variable);
        }

        int rank() {
            return shape().length;
        }

        /** The size along {@code axis}, or the largest it can be. */
        long size(int axis) {
            return shape()[axis] == -1 ? BATCH : shape()[axis];
        }

        /** The number of entries, or the largest it can be. */
        long count() {
            return IntStream.range(0, rank()).mapToLong(this::size).reduce(1, Math::multiplyExact);
        }

        boolean open() {
            return RandomGraph.open(shape());
        }
    }

    final Scope scope;
    final SplittableRandom random;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> read = new TreeSet<>();
    private final Set<String> ops = new TreeSet<>();
    private int leaves;

    private RandomGraph(Scope scope, long seed) {
        this.scope = scope;
        this.random = new SplittableRandom(seed);
    }

    static TruthCase of(long seed) {
        return new TruthCase(
                "random graph of seed " + seed,
                type -> new Params(seed, type),
                seed % 2 == 0 ? Feeds.ofBatches(seed, BATCH, 3, BATCH) : Feeds.ofBatches(seed, BATCH),
                s -> new RandomGraph(s, seed).grow(seed % 2 == 0));
    }

    /** The names in {@link RandomOps} of all that the graphs of these seeds hold. */
    static Set<String> opsOf(LongStream seeds) {
        Set<String> all = new TreeSet<>();
        seeds.forEach(seed -> Graph.write(new Params(seed), Mode.EVAL, s -> {
            RandomGraph graph = new RandomGraph(s, seed);
            SDVariable loss = graph.grow(seed % 2 == 0);
            all.addAll(graph.ops);
            return loss;
        }));
        return all;
    }

    private SDVariable grow(boolean open) {
        add(open ? input() : leaf(shape(random.nextInt(5))));
        add(leaf(shape(2 + random.nextInt(2))));
        int steps = 6 + random.nextInt(10);
        List<Map.Entry<String, RandomOps.Move>> moves = List.copyOf(RandomOps.ALL.entrySet());
        while (steps > 0) {
            Map.Entry<String, RandomOps.Move> move = moves.get(random.nextInt(moves.size()));
            Node x = recent();
            if (!move.getValue().fits(x)) continue;
            read.add(x.variable().name());
            add(move.getValue().on(this, x));
            ops.add(move.getKey());
            steps--;
        }
        scope.report("last", nodes.get(nodes.size() - 1).variable());
        return loss();
    }

    private SDVariable loss() {
        return nodes.stream()
                .filter(node -> !read.contains(node.variable().name()))
                .map(node -> Agreement.loss(scope, node.variable()))
                .reduce(Ops::add)
                .orElseThrow();
    }

    private void add(Node node) {
        boolean large = node.bound() > LARGE;
        nodes.add(large ? new Node(Ops.mul(node.variable(), 2 / node.bound()), 2) : node);
    }

    private Node recent() {
        return nodes.get(nodes.size() - 1 - random.nextInt(Math.min(RECENT, nodes.size())));
    }

    private Node input() {
        long[] shape = shape(1 + random.nextInt(4));
        shape[0] = -1;
        // Numbers from N(0, 1), of which none is as large as this in so few.
        return new Node(scope.input("x", shape), 6);
    }

    /** A new parameter. */
    Node leaf(long... shape) {
        return new Node(scope.param("p" + leaves++, Init.uniform(1, shape)), 1);
    }

    /** New ids below {@code limit}. */
    SDVariable ids(int limit, long... shape) {
        return scope.ids("ids" + leaves++, limit, shape);
    }

    /** A value that broadcasts with x: a known one if the latest holds such, or a new parameter. */
    Node partner(Node x) {
        Node known = recent();
        if (random.nextBoolean() && broadcast(x.shape(), known.shape())) {
            read.add(known.variable().name());
            return known;
        }
        long[] shape = x.shape();
        for (int i = 0; i < shape.length; i++) if (shape[i] == -1 || random.nextInt(3) == 0) shape[i] = 1;
        return leaf(Arrays.copyOfRange(shape, random.nextInt(shape.length + 1), shape.length));
    }

    private static boolean broadcast(long[] a, long[] b) {
        for (int i = 1; i <= Math.min(a.length, b.length); i++) {
            long p = a[a.length - i];
            long q = b[b.length - i];
            if (p != q && p != 1 && q != 1) return false;
        }
        return true;
    }

    static boolean open(long... shape) {
        return Arrays.stream(shape).anyMatch(n -> n == -1);
    }

    /** Most sizes are small; some are larger than any vector, tile or block of a kernel is likely to divide. */
    private long[] shape(int rank) {
        long[] shape = random.ints(rank, 1, MAX_SIZE + 1).asLongStream().toArray();
        if (rank > 0 && random.nextInt(3) == 0) shape[random.nextInt(rank)] = 30L + random.nextInt(11);
        return shape;
    }
}
