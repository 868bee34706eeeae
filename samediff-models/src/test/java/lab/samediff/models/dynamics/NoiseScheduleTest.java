package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NoiseScheduleTest {
    static Stream<NoiseSchedule> all() {
        return Stream.of(new VarianceExploding(0.05, 2), new Karras(0.05, 2, 7), new Karras(0.05, 2, 1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void goesFromTheLeastToTheMostNoise(NoiseSchedule schedule) {
        assertThat(schedule.sigma(0)).isCloseTo(0.05, within(1e-12));
        assertThat(schedule.sigma(1)).isCloseTo(2, within(1e-12));
        for (double t = 0; t < 1; t += 0.125)
            assertThat(schedule.sigma(t + 0.125)).isGreaterThan(schedule.sigma(t));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theRateIsTheDerivative(NoiseSchedule schedule) {
        double h = 1e-6;
        for (double t = 0; t <= 1; t += 0.125) {
            double slope = (schedule.sigma(t + h) - schedule.sigma(t - h)) / (2 * h);
            assertThat(schedule.sigmaRate(t)).isCloseTo(slope, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachRowGetsTheNoiseOfItsOwnTime(NoiseSchedule schedule) {
        Random random = new Random(2);
        INDArray x0 = Clouds.normal(3, 2, random).castTo(DataType.FLOAT);
        INDArray noise = Clouds.normal(3, 2, random).castTo(DataType.FLOAT);
        double[] t = {0, 0.4, 1};
        INDArray found = schedule.noised(Nd4j.createFromArray(t).reshape(3, 1), x0, noise);
        assertThat(found.dataType()).isEqualTo(DataType.FLOAT);
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 2; k++) {
                double expected = x0.getDouble(i, k) + schedule.sigma(t[i]) * noise.getDouble(i, k);
                assertThat(found.getDouble(i, k)).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void theGeometricOneIsTheExponentialOfTheExercise() {
        NoiseSchedule schedule = new VarianceExploding(Math.exp(-5), 1);
        for (double t = 0; t <= 1; t += 0.25) {
            assertThat(schedule.sigma(t)).isCloseTo(Math.exp(5 * (t - 1)), within(1e-12));
            assertThat(schedule.sigmaRate(t)).isCloseTo(5 * schedule.sigma(t), within(1e-12));
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        NoiseSchedule schedule = new VarianceExploding(0.1, 1);
        INDArray x = Nd4j.ones(2, 2);
        assertThatThrownBy(() -> new VarianceExploding(0, 1)).hasMessageContaining("0 < min < max");
        assertThatThrownBy(() -> new Karras(2, 1, 7)).hasMessageContaining("0 < min < max");
        assertThatThrownBy(() -> new Karras(1, 2, 0.5)).hasMessageContaining("rho");
        assertThatThrownBy(() -> schedule.noised(Nd4j.ones(3), x, x)).hasMessageContaining("3 times for 2 rows");
        assertThatThrownBy(() -> schedule.noised(Nd4j.ones(2).mul(1.5), x, x)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> schedule.noised(Nd4j.ones(2), x, Nd4j.ones(2, 3)))
                .hasMessageContaining("[2, 3]");
    }
}
