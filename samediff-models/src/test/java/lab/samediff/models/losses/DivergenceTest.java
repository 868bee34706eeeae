package lab.samediff.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.probability.Gaussian;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DivergenceTest {
    private static double value(INDArray a, INDArray b, BinaryOperator<SDVariable> loss) {
        long width = a.size(1);
        Params params = new Params(1, a.dataType());
        Call call = Call.of(params, s -> loss.apply(s.input("a", -1, width), s.input("b", -1, width)));
        return call.run(Map.of("a", a, "b", b)).getDouble(0);
    }

    private static Gaussian posterior(double mean, double logVariance) {
        return new Gaussian(mean, Math.exp(logVariance / 2));
    }

    @Test
    void divergenceIsTheMeanOfTheSumsOfTheClosedForms() {
        INDArray means = Rig.normal(1, 3, 4);
        INDArray logVariances = Rig.normal(2, 3, 4);
        double wanted = 0;
        for (int i = 0; i < 12; i++) {
            wanted += posterior(Rig.plain(means)[i], Rig.plain(logVariances)[i]).divergenceFrom(Gaussian.STANDARD) / 3;
        }
        assertThat(value(means, logVariances, Divergence::toStandardNormal)).isCloseTo(wanted, within(1e-12));
    }

    @Test
    void divergenceIsTheMeanLogRatioOfDrawsWithinFourStandardErrors() {
        double[][] means = {{0.5, -1, 0}};
        double[][] logVariances = {{-1, 0.4, 0}};
        SplittableRandom random = new SplittableRandom(4);
        int draws = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double ratio = 0;
            for (int j = 0; j < 3; j++) {
                Gaussian q = posterior(means[0][j], logVariances[0][j]);
                double z = q.sample(random);
                ratio += q.logDensity(z) - Gaussian.STANDARD.logDensity(z);
            }
            sum += ratio;
            squares += ratio * ratio;
        }
        double mean = sum / draws;
        double standardError = Math.sqrt((squares / draws - mean * mean) / draws);
        assertThat(standardError).isLessThan(0.01);
        double found =
                value(Nd4j.createFromArray(means), Nd4j.createFromArray(logVariances), Divergence::toStandardNormal);
        assertThat(found).isCloseTo(mean, within(4 * standardError));
    }

    @Test
    void thePriorItselfIsAtNoDistance() {
        assertThat(value(Nd4j.zeros(2, 3), Nd4j.zeros(2, 3), Divergence::toStandardNormal))
                .isZero();
    }

    @Test
    void bernoulliAgreesWithTheLoopForGreyDataToo() {
        INDArray logits = Rig.normal(1, 2, 5).mul(3);
        INDArray data = Nd4j.createFromArray(new double[][] {{0, 1, 0.3, 1, 0}, {0.9, 0.5, 1, 0, 1}});
        double wanted = 0;
        for (int i = 0; i < 10; i++) {
            double p = 1 / (1 + Math.exp(-Rig.plain(logits)[i]));
            double x = Rig.plain(data)[i];
            wanted -= (x * Math.log(p) + (1 - x) * Math.log(1 - p)) / 2;
        }
        assertThat(value(logits, data, Divergence::ofBernoulliLogits)).isCloseTo(wanted, within(1e-12));
    }

    @Test
    void hugeLogitsCostWhatTheyShouldInSinglePrecision() {
        float[] levels = {1e4f, -1e4f, 100, -100};
        for (float level : levels) {
            INDArray logit = Nd4j.createFromArray(new float[][] {{level}});
            double ifOne = value(logit, Nd4j.ones(1, 1), Divergence::ofBernoulliLogits);
            double ifZero = value(logit, Nd4j.zeros(1, 1), Divergence::ofBernoulliLogits);
            assertThat(ifOne).isCloseTo(Math.max(-level, 0), within(1e-3));
            assertThat(ifZero).isCloseTo(Math.max(level, 0), within(1e-3));
        }
    }

    @Test
    void gradientIsTheProbabilityMinusTheDataEvenAtZeroAndForHugeLogits() {
        Graph graph = Graph.write(new Params(1), Mode.TRAIN, s -> {
            SDVariable logits = s.param("logits", Init.zeros(1, 4));
            return Divergence.ofBernoulliLogits(logits, s.input("data", 1, 4));
        });
        Rig.array(graph.params(), "logits").assign(Nd4j.createFromArray(new float[][] {{0, 1e4f, -1e4f, 2}}));
        INDArray data = Nd4j.createFromArray(new float[][] {{1, 0, 1, 0.25f}});
        Interpreter.Outcome outcome = Interpreter.forGradients(graph).run(Map.of("data", data));
        assertThat(Rig.plain(outcome.gradients().values().iterator().next()))
                .containsExactly(new double[] {-0.5, 1, -1, 1 / (1 + Math.exp(-2)) - 0.25}, within(1e-6));
    }

    @Test
    void theBatchIsAveragedAndTheWidthSummed() {
        INDArray logits = Rig.normal(1, 1, 3);
        INDArray data = Nd4j.createFromArray(new double[][] {{0, 1, 1}});
        double one = value(logits, data, Divergence::ofBernoulliLogits);
        double repeated = value(Nd4j.tile(logits, 4, 1), Nd4j.tile(data, 4, 1), Divergence::ofBernoulliLogits);
        double wider = value(Nd4j.tile(logits, 1, 2), Nd4j.tile(data, 1, 2), Divergence::ofBernoulliLogits);
        assertThat(repeated).isCloseTo(one, within(1e-12));
        assertThat(wider).isCloseTo(2 * one, within(1e-12));
    }

    @Test
    void shapesThatWouldBroadcastAreRefused() {
        assertThatThrownBy(() -> Graph.write(
                        new Params(1),
                        Mode.EVAL,
                        s -> Divergence.ofBernoulliLogits(s.input("a", -1, 4), s.input("b", -1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one shape, got a [-1, 4] and b [-1, 1]");
        assertThatThrownBy(() -> Graph.write(
                        new Params(1), Mode.EVAL, s -> Divergence.toStandardNormal(s.input("a", -1), s.input("b", -1))))
                .hasMessageContaining("rank 2");
    }
}
