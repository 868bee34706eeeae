package lab.samediff.models.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {
    private static final int N = 1500;

    @Test
    void twoGaussiansHaveTheDistanceOfTheClosedForm() {
        Random random = new Random(1);
        double[][] a = normal(N, 0, 1, random);
        double[][] b = normal(N, 1.5, 0.5, random);
        double h = 0.8;
        double exact = expectation(0, 2, h) + expectation(0, 0.5, h) - 2 * expectation(1.5, 1.25, h);
        assertThat(exact).isGreaterThan(0.2);
        assertThat(KernelDistance.squaredMmd(a, b, h)).isCloseTo(exact, within(0.03));
    }

    @Test
    void samplesOfOneDistributionAreAtDistanceZeroInTheMean() {
        double mean = 0;
        double squares = 0;
        int repeats = 60;
        for (int seed = 0; seed < repeats; seed++) {
            Random random = new Random(seed);
            double found = KernelDistance.squaredMmd(normal(60, 0, 1, random), normal(40, 0, 1, random), 1);
            mean += found / repeats;
            squares += found * found / repeats;
        }
        assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(squares / repeats)));
    }

    @Test
    void aSinglePointAndNoBandwidthAreRefused() {
        double[][] one = {{1, 2}};
        double[][] two = {{1, 2}, {3, 4}};
        assertThatThrownBy(() -> KernelDistance.squaredMmd(one, two, 1)).hasMessageContaining("got 1 and 2");
        assertThatThrownBy(() -> KernelDistance.squaredMmd(two, two, 0)).hasMessageContaining("bandwidth");
    }

    /** E k(x, y) where x − y is N((shift, 0), variance I) in the plane. */
    private static double expectation(double shift, double variance, double h) {
        return h * h / (h * h + variance) * Math.exp(-shift * shift / (2 * (h * h + variance)));
    }

    private static double[][] normal(int n, double shift, double deviation, Random random) {
        double[][] points = new double[n][];
        for (int i = 0; i < n; i++) {
            points[i] = new double[] {shift + deviation * random.nextGaussian(), deviation * random.nextGaussian()};
        }
        return points;
    }
}
