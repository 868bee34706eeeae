package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.samediff.models.engine.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/** In float32, far from zero: values and gradients stay finite and right. */
class OpsExtremesTest {
    private static final float[] FAR = {-1e4f, -500, -120, -90, -30, -5, 0, 5, 30, 90, 120, 500, 1e4f};

    static Stream<Arguments> entries() {
        return Stream.of(
                entry(
                        "softplus",
                        Ops::softplus,
                        x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
                        OpsExtremesTest::sigmoid),
                entry(
                        "logSigmoid",
                        Ops::logSigmoid,
                        x -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
                        x -> sigmoid(-x)),
                entry("sigmoid", Ops::sigmoid, OpsExtremesTest::sigmoid, x -> sigmoid(x) * sigmoid(-x)),
                entry("tanh", Ops::tanh, Math::tanh, x -> 1 / Math.cosh(x) / Math.cosh(x)),
                entry("silu", Ops::silu, x -> x * sigmoid(x), x -> sigmoid(x) * (1 + x * sigmoid(-x))),
                entry(
                        "gelu",
                        Ops::gelu,
                        x -> Math.abs(x) < 9 ? x * phi(x) : Math.max(x, 0),
                        x -> Math.abs(x) < 9
                                ? phi(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)
                                : x > 0 ? 1 : 0),
                entry("relu", Ops::relu, x -> Math.max(x, 0), x -> x > 0 ? 1 : 0),
                entry("elu", Ops::elu, x -> x > 0 ? x : Math.expm1(x), x -> x > 0 ? 1 : Math.exp(x)),
                entry("erf", Ops::erf, x -> x == 0 ? 0 : Math.signum(x), x -> x == 0 ? 2 / Math.sqrt(Math.PI) : 0),
                entry("abs", Ops::abs, Math::abs, Math::signum));
    }

    private static Arguments entry(
            String name, UnaryOperator<SDVariable> op, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        return Arguments.of(name, op, value, slope);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void valueAndSlopeStayRightFarOut(
            String name, UnaryOperator<SDVariable> op, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        Params params = new Params(1);
        params.getOrCreate("x", Init.zeros(FAR.length)).assign(Nd4j.createFromArray(FAR));
        Graph graph = Graph.write(params, Mode.TRAIN, s -> {
            SDVariable y = s.report("y", op.apply(s.param("x", Init.zeros(FAR.length))));
            return Ops.sum(y, false);
        });
        Interpreter.Outcome outcome = Interpreter.forGradients(graph).run(Map.of());
        double[] values = Plain.of(outcome.reported().get("y")).data;
        double[] slopes = Plain.of(outcome.gradients().get("x")).data;
        for (int i = 0; i < FAR.length; i++) {
            double expected = value.applyAsDouble(FAR[i]);
            assertThat(values[i])
                    .as("%s(%s)", name, FAR[i])
                    .isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
            assertThat(slopes[i]).as("%s'(%s)", name, FAR[i]).isCloseTo(slope.applyAsDouble(FAR[i]), within(1e-5));
        }
    }

    @Test
    void logSoftmaxOfFarLogitsIsTheirDistance() {
        Row row = row(x -> Ops.logSoftmax(x, -1), 1e4f, -1e4f, 0, 9999);
        double logSum = Math.log1p(Math.exp(-1));
        assertThat(row.values)
                .containsExactly(new double[] {-logSum, -2e4 - logSum, -1e4 - logSum, -1 - logSum}, within(2e-3));
        assertThat(Arrays.stream(row.slopes).allMatch(Double::isFinite)).isTrue();
        // Σᵢ ∂/∂x ln pᵢ = 1 - n·p
        double top = 1 / (1 + Math.exp(-1));
        assertThat(row.slopes).containsExactly(new double[] {1 - 4 * top, 1, 1, 1 - 4 * (1 - top)}, within(1e-5));
    }

    @Test
    void softmaxOfFarLogitsIsADistribution() {
        Row row = row(x -> Ops.softmax(x, -1), 1e4f, -1e4f, 1e4f, 0);
        assertThat(row.values).containsExactly(new double[] {0.5, 0, 0.5, 0}, within(1e-6));
        assertThat(row.slopes).containsExactly(new double[4], within(1e-6));
    }

    @Test
    void logSumExpOfFarEntriesIsTheLargest() {
        Row row = row(x -> Ops.logSumExp(x, -1), -1e4f, -2e4f, -1e4f, -3e4f);
        assertThat(row.values).containsExactly(new double[] {-1e4 + Math.log(2)}, within(1e-3));
        assertThat(row.slopes).containsExactly(new double[] {0.5, 0, 0.5, 0}, within(1e-6));
    }

    @Test
    void normOfNothingHasAFiniteGradient() {
        Row row = row(x -> Ops.norm2(x, -1, 1e-12), 0, 0, 0, 0);
        assertThat(row.values).containsExactly(new double[] {1e-6}, within(1e-9));
        assertThat(row.slopes).containsOnly(0);
    }

    @Test
    void expAndLogLeaveTheRangeAsDocumented() {
        assertThat(row(Ops::exp, 88, 89, -200, 0).values[1]).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(row(Ops::exp, 88, 89, -200, 0).values[0]).isFinite();
        double[] logs = row(Ops::log, 0, -1, 1, 1e-38f).values;
        assertThat(logs[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(logs[1]).isNaN();
    }

    private static final class Row {
        private final double[] values;
        private final double[] slopes;

        private Row(double[] values, double[] slopes) {
            this.values = values;
            this.slopes = slopes;
        }
    }

    private static Row row(UnaryOperator<SDVariable> op, float... at) {
        Params params = new Params(1);
        params.getOrCreate("x", Init.zeros(1, 4)).assign(Nd4j.createFromArray(new float[][] {at}));
        Graph graph = Graph.write(params, Mode.TRAIN, s -> {
            SDVariable y = s.report("y", op.apply(s.param("x", Init.zeros(1, 4))));
            return Ops.sum(y, false);
        });
        Interpreter.Outcome outcome = Interpreter.forGradients(graph).run(Map.of());
        return new Row(
                Plain.of(outcome.reported().get("y")).data,
                Plain.of(outcome.gradients().get("x")).data);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The normal distribution function by Simpson's rule. */
    private static double phi(double x) {
        int n = 2000;
        double h = x / n;
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            double weight = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-(i * h) * (i * h) / 2);
        }
        return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
    }
}
