package lab.samediff.models.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class GaussianTest {
    private static final Gaussian P = new Gaussian(0.7, 1.3);
    private static final Gaussian Q = new Gaussian(-0.4, 2.1);

    /** The trapezoidal rule over 12 deviations of P on both sides, which for such functions is exact to rounding. */
    private static double integral(DoubleUnaryOperator f) {
        double step = 0.01;
        double sum = 0;
        for (double x = 0.7 - 12 * 1.3; x < 0.7 + 12 * 1.3; x += step) sum += f.applyAsDouble(x) * step;
        return sum;
    }

    @Test
    void densityIntegratesToOneAndHasItsMoments() {
        assertThat(integral(x -> Math.exp(P.logDensity(x)))).isCloseTo(1, within(1e-10));
        assertThat(integral(x -> x * Math.exp(P.logDensity(x)))).isCloseTo(0.7, within(1e-10));
        assertThat(integral(x -> (x - 0.7) * (x - 0.7) * Math.exp(P.logDensity(x))))
                .isCloseTo(1.69, within(1e-10));
    }

    @Test
    void entropyAndDivergenceAreTheirIntegrals() {
        assertThat(P.entropy()).isCloseTo(integral(x -> -P.logDensity(x) * Math.exp(P.logDensity(x))), within(1e-10));
        assertThat(P.divergenceFrom(Q))
                .isCloseTo(
                        integral(x -> (P.logDensity(x) - Q.logDensity(x)) * Math.exp(P.logDensity(x))), within(1e-10));
        assertThat(P.divergenceFrom(P)).isZero();
    }

    @Test
    void samplesHaveTheMeanAndTheEntropyWithinFourStandardErrors() {
        SplittableRandom random = new SplittableRandom(3);
        int n = 20_000;
        double sum = 0;
        double surprise = 0;
        for (int i = 0; i < n; i++) {
            double x = P.sample(random);
            sum += x;
            surprise -= P.logDensity(x);
        }
        assertThat(sum / n).isCloseTo(0.7, within(4 * 1.3 / Math.sqrt(n)));
        // -ln p(x) is half a chi-squared variable plus a constant: its variance is 1/2.
        assertThat(surprise / n).isCloseTo(P.entropy(), within(4 * Math.sqrt(0.5 / n)));
    }

    @Test
    void badNumbersAreNamed() {
        assertThatThrownBy(() -> new Gaussian(Double.NaN, 1)).hasMessageContaining("mean must be finite, got NaN");
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Gaussian(0, bad)).hasMessageContaining("deviation must be positive");
        }
    }
}
