package lab.samediff.experiments.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import lab.samediff.models.diffusion.NoiseMlp;
import lab.samediff.models.dynamics.ChangeOfVariables;
import lab.samediff.models.dynamics.Ddim;
import lab.samediff.models.dynamics.Integrator;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.dynamics.VarianceExploding;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.probability.Mixture;
import lab.samediff.models.train.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LearntTest {
    private static final NoiseSchedule SCHEDULE = new VarianceExploding(0.05, 2);

    private static Denoising training(Denoising.Predicts predicts) {
        NoiseMlp model = new NoiseMlp(2, 16, 2, Activation.SILU, 2);
        return new Denoising(1, 4, Rule.adam(1e-3), model, predicts, SCHEDULE);
    }

    private static Learnt untrained(Denoising.Predicts predicts) {
        return new Learnt(training(predicts), new Params(3, DataType.FLOAT));
    }

    private static INDArray points(int n) {
        return NoisedSquare.start(n, 1, new SplittableRandom(5)).castTo(DataType.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource
    void theScoreIsMinusTheNoiseOverSigma(Denoising.Predicts predicts) {
        Learnt model = untrained(predicts);
        INDArray x = points(6);
        INDArray expected = model.noise(0.3, x).div(-SCHEDULE.sigma(0.3));
        assertThat(model.score(0.3, x).distance2(expected)).isLessThan(1e-12);
        assertThat(expected.dataType()).isEqualTo(DataType.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource
    void theFlowIsTheNoiseTimesTheRateOfSigmaAndHasItsDivergence(Denoising.Predicts predicts) {
        Learnt model = untrained(predicts);
        INDArray x = points(6);
        double rate = SCHEDULE.sigmaRate(0.6);
        ChangeOfVariables.Flow flow = model.flow(0.6, x);
        assertThat(flow.velocity().distance2(model.noise(0.6, x).mul(rate))).isLessThan(1e-5);
        double h = 0.01;
        for (int i = 0; i < 6; i++) {
            double expected = 0;
            for (int k = 0; k < 2; k++) {
                INDArray above = x.dup();
                INDArray below = x.dup();
                above.putScalar(i, k, x.getDouble(i, k) + h);
                below.putScalar(i, k, x.getDouble(i, k) - h);
                double high = model.noise(0.6, above).getDouble(i, k);
                double low = model.noise(0.6, below).getDouble(i, k);
                expected += rate * (high - low) / (2 * h);
            }
            // The network computes in float32, so differences cannot be taken closer.
            assertThat(flow.divergence().getDouble(i)).isCloseTo(expected, within(0.01 * (1 + Math.abs(expected))));
        }
    }

    @Test
    void ddimOfANetworkGivesTheSameBitsAgain() {
        Learnt model = untrained(Denoising.Predicts.NOISE);
        INDArray start = NoisedSquare.start(300, 2, new SplittableRandom(5));
        float[] first = null;
        for (int repeat = 0; repeat < 10; repeat++) {
            float[] found = new Ddim()
                    .sample(model, SCHEDULE, Integrator.grid(1, 0, 20), start)
                    .state()
                    .data()
                    .asFloat();
            if (first == null) first = found;
            assertThat(found).containsExactly(first);
        }
    }

    @Test
    void scoresAreComparedByRelativeFisherDivergence() {
        Mixture truth = Mixture.ring(8, 5, 0.1);
        INDArray points = points(20).mul(3);
        double[][] exact = new double[20][];
        for (int i = 0; i < 20; i++) exact[i] = truth.score(points.getDouble(i, 0), points.getDouble(i, 1));
        INDArray scores = Nd4j.createFromArray(exact);
        assertThat(ScoreError.relative(truth, points, scores)).isCloseTo(0, within(1e-12));
        assertThat(ScoreError.relative(truth, points, scores.mul(0))).isCloseTo(1, within(1e-12));
        assertThat(ScoreError.relative(truth, points, scores.mul(0.8))).isCloseTo(0.04, within(1e-12));
    }

    @Test
    void pointsAreSharedOutToTheirModes() {
        double[][] points = {{5, 0}, {5.1, 0.2}, {0, 5}, {-5, 0}};
        double[] shares = ScoreError.shares(Mixture.ring(8, 5, 0.1), 8, Nd4j.createFromArray(points));
        assertThat(shares).containsExactly(new double[] {0.5, 0, 0.25, 0, 0.25, 0, 0, 0}, within(1e-6));
    }
}
