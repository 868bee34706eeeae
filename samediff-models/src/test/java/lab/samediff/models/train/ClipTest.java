package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ClipTest {
    private static final double[] WEIGHT = Numbers.gaussians(1, 12, 3);
    private static final double[] BIAS = Numbers.gaussians(2, 4, 3);

    private static List<INDArray> gradients(DataType type) {
        return List.of(Numbers.array(type, WEIGHT, 3, 4), Numbers.array(type, BIAS, 4));
    }

    private static double jointNorm(double[] weight, double[] bias) {
        double squares = 0;
        for (double value : weight) squares += value * value;
        for (double value : bias) squares += value * value;
        return Math.sqrt(squares);
    }

    private static double jointNorm(List<INDArray> gradients) {
        return jointNorm(Numbers.values(gradients.get(0)), Numbers.values(gradients.get(1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void allGradientsTogetherHaveTheLimitAsTheirNorm(DataType type) {
        List<INDArray> gradients = gradients(type);
        new Clip.Norm(0.5).apply(gradients);
        assertThat(jointNorm(gradients)).isCloseTo(0.5, within(type == DataType.FLOAT ? 1e-6 : 1e-14));
    }

    @Test
    void theDirectionIsKept() {
        List<INDArray> gradients = gradients(DataType.DOUBLE);
        new Clip.Norm(0.5).apply(gradients);
        double factor = 0.5 / jointNorm(WEIGHT, BIAS);
        double[] weight = Numbers.values(gradients.get(0));
        double[] bias = Numbers.values(gradients.get(1));
        for (int i = 0; i < 12; i++) assertThat(weight[i]).isCloseTo(factor * WEIGHT[i], within(1e-15));
        for (int i = 0; i < 4; i++) assertThat(bias[i]).isCloseTo(factor * BIAS[i], within(1e-15));
    }

    @Test
    void shortGradientsAreUntouched() {
        List<INDArray> gradients = gradients(DataType.DOUBLE);
        new Clip.Norm(jointNorm(WEIGHT, BIAS) * 1.0001).apply(gradients);
        assertThat(Numbers.values(gradients.get(0))).containsExactly(WEIGHT);
        assertThat(Numbers.values(gradients.get(1))).containsExactly(BIAS);
    }

    @Test
    void zeroGradientsStayZero() {
        List<INDArray> gradients = List.of(Numbers.array(new double[3], 3), Numbers.array(new double[1]));
        new Clip.Norm(1).apply(gradients);
        assertThat(Numbers.values(gradients.get(0))).containsOnly(0.0);
        assertThat(Numbers.values(gradients.get(1))).containsOnly(0.0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void byValueLimitsEachEntryOnItsOwn(DataType type) {
        INDArray gradient = Numbers.array(type, new double[] {-2, -0.5, 0, 0.25, 7, 1}, 2, 3);
        new Clip.Value(1).apply(List.of(gradient));
        assertThat(Numbers.values(gradient)).containsExactly(-1, -0.5, 0, 0.25, 1, 1);
    }

    @Test
    void noneLeavesGradientsAsTheyAre() {
        List<INDArray> gradients = gradients(DataType.DOUBLE);
        new Clip.None().apply(gradients);
        assertThat(Numbers.values(gradients.get(0))).containsExactly(WEIGHT);
    }

    /** With momentum the velocity sums what the method was given, so it tells clipped from unclipped gradients. */
    @Test
    void theMethodSeesClippedGradients() {
        Params params = new Params(1, DataType.DOUBLE);
        Rule rule = Rule.momentum(0.1, 0.9).with(new Clip.Norm(0.5));
        Step step = Step.of(params, rule, ClipTest::linear);
        Map<String, INDArray> inputs =
                Map.of("weightGradient", Numbers.array(WEIGHT, 3, 4), "biasGradient", Numbers.array(BIAS, 4));
        for (int i = 0; i < 3; i++) step.run(inputs);
        // Velocities 1, 1.9, 2.71 times the clipped gradient.
        double factor = -0.1 * (1 + 1.9 + 2.71) * 0.5 / jointNorm(WEIGHT, BIAS);
        double[] weight = Numbers.values(params, "weight");
        double[] bias = Numbers.values(params, "bias");
        for (int i = 0; i < 12; i++) assertThat(weight[i]).isCloseTo(factor * WEIGHT[i], within(1e-14));
        for (int i = 0; i < 4; i++) assertThat(bias[i]).isCloseTo(factor * BIAS[i], within(1e-14));
    }

    private static SDVariable linear(Scope scope) {
        SDVariable weight = scope.param("weight", Init.zeros(3, 4));
        SDVariable bias = scope.param("bias", Init.zeros(4));
        SDVariable first = Ops.sum(Ops.mul(weight, scope.input("weightGradient", 3, 4)), false);
        SDVariable second = Ops.sum(Ops.mul(bias, scope.input("biasGradient", 4)), false);
        return Ops.add(first, second);
    }

    @Test
    void limitsMustBePositive() {
        assertThatThrownBy(() -> new Clip.Norm(0)).hasMessage("limit must be positive, got 0.0");
        assertThatThrownBy(() -> new Clip.Value(-1)).hasMessage("limit must be positive, got -1.0");
        assertThatThrownBy(() -> new Clip.Norm(Double.NaN)).hasMessage("limit must be positive, got NaN");
    }
}
