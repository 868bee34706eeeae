package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.engine.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The input gradient as forward ops, and its own gradient: Gulrajani et al. 2017, eq. 3. */
class InputGradientTest {
    private static final double STEP = 1e-5;

    private interface Net extends BiFunction<Scope, SDVariable, SDVariable> {}

    static Stream<Arguments> nets() {
        return Stream.of(
                net("tanh", (s, x) -> mlp(s, x, Ops::tanh)),
                net("sigmoid", (s, x) -> mlp(s, x, Ops::sigmoid)),
                net("sin", (s, x) -> mlp(s, x, Ops::sin)),
                net("cos", (s, x) -> mlp(s, x, Ops::cos)),
                net("relu", (s, x) -> mlp(s, x, Ops::relu)),
                net("leaky relu", (s, x) -> mlp(s, x, h -> Ops.leakyRelu(h, 0.2))),
                net("square and neg", (s, x) -> mlp(s, x, h -> Ops.neg(Ops.square(h)))),
                net("residual", (s, x) -> Ops.add(x, mlp(s, x, Ops::tanh))),
                net("difference", (s, x) -> Ops.sub(Ops.tanh(x), mlp(s, x, Ops::tanh))),
                net("product", (s, x) -> Ops.mul(x, mlp(s, x, Ops::sigmoid))),
                net("itself twice", (s, x) -> Ops.mul(Ops.add(x, x), Ops.sub(Ops.mul(x, 3), x))),
                net("numbers", (s, x) -> Ops.sub(1.5, Ops.mul(Ops.sub(Ops.add(Ops.square(x), 0.3), 2), -0.7))),
                net("concat", (s, x) -> {
                    SDVariable beside = s.param("beside", Init.normal(1, 2, 1));
                    SDVariable joined = Arrange.concat(1, beside, x, Ops.tanh(x));
                    return Ops.tanh(Ops.matmul(joined, s.param("w", Init.normal(1, 7, 4))));
                }),
                net("concat of rows", (s, x) -> Ops.tanh(Arrange.concat(0, x, Ops.square(x)))),
                net("reshape", (s, x) -> mlp(s, Arrange.reshape(Arrange.reshape(x, 3, 2), 2, 3), Ops::tanh)),
                net(
                        "weight transposed",
                        (s, x) -> Ops.tanh(Ops.matmul(x, s.param("w", Init.normal(1, 4, 3)), false, true))),
                net(
                        "input transposed",
                        (s, x) -> Ops.tanh(Ops.matmul(x, s.param("w", Init.normal(1, 2, 4)), true, false))),
                net(
                        "both transposed",
                        (s, x) -> Ops.tanh(Ops.matmul(x, s.param("w", Init.normal(1, 4, 2)), true, true))),
                net("input on the right", (s, x) -> Ops.tanh(Ops.matmul(s.param("w", Init.normal(1, 4, 2)), x))),
                net(
                        "right, weight transposed",
                        (s, x) -> Ops.tanh(Ops.matmul(s.param("w", Init.normal(1, 2, 4)), x, true, false))),
                net(
                        "right, both transposed",
                        (s, x) -> Ops.tanh(Ops.matmul(s.param("w", Init.normal(1, 3, 4)), x, true, true))),
                net("with itself", (s, x) -> Ops.tanh(Ops.matmul(x, x, false, true))),
                net(
                        "three axes",
                        (s, x) -> Ops.tanh(
                                Ops.matmul(Arrange.reshape(x, 2, 1, 3), s.param("w", Init.normal(1, 2, 3, 4))))),
                net(
                        "rows of three axes",
                        (s, x) ->
                                Ops.tanh(Ops.matmul(Arrange.reshape(x, 2, 1, 3), s.param("w", Init.normal(1, 3, 4))))));
    }

    private static Arguments net(String name, Net net) {
        return Arguments.of(name, net);
    }

