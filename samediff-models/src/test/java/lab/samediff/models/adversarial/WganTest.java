package lab.samediff.models.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WganTest {
    private static final Mlp GENERATOR = new Mlp(2, 6, 1, 3, Activation.TANH);
    private static final double WEIGHT = 10;

    static Stream<Lipschitz> held() {
        return Stream.of(
                new Lipschitz.None(),
                new Lipschitz.Clip(0.05),
                new Lipschitz.Penalty(WEIGHT),
                new Lipschitz.Spectral(200));
    }

    private static Wgan gan(Activation activation, int depth, Lipschitz lipschitz) {
        return new Wgan(GENERATOR, Activation.IDENTITY, new Mlp(3, 5, depth, 1, activation), lipschitz);
    }

    private static Wgan gan(Lipschitz lipschitz) {
        return gan(Activation.LEAKY_RELU, 2, lipschitz);
    }

    private static Step critic(Params params, Wgan gan, double rate) {
        return Step.of(
                params,
                "critic",
                Rule.sgd(rate),
                s -> gan.criticLoss(s, s.input("real", -1, 3), s.input("fake", -1, 3), s.input("mix", -1, 1)));
    }

    private static Map<String, INDArray> points(DataType type) {
        return Map.of(
                "real", Rig.normal(1, 7, 3).castTo(type),
                "fake", Rig.normal(2, 7, 3).add(1).castTo(type),
                "mix",
                        Nd4j.createFromArray(0.1, 0.9, 0.5, 0.3, 0.7, 0.2, 0.6)
                                .reshape(7, 1)
                                .castTo(type));
    }

    /** The gradient of the penalty holds second derivatives of the critic. */
    @ParameterizedTest
    @EnumSource(names = {"TANH", "SIGMOID", "RELU", "LEAKY_RELU"})
    void theGradientOfThePenaltyAgreesWithDifferences(Activation activation) {
        Wgan gan = gan(activation, 3, new Lipschitz.Penalty(WEIGHT));
        GradientCheck.Result result = GradientCheck.of(
                new Params(3, DataType.DOUBLE),
                Map.of("mix", points(DataType.DOUBLE).getOrDefault("mix", Nd4j.empty())),
                s -> gan.criticLoss(
                        s,
                        s.param("real", Init.normal(1, 7, 3)),
                        s.param("fake", Init.normal(1, 7, 3)),
                        s.input("mix", 7, 1)));
        assertThat(result.passes(1e-6)).as("%s", result).isTrue();
        assertThat(result.entries()).isGreaterThan(100);
    }

    /** A linear critic has the slope |w| everywhere, so the penalty is (|w| - 1)² and its gradient 2(|w| - 1) w/|w|. */
    @Test
    void aLinearCriticPaysTheClosedForm() {
        Wgan gan = gan(Activation.RELU, 0, new Lipschitz.Penalty(WEIGHT));
        Params params = new Params(5, DataType.DOUBLE);
        Step step = critic(params, gan, 1);
        double[] w = Rig.plain(Rig.array(params, "critic/out/weight"));
        Map<String, INDArray> points = points(DataType.DOUBLE);
        double[] apart = Rig.plain(points.getOrDefault("real", Nd4j.empty())
                .mean(0)
                .sub(points.getOrDefault("fake", Nd4j.empty()).mean(0)));
        double norm = Math.sqrt(Arrays.stream(w).map(v -> v * v).sum());
        double distance = 0;
        for (int i = 0; i < 3; i++) distance += w[i] * apart[i];
        double loss = step.run(points);
        assertThat(loss).isCloseTo(-distance + WEIGHT * (norm - 1) * (norm - 1), within(1e-9));
        double[] moved = Rig.plain(Rig.array(params, "critic/out/weight"));
        for (int i = 0; i < 3; i++) {
            double gradient = -apart[i] + WEIGHT * 2 * (norm - 1) * w[i] / norm;
            assertThat(moved[i]).isCloseTo(w[i] - gradient, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("held")
    void eachStepMovesItsOwnPlayer(Lipschitz lipschitz) {
        Wgan gan = gan(lipschitz);
        Params params = new Params(1);
        Step generator =
                Step.of(params, "generator", Rule.sgd(0.1), s -> gan.generatorLoss(s, s.input("z", -1, gan.latent())));
        Step critic = critic(params, gan, 0.1);
        Params before = params.copy();
        critic.run(points(DataType.FLOAT));
        assertThat(changed(before, params)).isNotEmpty().allMatch(name -> name.startsWith("critic/"));
        before = params.copy();
        generator.run(Map.of("z", Rig.normal(3, 4, 2).castTo(DataType.FLOAT)));
        assertThat(changed(before, params)).isNotEmpty().allMatch(name -> name.startsWith("generator/"));
    }

    private static Stream<String> changed(Params before, Params after) {
        return after.arrays().keySet().stream()
                .filter(name -> !after.array(name).equals(before.array(name)));
    }

    /** What is done to the arrays between steps is what the next step and call compute with. */
    @Test
    void stepsAndCallsSeeTheProjectedWeights() {
        Wgan gan = gan(new Lipschitz.Clip(0.05));
        Params params = new Params(1);
        Step critic = critic(params, gan, 1e-9);
        Call score = Call.of(params, s -> gan.critic().apply(s.in("critic"), s.input("x", -1, 3)));
        INDArray x = Rig.normal(9, 4, 3).castTo(DataType.FLOAT);
        double free = critic.run(points(DataType.FLOAT));
        score.run(Map.of("x", x));
        gan.lipschitz().project(params.under("critic"));
        double held = critic.run(points(DataType.FLOAT));
        Params copy = params.copy();
        assertThat(held)
                .isNotEqualTo(free)
                .isCloseTo(critic(copy, gan, 1e-9).run(points(DataType.FLOAT)), within(1e-6));
        Call fresh = Call.of(copy, s -> gan.critic().apply(s.in("critic"), s.input("x", -1, 3)));
        assertThat(Rig.plain(score.run(Map.of("x", x))))
                .containsExactly(Rig.plain(fresh.run(Map.of("x", x))), within(1e-6));
    }

    @Test
    void clippedWeightsStayWithinTheBoundAndOthersAsTheyAre() {
        Params params = new Params(1);
        critic(params, gan(new Lipschitz.None()), 1);
        Params before = params.copy();
        new Lipschitz.Clip(0.2).project(params.under("critic"));
        params.arrays().forEach((name, array) -> {
            double[] now = Rig.plain(array);
            double[] then = Rig.plain(before.array(name));
            for (int i = 0; i < now.length; i++) {
                assertThat(now[i]).isCloseTo(Math.max(-0.2, Math.min(0.2, then[i])), within(1e-7));
            }
        });
    }

    @Test
    void largestSingularValuesAreTheClosedForms() {
        assertThat(largest(new double[][] {{3, 0}, {0, -4}})).isCloseTo(4, within(1e-9));
        assertThat(largest(new double[][] {{1, 2, 2}, {2, 4, 4}})).as("rank 1").isCloseTo(Math.sqrt(45), within(1e-9));
        // [[1, 1], [0, 1]]: the golden ratio.
        assertThat(largest(new double[][] {{1, 1}, {0, 1}})).isCloseTo((1 + Math.sqrt(5)) / 2, within(1e-9));
        assertThat(largest(new double[2][3])).isZero();
    }

    private static double largest(double[][] matrix) {
        return Lipschitz.Spectral.largestSingularValue(matrix, 200);
    }

    /** |f(x) - f(y)| ≤ |x - y| for all pairs, near and far. */
    @Test
    void projectedMatricesMakeTheCriticOneLipschitz() {
        Wgan gan = gan(new Lipschitz.Spectral(200));
        Params params = new Params(1, DataType.DOUBLE);
        Step critic = critic(params, gan, 3);
        for (int i = 0; i < 5; i++) critic.run(points(DataType.DOUBLE));
        Call score = Call.of(params, s -> gan.critic().apply(s.in("critic"), s.input("x", -1, 3)));
        INDArray x = Rig.normal(7, 40, 3).muli(3);
        assertThat(steepest(score, x)).as("before").isGreaterThan(1);
        gan.lipschitz().project(params.under("critic"));
        assertThat(steepest(score, x)).as("after").isLessThanOrEqualTo(1 + 1e-9);
    }

    private static double steepest(Call score, INDArray x) {
        double[] scores = Rig.plain(score.run(Map.of("x", x)));
        double[][] rows = Rig.matrix(x);
        double steepest = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                double squares = 0;
                for (int k = 0; k < 3; k++) squares += (rows[i][k] - rows[j][k]) * (rows[i][k] - rows[j][k]);
                steepest = Math.max(steepest, Math.abs(scores[i] - scores[j]) / Math.sqrt(squares));
            }
        }
        return steepest;
    }

    /** Of two points at a distance of 3 a penalised critic says what the best slope g of max 3g - 10 (g - 1)² gives. */
    @Test
    void aPenalisedCriticFindsTheDistanceOfTwoPoints() {
        Mlp network = new Mlp(2, 16, 1, 1, Activation.RELU);
        Step critic = Step.of(new Params(1), "critic", Rule.adam(0.01), s -> new Lipschitz.Penalty(10)
                .loss(s, network, s.input("real", -1, 2), s.input("fake", -1, 2), s.input("mix", -1, 1)));
        Map<String, INDArray> points = Map.of(
                "real", Nd4j.valueArrayOf(new long[] {16, 2}, 3 / Math.sqrt(2), DataType.FLOAT),
                "fake", Nd4j.zeros(DataType.FLOAT, 16, 2),
                "mix", Nd4j.linspace(DataType.FLOAT, 0.02, 0.064, 16).reshape(16, 1));
        double loss = 0;
        for (int i = 0; i < 600; i++) loss = critic.run(points);
        assertThat(loss).isCloseTo(-(3 + 9.0 / 40), within(0.01));
    }

    @Test
    void sizesThatDoNotFitAreTold() {
        Mlp critic = new Mlp(4, 5, 1, 1, Activation.RELU);
        assertThatThrownBy(() -> new Wgan(GENERATOR, Activation.IDENTITY, critic, new Lipschitz.None()))
                .hasMessageContaining("critic.in is 4 but generator.out is 3");
        assertThatThrownBy(() -> new Wgan(
                        GENERATOR, Activation.IDENTITY, new Mlp(3, 5, 1, 2, Activation.RELU), new Lipschitz.None()))
                .hasMessageContaining("critic.out must be 1, got 2");
        assertThatThrownBy(() -> new Lipschitz.Clip(0)).hasMessageContaining("bound must be positive");
        assertThatThrownBy(() -> new Lipschitz.Penalty(-1)).hasMessageContaining("weight must be positive");
        assertThatThrownBy(() -> new Lipschitz.Spectral(0)).hasMessageContaining("iterations");
    }
}
