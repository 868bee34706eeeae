package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ChangeOfVariablesTest {
    private static final Integrator ACCURATE = new DormandPrince(1e-10, 1e-10);

    @Test
    void theDensityOfGaussianDataFollowsFromItsNoise() {
        NoiseSchedule schedule = new VarianceExploding(0.05, 2);
        double spread = 0.5;
        ChangeOfVariables.Field field = (t, x) -> {
            double sigma = schedule.sigma(t);
            double pull = schedule.sigmaRate(t) * sigma / (spread * spread + sigma * sigma);
            return new ChangeOfVariables.Flow(
                    x.mul(pull), Nd4j.valueArrayOf(new long[] {x.size(0), 1}, 2 * pull, DataType.DOUBLE));
        };
        INDArray x0 = Clouds.normal(6, 2, new Random(1));
        ChangeOfVariables.Transported found = ChangeOfVariables.transport(ACCURATE, field, new double[] {0, 1}, x0);
        for (int i = 0; i < 6; i++) {
            double end = logNormal(found.end(), i, spread * spread + 4)
                    + found.divergence().getDouble(i);
            assertThat(end).isCloseTo(logNormal(x0, i, spread * spread + 0.0025), within(1e-7));
        }
        assertThat(found.evaluations()).isPositive();
    }

    @Test
    void thereAndBackTheDivergencesCancel() {
        // v = (sin(x) cos t, x y), div = cos(x) cos t + x: neither linear nor constant in time.
        ChangeOfVariables.Field field = (t, p) -> {
            double[][] velocity = new double[3][2];
            double[][] divergence = new double[3][1];
            for (int i = 0; i < 3; i++) {
                double x = p.getDouble(i, 0);
                velocity[i] = new double[] {Math.sin(x) * Math.cos(t), x * p.getDouble(i, 1)};
                divergence[i][0] = Math.cos(x) * Math.cos(t) + x;
            }
            return new ChangeOfVariables.Flow(Nd4j.createFromArray(velocity), Nd4j.createFromArray(divergence));
        };
        INDArray x0 = Clouds.normal(3, 2, new Random(4));
        var there = ChangeOfVariables.transport(ACCURATE, field, new double[] {0, 1.5}, x0);
        var back = ChangeOfVariables.transport(ACCURATE, field, new double[] {1.5, 0}, there.end());
        assertThat(back.end().distance2(x0)).isLessThan(1e-7);
        assertThat(back.divergence().add(there.divergence()).norm2Number().doubleValue())
                .isLessThan(1e-7);
    }

    @Test
    void pointsAreAMatrix() {
        assertThatThrownBy(() -> ChangeOfVariables.transport(
                        ACCURATE,
                        (t, x) -> new ChangeOfVariables.Flow(x, x),
                        new double[] {0, 1},
                        Nd4j.ones(DataType.DOUBLE, 3)))
                .hasMessageContaining("[n, d]");
    }

    private static double logNormal(INDArray x, int row, double variance) {
        double square = Math.pow(x.getDouble(row, 0), 2) + Math.pow(x.getDouble(row, 1), 2);
        return -square / (2 * variance) - Math.log(2 * Math.PI * variance);
    }
}