    private static SDVariable mlp(Scope s, SDVariable x, java.util.function.UnaryOperator<SDVariable> activation) {
        SDVariable hidden =
                Ops.add(Ops.matmul(x, s.param("w1", Init.normal(1, 3, 4))), s.param("b", Init.normal(1, 4)));
        return Ops.matmul(activation.apply(hidden), s.param("w2", Init.normal(1, 4, 3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nets")
    void firstOrderAgreesWithCentralDifferences(String name, Net net) {
        Params params = new Params(3, DataType.DOUBLE);
        INDArray x = input();
        Map<String, INDArray> inputs = Map.of("x", x);
        Interpreter values = Interpreter.forValues(
                Graph.write(params, Mode.EVAL, s -> Ops.sum(net.apply(s, s.input("x", 2, 3)), false)));
        Interpreter gradient = Interpreter.forValues(Graph.write(params, Mode.EVAL, s -> {
            SDVariable from = s.input("x", 2, 3);
            return InputGradient.of(net.apply(s, from), from);
        }));
        INDArray found = gradient.run(inputs).result();
        assertThat(found.shape()).containsExactly(2, 3);
        for (int i = 0; i < x.length(); i++) {
            double at = x.getDouble(i);
            x.putScalar(i, at + STEP);
            double above = values.run(inputs).result().getDouble(0);
            x.putScalar(i, at - STEP);
            double below = values.run(inputs).result().getDouble(0);
            x.putScalar(i, at);
            double slope = (above - below) / (2 * STEP);
            // 1e-7: the slope of the leaky unit is stored in float32.
            assertThat(found.getDouble(i)).isCloseTo(slope, within(1e-7 * (1 + Math.abs(slope))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nets")
    void secondOrderAgreesWithCentralDifferences(String name, Net net) {
        Params params = new Params(3, DataType.DOUBLE);
        GradientCheck.Result result = GradientCheck.of(params, Map.of("x", input()), s -> {
            SDVariable from = Ops.add(s.input("x", 2, 3), s.param("shift", Init.normal(0.1, 3)));
            SDVariable gradient = InputGradient.of(net.apply(s, from), from);
            SDVariable norm = Ops.norm2(gradient, 1, 1e-12);
            return Ops.mean(Ops.square(Ops.sub(norm, 1)), false);
        });
        assertThat(result.passes(1e-6)).as("%s", result).isTrue();
    }

    @Test
    void batchesOfUnknownSizeAreAllowed() {
        Params params = new Params(3, DataType.DOUBLE);
        Interpreter gradient = Interpreter.forValues(Graph.write(params, Mode.EVAL, s -> {
            SDVariable x = s.input("x", -1, 3);
            return InputGradient.of(mlp(s, x, Ops::tanh), x);
        }));
        INDArray two = input();
        INDArray both = gradient.run(Map.of("x", two)).result();
        INDArray one = gradient.run(Map.of("x", two.getRow(1, true).dup())).result();
        assertThat(Plain.of(one).data).containsExactly(Plain.of(both.getRow(1, true)).data, within(1e-14));
    }

    @Test
    void opsWithoutARuleAreNamed() {
        assertThatThrownBy(() -> gradientOf((s, x) -> Ops.softmax(x, 1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("no rule")
                .hasMessageContaining("softmax#");
    }

    @Test
    void aBroadcastOperandIsRefusedByName() {
        assertThatThrownBy(() -> gradientOf((s, x) -> Ops.add(s.param("wide", Init.ones(4, 2, 3)), x)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("broadcast operand x");
    }

    @Test
    void whatDoesNotDependOnTheInputHasNoGradient() {
        assertThatThrownBy(() -> gradientOf((s, x) -> Ops.square(s.param("w", Init.ones(2)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not depend on x");
    }

    private static void gradientOf(Net net) {
        Graph.write(new Params(3), Mode.EVAL, s -> {
            SDVariable x = s.input("x", 2, 3);
            return InputGradient.of(net.apply(s, x), x);
        });
    }

    private static INDArray input() {
        return Init.normal(1, 2, 3).create(new java.util.SplittableRandom(8), DataType.DOUBLE);
    }
}
