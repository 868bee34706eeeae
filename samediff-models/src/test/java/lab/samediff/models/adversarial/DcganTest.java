package lab.samediff.models.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.layers.RunningStatistics;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class DcganTest {
    private static final Dcgan GAN = new Dcgan(3, 2, 8, 2);

    private static SDVariable images(Scope s, String name) {
        return s.input(name, -1, 8, 8, 2);
    }

    private static SDVariable criticLoss(Scope s) {
        return GAN.criticLoss(s, images(s, "real"), images(s, "fake"));
    }

    private static SDVariable generatorLoss(Scope s) {
        return GAN.generatorLoss(s, s.input("z", -1, 3));
    }

    private static Map<String, INDArray> pair(DataType type) {
        return Map.of(
                "real", Rig.normal(1, 4, 8, 8, 2).castTo(type),
                "fake", Rig.normal(2, 6, 8, 8, 2).castTo(type));
    }

    private static Map<String, INDArray> z(DataType type) {
        return Map.of("z", Rig.normal(3, 5, 3).castTo(type));
    }

    @Test
    void gradientsOfBothLossesAgreeWithDifferences() {
        check(pair(DataType.DOUBLE), DcganTest::criticLoss);
        check(z(DataType.DOUBLE), DcganTest::generatorLoss);
    }

    private static void check(Map<String, INDArray> inputs, Function<Scope, SDVariable> loss) {
        GradientCheck.Result result =
                GradientCheck.along(new SplittableRandom(5), new Params(2, DataType.DOUBLE), inputs, loss);
        assertThat(result.worst()).as(result.toString()).isLessThan(1e-6);
        assertThat(result.entries()).isPositive();
    }

    @Test
    void imagesHaveTheAskedForShapeAndRange() {
        for (Dcgan gan : new Dcgan[] {GAN, new Dcgan(4, 3), new Dcgan(5, 2, 4, 3)}) {
            Params params = new Params(1);
            INDArray made = Rig.eval(params, Rig.normal(1, 3, gan.latent()).mul(20), gan::image);
            assertThat(made.shape()).containsExactly(3, gan.size(), gan.size(), gan.channels());
            assertThat(made.amaxNumber().doubleValue()).isLessThanOrEqualTo(1);
            assertThat(Rig.eval(new Params(1), made, gan::logit).shape()).containsExactly(3, 1);
        }
    }

    @Test
    void hasAsManyParametersAsTheFormulaSays() {
        Params params = new Params(1);
        Call.of(params, s -> new Dcgan(64, 32).generatorLoss(s, s.input("z", -1, 64)));
        long projected = 7 * 7 * 64;
        long generator = 64 * projected + 4 * 64 + 16 * 64 * 32 + 4 * 32 + (16 * 32 + 1);
        long critic = (16 * 32 + 32) + 16 * 32 * 64 + 4 * 64 + (projected + 1);
        assertThat(params.under("generator").count()).isEqualTo(generator);
        assertThat(params.under("critic").count()).isEqualTo(critic);
        assertThat(params.count()).isEqualTo(generator + critic);
    }

    @Test
    void eachStepMovesItsOwnPlayer() {
        Params params = new Params(1);
        Step critic = Step.of(params, "critic", Rule.adam(0.01), DcganTest::criticLoss);
        Step generator = Step.of(params, "generator", Rule.adam(0.01), DcganTest::generatorLoss);
        Map<String, INDArray> before = copies(params);
        critic.run(pair(DataType.FLOAT));
        assertThat(changed(before, params)).isNotEmpty().allMatch(name -> name.startsWith("critic/"));
        before = copies(params);
        generator.run(z(DataType.FLOAT));
        assertThat(changed(before, params)).isNotEmpty().allMatch(name -> name.startsWith("generator/"));
        assertThat(critic.reported()).containsOnlyKeys("critic/norm/mean", "critic/norm/variance");
        before = copies(params);
        RunningStatistics.follow(params.under("generator"), generator.reported(), 0.1);
        assertThat(changed(before, params))
                .containsExactlyInAnyOrder(
                        "generator/norm0/mean",
                        "generator/norm0/variance",
                        "generator/norm1/mean",
                        "generator/norm1/variance");
    }

    private static Map<String, INDArray> copies(Params params) {
        return params.copy().arrays();
    }

    private static Iterable<String> changed(Map<String, INDArray> before, Params after) {
        Map<String, INDArray> now = new HashMap<>(after.arrays());
        now.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        return now.keySet();
    }

    /** Real images are normalised by real images only: what the fake ones are does not matter to them. */
    @Test
    void theCriticSeesRealAndFakeApart() {
        Params params = new Params(1, DataType.DOUBLE);
        Map<String, INDArray> inputs = pair(DataType.DOUBLE);
        double[] real = Rig.plain(Rig.train(params, Rig.normal(1, 4, 8, 8, 2), GAN::logit));
        double[] fake = Rig.plain(Rig.train(params, Rig.normal(2, 6, 8, 8, 2), GAN::logit));
        Params same = new Params(1, DataType.DOUBLE);
        Step step = Step.of(same, "critic", Rule.sgd(1e-9), DcganTest::criticLoss);
        same.under("critic")
                .arrays()
                .forEach((name, array) -> array.assign(Rig.array(params, name.replace("critic/", "layer/"))));
        double wanted = Arrays.stream(real)
                        .map(x -> Math.log(1 + Math.exp(-x)))
                        .average()
                        .orElseThrow()
                + Arrays.stream(fake)
                        .map(x -> Math.log(1 + Math.exp(x)))
                        .average()
                        .orElseThrow();
        assertThat(step.run(inputs)).isCloseTo(wanted, within(1e-10));
    }

    @Test
    void inEvaluationImagesOfABatchDoNotMix() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray z = Rig.normal(1, 3, 3);
        double[] together = Rig.plain(Rig.eval(params, z, GAN::image));
        double[] alone =
                Rig.plain(Rig.eval(params, z.get(NDArrayIndex.interval(1, 2)).dup(), GAN::image));
        assertThat(alone).containsExactly(Arrays.copyOfRange(together, 128, 256), within(1e-12));
    }

    /** Each against a player that stands still: the critic tells the two sets apart, then the generator fools it. */
    @Test
    void eachPlayerLearnsToWin() {
        Params params = new Params(1);
        Step critic = Step.of(params, "critic", Rule.adam(0.01), DcganTest::criticLoss);
        Step generator = Step.of(params, "generator", Rule.adam(0.01), DcganTest::generatorLoss);
        double caught = 0;
        for (int i = 0; i < 60; i++) caught = critic.run(pair(DataType.FLOAT));
        assertThat(caught).isLessThan(0.2);
        double first = generator.run(z(DataType.FLOAT));
        double last = first;
        for (int i = 0; i < 60; i++) last = generator.run(z(DataType.FLOAT));
        assertThat(last).isLessThan(0.5 * first);
    }

    @Test
    void sizesAndShapesThatDoNotFitAreTold() {
        assertThatThrownBy(() -> new Dcgan(3, 2, 10, 1)).hasMessageContaining("multiple of 4, got 10");
        assertThatThrownBy(() -> new Dcgan(0, 2)).hasMessageContaining("latent");
        assertThatThrownBy(() -> Rig.eval(new Params(1), Rig.normal(1, 2, 4), GAN::image))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("generator");
        assertThatThrownBy(() -> Rig.eval(new Params(1), Rig.normal(1, 2, 8, 4, 2), GAN::logit))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("critic");
    }
}
