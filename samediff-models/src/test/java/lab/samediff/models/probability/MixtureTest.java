package lab.samediff.models.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MixtureTest {
    private static final Mixture RING = Mixture.ring(8, 5, 0.1);

    @Test
    void oneComponentIsAGaussianInEachCoordinate() {
        Mixture one = Mixture.of(new double[][] {{1, -2}}, 4);
        Gaussian first = new Gaussian(1, 2);
        Gaussian second = new Gaussian(-2, 2);
        assertThat(one.logDensity(0.3, 0.7)).isCloseTo(first.logDensity(0.3) + second.logDensity(0.7), within(1e-12));
    }

    @Test
    void theScoreIsTheSlopeOfTheLogDensity() {
        Random random = new Random(1);
        double h = 1e-5;
        for (int i = 0; i < 50; i++) {
            double x = 6 * random.nextGaussian();
            double y = 6 * random.nextGaussian();
            double[] score = RING.score(x, y);
            double slopeX = (RING.logDensity(x + h, y) - RING.logDensity(x - h, y)) / (2 * h);
            double slopeY = (RING.logDensity(x, y + h) - RING.logDensity(x, y - h)) / (2 * h);
            assertThat(score[0]).isCloseTo(slopeX, within(1e-4));
            assertThat(score[1]).isCloseTo(slopeY, within(1e-4));
        }
    }

    @Test
    void theDensityIntegratesToOne() {
        double mass = 0;
        double cell = 0.1;
        for (double x = -8; x < 8; x += cell) {
            for (double y = -8; y < 8; y += cell) mass += Math.exp(RING.logDensity(x, y)) * cell * cell;
        }
        // The midpoint rule converges faster than any power for such smooth densities.
        assertThat(mass).isCloseTo(1, within(1e-6));
    }

    @Test
    void samplesLieAboutTheirCentres() {
        Random random = new Random(2);
        int n = 40_000;
        int[] counts = new int[8];
        double square = 0;
        for (int i = 0; i < n; i++) {
            double[] x = RING.sample(random);
            int k = (int) Math.round(Math.atan2(x[1], x[0]) / (Math.PI / 4) + 8) % 8;
            counts[k]++;
            square += Math.pow(x[0] - 5 * Math.cos(k * Math.PI / 4), 2) / n;
        }
        for (int count : counts) assertThat((double) count).isCloseTo(n / 8.0, within(5 * Math.sqrt(n / 8.0)));
        assertThat(square).isCloseTo(0.1, within(5 * 0.1 * Math.sqrt(2.0 / n)));
    }

    @Test
    void noisedIsTheDensityOfSamplesWithNoise() {
        Random random = new Random(3);
        Mixture noised = RING.noised(0.8);
        double[] at = {4, 1};
        int n = 200_000;
        double mean = 0;
        double squares = 0;
        // p(x) = E[N(x; y, 0.8² I)] over y of the clean mixture.
        for (int i = 0; i < n; i++) {
            double[] y = RING.sample(random);
            double kernel = Math.exp(Mixture.of(new double[][] {y}, 0.64).logDensity(at));
            mean += kernel / n;
            squares += kernel * kernel / n;
        }
        double error = Math.sqrt((squares - mean * mean) / n);
        assertThat(Math.exp(noised.logDensity(at))).isCloseTo(mean, within(4 * error));
    }

    @Test
    void farAwayTheNearestCentrePullsAlone() {
        assertThat(RING.logDensity(1e4, 0)).isFinite();
        assertThat(RING.score(1e4, 0)[0]).isCloseTo((5 - 1e4) / 0.1, within(1e-6));
        assertThat(RING.component(1e4, 0).probability(0)).isCloseTo(1, within(1e-12));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Mixture.of(new double[0][], 1)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Mixture.of(new double[][] {{1}, {1, 2}}, 1)).hasMessageContaining("[1.0, 2.0]");
        assertThatThrownBy(() -> Mixture.of(new double[][] {{1}}, 0)).hasMessageContaining("variance");
        assertThatThrownBy(() -> RING.logDensity(1)).hasMessageContaining("1 coordinates");
    }
}
