package lab.samediff.models.checks;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Convolve;
import lab.samediff.models.graph.Convolve.Padding;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.InputGradient;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/** One case for every op of the allow-list that has a gradient. */
final class OpCases {
    private OpCases() {}

    static List<Case> all() {
        return List.of(
                binary("add", Ops::add),
                binary("sub", Ops::sub),
                binary("mul", Ops::mul),
                binary("div", (a, b) -> Ops.div(a, Ops.add(Ops.square(b), 1))),
                unary("maximum", x -> Ops.maximum(x, Ops.mul(x, 0.5))),
                unary("minimum", x -> Ops.minimum(x, Ops.mul(x, 0.5))),
                unary("neg", Ops::neg),
                unary("reciprocal", x -> Ops.reciprocal(Ops.add(Ops.square(x), 1))),
                unary("square", Ops::square),
                unary("sqrt", x -> Ops.sqrt(Ops.add(Ops.square(x), 1))),
                unary("exp", Ops::exp),
                unary("log", x -> Ops.log(Ops.add(Ops.square(x), 1))),
                unary("abs", Ops::abs),
                unary("sin", Ops::sin),
                unary("cos", Ops::cos),
                unary("erf", Ops::erf),
                unary("tanh", Ops::tanh),
                unary("sigmoid", Ops::sigmoid),
                unary("relu", Ops::relu),
                unary("leakyRelu", x -> Ops.leakyRelu(x, 0.2)),
                unary("elu", Ops::elu),
                unary("selu", Ops::selu),
                unary("silu", Ops::silu),
                unary("gelu", Ops::gelu),
                unary("softplus", Ops::softplus),
                unary("logSigmoid", Ops::logSigmoid),
                unary("clip", x -> Ops.clip(x, -0.7, 0.6)),
                unary("positive", x -> Ops.mul(Ops.positive(x), x)),
                unary("stopGradient", x -> Ops.add(x, Ops.stopGradient(Ops.positive(x)))),
                binary("matmul", (a, b) -> Ops.matmul(a, b, false, true)),
                unary("sum", x -> Ops.sum(x, true, -1)),
                unary("mean", x -> Ops.mean(x, false, -2)),
                unary("max", x -> Ops.max(x, true, -1)),
                unary("cumsum", x -> Ops.cumsum(x, -1)),
                unary("softmax", x -> Ops.softmax(x, -1)),
                unary("logSumExp", x -> Ops.logSumExp(x, -1)),
                unary("logSoftmax", x -> Ops.logSoftmax(x, -1)),
                unary("norm2", x -> Ops.norm2(x, -1, 1e-6)),
                unary("reshape", x -> Arrange.reshape(x, 4, -1)),
                unary("permute", x -> Ops.matmul(Arrange.permute(x, 1, 0), x)),
                unary("expandDims", x -> Arrange.expandDims(x, 1)),
                unary("squeeze", x -> Arrange.squeeze(Arrange.expandDims(x, 1), 1)),
                unary("concat", x -> Arrange.concat(1, x, Ops.square(x))),
                unary("slice", x -> Arrange.slice(x, 1, 1, 2)),
                unary("split", OpCases::halves),
                unary("zerosLike", x -> Ops.add(Arrange.zerosLike(x), x)),
                unary("where", x -> Arrange.where(x, Ops.square(x), Ops.exp(x))),
                new Case("maxPool2d", Map.of(), s -> Convolve.maxPool2d(image(s))),
                new Case("averagePool2d", Map.of(), s -> Convolve.averagePool2d(image(s))),
                new Case("upsample2d", Map.of(), s -> Convolve.upsample2d(image(s))),
                new Case(
                        "conv2d",
                        Map.of(),
                        s -> Convolve.conv2d(image(s), s.param("w", Init.normal(1, 3, 3, 2, 3)), 1, Padding.SAME)),
                new Case(
                        "transposedConv2d",
                        Map.of(),
                        s -> Convolve.transposedConv2d(image(s), s.param("w", Init.normal(1, 4, 4, 3, 2)), 2)),
                new Case("gather", Map.of("ids", ids()), s -> Arrange.gather(table(s), s.ids("ids", 3, 2, 2))),
                new Case(
                        "scatterAdd",
                        Map.of("ids", Nd4j.createFromArray(2, 0, 2)),
                        s -> Arrange.scatterAdd(table(s), s.ids("ids", 3, 3), s.param("rows", Init.normal(1, 3, 2)))),
                new Case("oneHot", Map.of("ids", ids()), s -> {
                    SDVariable table = table(s);
                    return Ops.matmul(Arrange.oneHot(s.ids("ids", 3, 2, 2), 3, table), table);
                }),
                new Case(
                        "InputGradient",
                        Map.of("x", Nd4j.createFromArray(new double[][] {{0.3, -0.8}, {1.1, 0.4}})),
                        OpCases::penalty));
    }

    private static Case unary(String name, UnaryOperator<SDVariable> op) {
        return new Case(name, Map.of(), s -> op.apply(s.param("x", Init.normal(1, 3, 4))));
    }

    private static SDVariable image(Scope s) {
        return s.param("x", Init.normal(1, 2, 4, 2, 2));
    }

    private static Case binary(String name, BinaryOperator<SDVariable> op) {
        return new Case(
                name, Map.of(), s -> op.apply(s.param("a", Init.normal(1, 3, 4)), s.param("b", Init.normal(1, 1, 4))));
    }

    private static SDVariable halves(SDVariable x) {
        List<SDVariable> parts = Arrange.split(x, 1, 2);
        return Ops.mul(parts.get(0), Ops.square(parts.get(1)));
    }

    private static org.nd4j.linalg.api.ndarray.INDArray ids() {
        return Nd4j.createFromArray(new int[][] {{0, 2}, {2, 2}});
    }

    private static SDVariable table(Scope s) {
        return s.param("table", Init.normal(1, 3, 2));
    }

    private static SDVariable penalty(Scope s) {
        SDVariable x = s.input("x", -1, 2);
        SDVariable hidden = Ops.tanh(Ops.matmul(x, s.param("w", Init.normal(1, 2, 3))));
        SDVariable out = Ops.matmul(Ops.leakyRelu(hidden, 0.2), s.param("v", Init.normal(1, 3, 1)));
        return Ops.square(Ops.sub(Ops.norm2(InputGradient.of(out, x), -1, 1e-6), 1));
    }
}
