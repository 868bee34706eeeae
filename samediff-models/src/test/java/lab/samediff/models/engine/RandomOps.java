package lab.samediff.models.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lab.samediff.models.engine.RandomGraph.Node;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import org.nd4j.autodiff.samediff.SDVariable;

/** What {@link RandomGraph} can do next to a value, with the bound of what comes out. */
final class RandomOps {
    private static final double LEAST = 0.5;

    static final Map<String, Move> ALL = all();

    private RandomOps() {}

    /** One op, perhaps with a partner; {@code fits} says on what. */
    record Move(Predicate<Node> takes, Apply apply) {
        boolean fits(Node x) {
            return takes.test(x);
        }

        Node on(RandomGraph graph, Node x) {
            return apply.on(graph, x);
        }
    }

    interface Apply {
        Node on(RandomGraph graph, Node x);
    }

    private static Map<String, Move> all() {
        Map<String, Move> moves = new LinkedHashMap<>();
        smooth(moves);
        bent(moves);
        pairs(moves);
        reductions(moves);
        lines(moves);
        RandomArrangements.add(moves);
        return moves;
    }

    private static void smooth(Map<String, Move> moves) {
        entries(moves, "neg", Ops::neg, b -> b);
        entries(moves, "square", Ops::square, b -> b * b);
        entries(moves, "sqrt", x -> Ops.sqrt(aboveZero(x)), b -> Math.sqrt(b * b + LEAST));
        entries(moves, "reciprocal", x -> Ops.reciprocal(aboveZero(x)), b -> 1 / LEAST);
        entries(moves, "log", x -> Ops.log(aboveZero(x)), b -> Math.log(b * b + 2));
        entries(moves, "exp", Ops::exp, Math::exp);
        entries(moves, "sin", Ops::sin, b -> 1);
        entries(moves, "cos", Ops::cos, b -> 1);
        entries(moves, "erf", Ops::erf, b -> 1);
        entries(moves, "tanh", Ops::tanh, b -> 1);
        entries(moves, "sigmoid", Ops::sigmoid, b -> 1);
        entries(moves, "silu", Ops::silu, b -> b);
        entries(moves, "gelu", Ops::gelu, b -> b);
        entries(moves, "softplus", Ops::softplus, b -> b + 1);
        entries(moves, "logSigmoid", Ops::logSigmoid, b -> b + 1);
        entries(moves, "add scalar", x -> Ops.add(x, 0.7), b -> b + 0.7);
        entries(moves, "sub scalar", x -> Ops.sub(x, 0.7), b -> b + 0.7);
        entries(moves, "sub from scalar", x -> Ops.sub(0.7, x), b -> b + 0.7);
        entries(moves, "mul scalar", x -> Ops.mul(x, -1.3), b -> 1.3 * b);
    }

    private static void bent(Map<String, Move> moves) {
        entries(moves, "abs", Ops::abs, b -> b);
        entries(moves, "relu", Ops::relu, b -> b);
        entries(moves, "leakyRelu", x -> Ops.leakyRelu(x, 0.2), b -> b);
        entries(moves, "elu", Ops::elu, b -> b + 1);
        entries(moves, "selu", Ops::selu, b -> 1.1 * b + 1.8);
        entries(moves, "clip", x -> Ops.clip(x, -0.4, 0.9), b -> b);
        entries(moves, "positive", x -> Ops.mul(x, Ops.positive(x)), b -> b);
        entries(moves, "stopGradient", x -> Ops.mul(x, Ops.stopGradient(x)), b -> b * b);
        entries(moves, "zerosLike", x -> Ops.add(x, Arrange.zerosLike(x)), b -> b);
        entries(moves, "maximum", x -> Ops.maximum(x, other(x)), b -> b + 1);
        entries(moves, "minimum", x -> Ops.minimum(other(x), x), b -> b + 1);
        entries(moves, "where", x -> Arrange.where(Ops.sin(x), x, other(x)), b -> b + 1);
    }

    private static void pairs(Map<String, Move> moves) {
        pair(moves, "add", Ops::add, Double::sum);
        pair(moves, "sub", Ops::sub, Double::sum);
        pair(moves, "mul", Ops::mul, (a, b) -> a * b);
        pair(moves, "div", (a, b) -> Ops.div(a, aboveZero(b)), (a, b) -> a / LEAST);
    }

    private interface Pair {
        SDVariable of(SDVariable a, SDVariable b);
    }

    private static void pair(Map<String, Move> moves, String name, Pair op, DoubleBinaryOperator bound) {
        put(moves, name, x -> true, (g, x) -> {
            Node y = g.partner(x);
            boolean first = g.random.nextBoolean();
            Node a = first ? x : y;
            Node b = first ? y : x;
            return new Node(op.of(a.variable(), b.variable()), bound.applyAsDouble(a.bound(), b.bound()));
        });
    }

    private interface Fold {
        SDVariable of(SDVariable x, boolean keepDims, int... axes);
    }

    private static void reductions(Map<String, Move> moves) {
        fold(moves, "sum", Ops::sum, x -> x.bound() * x.count());
        fold(moves, "mean", Ops::mean, Node::bound);
        fold(moves, "max", Ops::max, Node::bound);
    }

    private interface Bound {
        double of(Node x);
    }

    private static void fold(Map<String, Move> moves, String name, Fold op, Bound bound) {
        put(moves, name, x -> true, (g, x) -> {
            int[] axes = IntStream.range(0, x.rank())
                    .filter(i -> g.random.nextBoolean())
                    .toArray();
            return new Node(op.of(x.variable(), g.random.nextBoolean(), axes), bound.of(x));
        });
    }

    private interface Line {
        SDVariable of(SDVariable x, int axis);
    }

    private static void lines(Map<String, Move> moves) {
        line(moves, "cumsum", Ops::cumsum, (b, n) -> b * n);
        line(moves, "softmax", Ops::softmax, (b, n) -> 1);
        line(moves, "logSoftmax", Ops::logSoftmax, (b, n) -> 2 * b + Math.log(n));
        line(moves, "logSumExp", Ops::logSumExp, (b, n) -> b + Math.log(n));
        line(moves, "norm2", (x, axis) -> Ops.norm2(x, axis, 0.1), (b, n) -> Math.sqrt(n * b * b + 0.1));
    }

    private static void line(Map<String, Move> moves, String name, Line op, DoubleBinaryOperator bound) {
        put(moves, name, x -> x.rank() > 0, (g, x) -> {
            int axis = g.random.nextInt(x.rank());
            int named = g.random.nextBoolean() ? axis : axis - x.rank();
            return new Node(op.of(x.variable(), named), bound.applyAsDouble(x.bound(), (double) x.size(axis)));
        });
    }

    private static void entries(
            Map<String, Move> moves, String name, UnaryOperator<SDVariable> op, DoubleUnaryOperator bound) {
        put(moves, name, x -> true, (g, x) -> new Node(op.apply(x.variable()), bound.applyAsDouble(x.bound())));
    }

    static void put(Map<String, Move> moves, String name, Predicate<Node> takes, Apply apply) {
        moves.put(name, new Move(takes, apply));
    }

    /** x² + 1/2. */
    private static SDVariable aboveZero(SDVariable x) {
        return Ops.add(Ops.square(x), LEAST);
    }

    /** Another value of the same shape, in [-1, 1]. */
    static SDVariable other(SDVariable x) {
        return Ops.cos(Ops.mul(x, 1.7));
    }
}
