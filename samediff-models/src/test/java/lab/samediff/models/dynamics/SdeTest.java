package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SdeTest {
    static Stream<Sde> all() {
        return Stream.of(
                new OrnsteinUhlenbeck(1.5, 0.7),
                new DampedRotation(0.2, 0.6),
                new GeometricBrownian(0.05, 0.5),
                new Langevin((t, x) -> x.neg()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSlopeOfTheDiffusionIsItsDerivativeTimesItself(Sde sde) {
        INDArray x = Clouds.normal(4, 2, new Random(1));
        double h = 1e-6;
        INDArray slope =
                sde.diffusion(0.3, x.add(h)).sub(sde.diffusion(0.3, x.sub(h))).div(2 * h);
        INDArray expected = slope.mul(sde.diffusion(0.3, x));
        assertThat(sde.diffusionSlope(0.3, x).distance2(expected)).isLessThan(1e-8);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theStateIsLeftAsItIs(Sde sde) {
        INDArray x = Clouds.normal(4, 2, new Random(1));
        INDArray before = x.dup();
        sde.drift(0.3, x);
        sde.diffusion(0.3, x);
        sde.diffusionSlope(0.3, x);
        assertThat(x).isEqualTo(before);
    }

    @Test
    void theRotationIsThatOfTheSpiral() {
        DampedRotation sde = new DampedRotation(0.2, 0);
        INDArray x0 = Nd4j.createFromArray(new double[][] {{1, 0}});
        INDArray end =
                new DormandPrince(1e-10, 1e-10).integrate(sde::drift, 0, 2, x0).state();
        assertThat(end.getDouble(0, 0)).isCloseTo(Math.exp(-0.4) * Math.cos(2), within(1e-8));
        assertThat(end.getDouble(0, 1)).isCloseTo(Math.exp(-0.4) * Math.sin(2), within(1e-8));
        assertThatThrownBy(() -> sde.drift(0, Nd4j.ones(3, 3))).hasMessageContaining("[3, 3]");
    }

    @Test
    void theMethodsOwnVarianceIsThatOfTheEquationForSmallSteps() {
        DampedRotation sde = new DampedRotation(0.2, 0.6);
        assertThat(sde.stationaryVariance()).isCloseTo(0.9, within(1e-12));
        assertThat(sde.eulerMaruyamaVariance(1e-6)).isCloseTo(0.9, within(1e-5));
        assertThat(sde.eulerMaruyamaVariance(0.1)).isCloseTo(0.36 / (0.4 - 0.104), within(1e-12));
        assertThat(sde.eulerGain(0.1)).isCloseTo(Math.pow(Math.hypot(0.98, 0.1), 2), within(1e-12));
    }

    @Test
    void anUnstableStepHasNoStationaryVariance() {
        DampedRotation sde = new DampedRotation(0.2, 0.6);
        assertThat(sde.eulerMaruyamaVariance(0.3846)).isPositive();
        assertThatThrownBy(() -> sde.eulerMaruyamaVariance(0.3847)).hasMessageContaining("no stationary variance");
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new OrnsteinUhlenbeck(-1, 1)).hasMessageContaining("rate");
        assertThatThrownBy(() -> new DampedRotation(0.2, Double.NaN)).hasMessageContaining("noise");
        assertThatThrownBy(() -> new GeometricBrownian(Double.NaN, 1)).hasMessageContaining("growth");
        assertThatThrownBy(() -> new GeometricBrownian(1, -1)).hasMessageContaining("volatility");
    }
}
