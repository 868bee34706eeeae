package lab.samediff.experiments.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import lab.samediff.models.probability.Gaussian;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;

class GradientsTest {
    private static final Gaussian ENTRY = new Gaussian(1.5, 0.7);

    /** E f(ε) for standard normal ε, by the midpoint rule. */
    private static double mean(DoubleUnaryOperator f) {
        double step = 0.02;
        double sum = 0;
        for (double e = -9 + step / 2; e < 9; e += step) {
            sum += Math.exp(Gaussian.STANDARD.logDensity(e)) * step * f.applyAsDouble(e);
        }
        return sum;
    }

    private static double square(double e) {
        double z = ENTRY.mean() + ENTRY.deviation() * e;
        return z * z;
    }

    @Test
    void bothEstimatorsHaveTheMeansAndVariancesOfTheirIntegralsInOneDimension() {
        Gradients gradients = new Gradients(ENTRY);
        double deviation = ENTRY.deviation();
        DoubleUnaryOperator score = e -> square(e) * e / deviation;
        assertThat(mean(score)).isCloseTo(gradients.truth(), within(1e-9));
        double secondMoment = mean(e -> Math.pow(score.applyAsDouble(e), 2));
        assertThat(gradients.scoreVariance(1))
                .isCloseTo(secondMoment - gradients.truth() * gradients.truth(), within(1e-8));
        double pathwise = mean(e -> Math.pow(2 * (ENTRY.mean() + deviation * e) - gradients.truth(), 2));
        assertThat(gradients.pathwiseVariance()).isCloseTo(pathwise, within(1e-9));
    }

    @Test
    void theScoreVarianceIsThatOfTheIntegralInTwoDimensions() {
        Gradients gradients = new Gradients(ENTRY);
        double secondMoment = mean(
                first -> mean(second -> Math.pow((square(first) + square(second)) * first / ENTRY.deviation(), 2)));
        assertThat(gradients.scoreVariance(2))
                .isCloseTo(secondMoment - gradients.truth() * gradients.truth(), within(1e-7));
    }

    @Test
    void theGraphsGradientIsUnbiasedWithinFourStandardErrors() {
        Gradients gradients = new Gradients(ENTRY);
        StreamingStatistics[] estimates = gradients.estimates(new SplittableRandom(1), 3, 5000);
        for (StreamingStatistics estimate : estimates) {
            assertThat(estimate.getN()).isEqualTo(5000);
            assertThat(ClosedFormKl.deviation(estimate, gradients.truth())).isLessThan(4);
        }
        assertThat(estimates[0].getVariance()).isLessThan(estimates[1].getVariance() / 5);
    }
}
