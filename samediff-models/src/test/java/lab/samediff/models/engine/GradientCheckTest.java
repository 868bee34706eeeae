package lab.samediff.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.FaultyOps;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GradientCheckTest {
    private static final double TOLERANCE = 1e-6;

    @Test
    void aRightGradientPasses() {
        GradientCheck.Result result = check(w -> w);
        assertThat(result.passes(TOLERANCE)).as("%s", result).isTrue();
        assertThat(result.entries()).isEqualTo(6 + 3);
    }

    @Test
    void aGradientThatIsWronglyZeroFails() {
        // ND4J's own checker passes this: it calls the error 0 whenever either side is exactly 0.
        GradientCheck.Result result = check(Ops::stopGradient);
        assertThat(result.passes(0.5)).isFalse();
        assertThat(result.where()).startsWith("w[");
    }

    @Test
    void aGradientThatIsTwiceTooLargeFails() {
        assertThat(check(w -> FaultyOps.scaledGradient(w, 2)).passes(0.5)).isFalse();
    }

    @Test
    void aGradientThatIsOffByAThousandthFails() {
        assertThat(check(w -> FaultyOps.scaledGradient(w, 1.001)).passes(1e-4)).isFalse();
    }

    @Test
    void aGradientOfTheWrongSignFails() {
        assertThat(check(w -> FaultyOps.scaledGradient(w, -1)).passes(0.5)).isFalse();
    }

    @Test
    void aGradientThatIsNotANumberFailsEvenIfOthersFollowIt() {
        Params params = new Params(5, DataType.DOUBLE);
        GradientCheck.Result result = GradientCheck.of(params, Map.of(), s -> {
            SDVariable norm = Ops.sqrt(Ops.sum(Ops.square(s.param("a", Init.zeros(3))), false));
            return Ops.add(norm, Ops.sum(Ops.square(s.param("b", Init.normal(1, 4))), false));
        });
        assertThat(result.worst()).isNaN();
        assertThat(result.where()).isEqualTo("a[0]");
        assertThat(result.passes(1e9)).isFalse();
    }

    @Test
    void aGradientThatIsMissingFailsWhereTheLossMoves() {
        Params params = new Params(5, DataType.DOUBLE);
        GradientCheck.Result result = GradientCheck.of(params, Map.of(), s -> {
            SDVariable steps = FaultyOps.truncated(s.param("step", Init.constant(2, 1)));
            return Ops.add(Ops.sum(steps, false), Ops.sum(Ops.square(s.param("b", Init.normal(1, 2))), false));
        });
        assertThat(result.passes(0.5)).isFalse();
        assertThat(result.where()).isEqualTo("step[0]");
    }

    @Test
    void aMissingGradientOfWhatTheLossIgnoresPasses() {
        Params params = new Params(5, DataType.DOUBLE);
        GradientCheck.Result result = GradientCheck.of(params, Map.of(), s -> {
            s.param("ignored", Init.normal(1, 2));
            return Ops.sum(Ops.square(s.param("b", Init.normal(1, 2))), false);
        });
        assertThat(result.passes(TOLERANCE)).isTrue();
        assertThat(result.entries()).isEqualTo(4);
    }

    @Test
    void parametersAreTheSameBitsAfterwards() {
        Params params = new Params(5, DataType.DOUBLE);
        check(params, w -> w);
        Map<String, double[]> before = copies(params);
        check(params, w -> w);
        copies(params).forEach((name, values) -> assertThat(values).as(name).isEqualTo(before.get(name)));
    }

    private static Map<String, double[]> copies(Params params) {
        Map<String, double[]> copies = new HashMap<>();
        params.arrays()
                .forEach((name, array) -> copies.put(name, array.dup().data().asDouble()));
        return copies;
    }

    @Test
    void singlePrecisionIsRejected() {
        assertThatThrownBy(() -> check(new Params(5), w -> w))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DOUBLE");
    }

    @Test
    void alongRandomDirectionsARightGradientPassesAndLeavesTheParameters() {
        Params params = new Params(5, DataType.DOUBLE);
        check(params, w -> w);
        Map<String, double[]> before = copies(params);
        GradientCheck.Result result = along(params, w -> w);
        assertThat(result.passes(TOLERANCE)).as("%s", result).isTrue();
        assertThat(result.entries()).as("one for each parameter").isEqualTo(2);
        copies(params).forEach((name, values) -> assertThat(values).as(name).isEqualTo(before.get(name)));
    }

    @Test
    void alongRandomDirectionsAWrongEntryFails() {
        Params params = new Params(5, DataType.DOUBLE);
        UnaryOperator<SDVariable> oneRowWrong = w -> {
            SDVariable rest = Arrange.slice(w, 0, 1, 1);
            return Arrange.concat(0, FaultyOps.scaledGradient(Arrange.slice(w, 0, 0, 1), 1.01), rest);
        };
        assertThat(along(params, oneRowWrong).passes(1e-4)).isFalse();
        assertThat(along(params, Ops::stopGradient).where()).startsWith("w[");
        assertThatThrownBy(() -> along(new Params(5), w -> w)).hasMessageContaining("DOUBLE");
    }

    private static GradientCheck.Result along(Params params, UnaryOperator<SDVariable> treatment) {
        return GradientCheck.along(new SplittableRandom(3), params, input(params), s -> loss(s, treatment));
    }

    private static GradientCheck.Result check(UnaryOperator<SDVariable> treatment) {
        return check(new Params(5, DataType.DOUBLE), treatment);
    }

    private static GradientCheck.Result check(Params params, UnaryOperator<SDVariable> treatment) {
        return GradientCheck.of(params, input(params), s -> loss(s, treatment));
    }

    private static Map<String, INDArray> input(Params params) {
        return Map.of(
                "x",
                Nd4j.createFromArray(new double[][] {{0.3, -0.7}, {1.1, 0.2}}).castTo(params.dataType()));
    }

    /** Σ tanh(x·w + b) with the weight treated. */
    private static SDVariable loss(Scope s, UnaryOperator<SDVariable> treatment) {
        SDVariable weight = treatment.apply(s.param("w", Init.normal(1, 2, 3)));
        SDVariable bias = s.param("b", Init.normal(1, 3));
        return Ops.sum(Ops.tanh(Ops.add(Ops.matmul(s.input("x", -1, 2), weight), bias)), false);
    }
}
