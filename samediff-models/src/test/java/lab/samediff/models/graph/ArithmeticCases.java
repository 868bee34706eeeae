package lab.samediff.models.graph;

import static lab.samediff.models.graph.OpCase.normal;
import static lab.samediff.models.graph.OpCase.shape;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;

/** Entry-by-entry arithmetic of one and two operands. */
final class ArithmeticCases {
    static final List<long[]> SHAPES = List.of(
            shape(),
            shape(1),
            shape(3),
            shape(2, 3),
            shape(1, 4),
            shape(3, 1),
            shape(2, 1, 3),
            shape(2, 3, 1, 2),
            shape(1, 1, 1, 1));

    /** Pairs that broadcast; each is tried in both orders. */
    static final List<long[][]> PAIRS = List.of(
            pair(shape(), shape()),
            pair(shape(1), shape()),
            pair(shape(1), shape(1)),
            pair(shape(3), shape(3)),
            pair(shape(3), shape()),
            pair(shape(3), shape(1)),
            pair(shape(2, 3), shape(2, 3)),
            pair(shape(2, 3), shape(3)),
            pair(shape(2, 3), shape(1, 3)),
            pair(shape(2, 3), shape(2, 1)),
            pair(shape(2, 3), shape(1, 1)),
            pair(shape(2, 3), shape(1)),
            pair(shape(2, 3), shape()),
            pair(shape(2, 1), shape(1, 3)),
            pair(shape(2, 1), shape(3)),
            pair(shape(1, 3), shape(3)),
            pair(shape(1, 3), shape(1, 1)),
            pair(shape(1, 1), shape(1, 1)),
            pair(shape(1, 1), shape(1)),
            pair(shape(1, 1), shape(3)),
            pair(shape(2, 3, 2), shape(3, 2)),
            pair(shape(2, 3, 2), shape(2, 1, 2)),
            pair(shape(2, 3, 2), shape(2)),
            pair(shape(2, 3, 2), shape(1)),
            pair(shape(2, 3, 1, 2), shape(1, 3, 1, 1)),
            pair(shape(2, 3, 2, 1), shape(1, 1, 2, 2)),
            pair(shape(2, 3, 1, 2), shape(3, 1, 2)),
            pair(shape(1, 2, 1, 2), shape(1, 1, 1, 1)));

    private ArithmeticCases() {}

    static Stream<OpCase> all() {
        return Stream.of(binary(), scalars(), smooth(), positive(), activations())
                .flatMap(s -> s);
    }

    private static Stream<OpCase> binary() {
        return Stream.of(
                        pairs("add", Ops::add, Double::sum, PAIRS),
                        pairs("sub", Ops::sub, (a, b) -> a - b, PAIRS),
                        pairs("mul", Ops::mul, (a, b) -> a * b, PAIRS),
                        pairs("div", Ops::div, (a, b) -> a / b, PAIRS).map(OpCase::onPositive),
                        pairs("maximum", Ops::maximum, Math::max, equal()),
                        pairs("minimum", Ops::minimum, Math::min, equal()))
                .flatMap(s -> s);
    }

    private static Stream<OpCase> scalars() {
        return Stream.of(
                        unary("add(SDVariable, double)", x -> Ops.add(x, 0.7), x -> x + 0.7),
                        unary("sub(SDVariable, double)", x -> Ops.sub(x, 0.7), x -> x - 0.7),
                        unary("sub(double, SDVariable)", x -> Ops.sub(0.7, x), x -> 0.7 - x),
                        unary("mul(SDVariable, double)", x -> Ops.mul(x, -1.3), x -> -1.3 * x),
                        unary(
                                "clip(SDVariable, double, double)",
                                x -> Ops.clip(x, -0.4, 0.9),
                                x -> Math.max(-0.4, Math.min(0.9, x))))
                .flatMap(s -> s);
    }

    private static Stream<OpCase> smooth() {
        return Stream.of(
                        unary("neg", Ops::neg, x -> -x),
                        unary("square", Ops::square, x -> x * x),
                        unary("exp", Ops::exp, Math::exp),
                        unary("abs", Ops::abs, Math::abs),
                        unary("sin", Ops::sin, Math::sin),
                        unary("cos", Ops::cos, Math::cos),
                        unary("erf", Ops::erf, ArithmeticCases::erf),
                        unary("tanh", Ops::tanh, Math::tanh))
                .flatMap(s -> s);
    }

    private static Stream<OpCase> positive() {
        return Stream.of(
                        unary("reciprocal", Ops::reciprocal, x -> 1 / x),
                        unary("sqrt", Ops::sqrt, Math::sqrt),
                        unary("log", Ops::log, Math::log))
                .flatMap(s -> s)
                .map(OpCase::onPositive);
    }

    private static Stream<OpCase> activations() {
        return Stream.of(
                        unary("sigmoid", Ops::sigmoid, ArithmeticCases::sigmoid),
                        unary("relu", Ops::relu, x -> Math.max(x, 0)),
                        unary("leakyRelu(SDVariable, double)", x -> Ops.leakyRelu(x, 0.2), x -> x > 0 ? x : 0.2 * x),
                        unary("elu", Ops::elu, x -> x > 0 ? x : Math.expm1(x)),
                        unary("selu", Ops::selu, ArithmeticCases::selu),
                        unary("silu", Ops::silu, x -> x * sigmoid(x)),
                        unary("gelu", Ops::gelu, x -> x * 0.5 * (1 + erf(x * Math.sqrt(0.5)))),
                        unary("softplus", Ops::softplus, x -> Math.log1p(Math.exp(x))),
                        unary("logSigmoid", Ops::logSigmoid, x -> -Math.log1p(Math.exp(-x))))
                .flatMap(s -> s);
    }

    /** Klambauer et al. 2017, eq. 2, with the constants of their eq. 14. */
    private static double selu(double x) {
        return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
    }

    /** The Maclaurin series, which is exact to a few ulps for |x| < 3. */
    private static double erf(double x) {
        double power = x;
        double sum = x;
        for (int n = 1; n < 60; n++) {
            power *= -x * x / n;
            sum += power / (2 * n + 1);
        }
        return sum * 2 / Math.sqrt(Math.PI);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Stream<OpCase> unary(String name, UnaryOperator<SDVariable> op, DoubleUnaryOperator reference) {
        String method = name.endsWith(")") ? name : name + "(SDVariable)";
        return SHAPES.stream()
                .map(s ->
                        OpCase.of(method, x -> op.apply(x.get(0)), x -> x.get(0).map(reference), normal(s)));
    }

    private static Stream<OpCase> pairs(
            String name, BinaryOperator<SDVariable> op, DoubleBinaryOperator reference, List<long[][]> pairs) {
        return pairs.stream()
                .flatMap(p -> Stream.of(p, pair(p[1], p[0])))
                .map(p -> OpCase.of(
                        name + "(SDVariable, SDVariable)",
                        x -> op.apply(x.get(0), x.get(1)),
                        x -> Plain.zip(x.get(0), x.get(1), reference),
                        normal(p)));
    }

    private static List<long[][]> equal() {
        return SHAPES.stream().map(s -> pair(s, s)).toList();
    }

    private static long[][] pair(long[] a, long[] b) {
        return new long[][] {a, b};
    }
}
