package lab.samediff.models.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.models.engine.RandomGraph.Node;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import org.nd4j.autodiff.samediff.SDVariable;

/** The half of {@link RandomOps} that arranges, and matrix products. */
final class RandomArrangements {
    private static final int MAX_RANK = 4;

    private RandomArrangements() {}

    static void add(Map<String, RandomOps.Move> moves) {
        views(moves);
        parts(moves);
        products(moves);
    }

    private static void views(Map<String, RandomOps.Move> moves) {
        RandomOps.put(moves, "permute", x -> x.rank() > 1, (g, x) -> {
            int[] axes = g.random.ints(0, x.rank()).distinct().limit(x.rank()).toArray();
            return new Node(Arrange.permute(x.variable(), axes), x.bound());
        });
        RandomOps.put(moves, "expandDims", x -> x.rank() < MAX_RANK, (g, x) -> {
            int axis = g.random.nextInt(x.rank() + 1);
            return new Node(Arrange.expandDims(x.variable(), axis), x.bound());
        });
        RandomOps.put(
                moves,
                "squeeze",
                x -> ones(x).length > 0,
                (g, x) -> new Node(Arrange.squeeze(x.variable(), pick(g, ones(x))), x.bound()));
        RandomOps.put(moves, "concat", x -> x.rank() > 0 && !x.open(), (g, x) -> {
            SDVariable y = Arrange.concat(g.random.nextInt(x.rank()), x.variable(), RandomOps.other(x.variable()));
            return new Node(y, x.bound() + 1);
        });
        RandomOps.put(moves, "reshape", x -> x.rank() > 1 && !RandomGraph.open(tail(x)), (g, x) -> {
            long rest = x.count() / x.size(0);
            boolean flat = g.random.nextBoolean();
            long first = x.shape()[0];
            SDVariable y =
                    flat ? Arrange.reshape(x.variable(), first, rest) : Arrange.reshape(x.variable(), first, 1, rest);
            return new Node(y, x.bound());
        });
    }

    private static void parts(Map<String, RandomOps.Move> moves) {
        RandomOps.put(moves, "slice", x -> cuttable(x).length > 0, (g, x) -> {
            int axis = pick(g, cuttable(x));
            int begin = g.random.nextInt((int) x.shape()[axis]);
            int size = 1 + g.random.nextInt((int) x.shape()[axis] - begin);
            return new Node(Arrange.slice(x.variable(), axis, begin, size), x.bound());
        });
        RandomOps.put(moves, "split", x -> cuttable(x).length > 0, (g, x) -> {
            int axis = pick(g, cuttable(x));
            int parts = (int) x.shape()[axis];
            // What is between the first and the last part is used by nobody.
            List<SDVariable> cut = Arrange.split(x.variable(), axis, parts);
            return new Node(Ops.mul(cut.get(0), Ops.sin(cut.get(parts - 1))), x.bound());
        });
        RandomOps.put(moves, "gather", x -> x.rank() > 0 && x.rank() < MAX_RANK && x.shape()[0] != -1, (g, x) -> {
            SDVariable ids = g.ids((int) x.shape()[0], g.random.nextBoolean() ? new long[] {4} : new long[] {2, 3});
            return new Node(Arrange.gather(x.variable(), ids), x.bound());
        });
        RandomOps.put(moves, "scatterAdd", x -> x.rank() > 1 && x.shape()[0] != -1, (g, x) -> {
            int rows = (int) x.shape()[0];
            SDVariable some = Arrange.gather(x.variable(), g.ids(rows, 4));
            SDVariable y = Arrange.scatterAdd(RandomOps.other(x.variable()), g.ids(rows, 4), some);
            return new Node(y, 1 + 4 * x.bound());
        });
        RandomOps.put(moves, "oneHot", x -> x.rank() == 2 && !x.open(), (g, x) -> {
            int depth = (int) x.shape()[0];
            SDVariable chosen = Arrange.oneHot(g.ids(depth, 2, 3), depth, x.variable());
            return new Node(Ops.matmul(chosen, x.variable()), x.bound());
        });
    }

    private static void products(Map<String, RandomOps.Move> moves) {
        RandomOps.put(moves, "matmul", x -> x.rank() > 1 && !RandomGraph.open(tail(x)), (g, x) -> {
            long inner = x.shape()[x.rank() - 1];
            long outer = 1L + g.random.nextInt(RandomGraph.BATCH);
            boolean transposed = g.random.nextBoolean();
            Node weight = transposed ? g.leaf(outer, inner) : g.leaf(inner, outer);
            return new Node(Ops.matmul(x.variable(), weight.variable(), false, transposed), x.bound() * inner);
        });
        RandomOps.put(moves, "matmul with itself", x -> x.rank() > 1, (g, x) -> {
            boolean rows = g.random.nextBoolean();
            int summed = x.rank() - (rows ? 1 : 2);
            SDVariable y = Ops.matmul(x.variable(), Ops.sin(x.variable()), !rows, rows);
            return new Node(y, x.bound() * x.size(summed));
        });
    }

    private static long[] tail(Node x) {
        return Arrays.copyOfRange(x.shape(), 1, x.rank());
    }

    private static int[] ones(Node x) {
        return IntStream.range(0, x.rank()).filter(i -> x.shape()[i] == 1).toArray();
    }

    private static int[] cuttable(Node x) {
        return IntStream.range(0, x.rank()).filter(i -> x.shape()[i] > 1).toArray();
    }

    private static int pick(RandomGraph graph, int... from) {
        return from[graph.random.nextInt(from.length)];
    }
}
