package lab.samediff.experiments.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderFitTest {
    private static final double[] SIZES = {0.25, 0.125, 0.0625, 0.03125};

    /** Errors 3 h^order times 1 + noise, with the sign of the first level turned. */
    private static double[][] batches(int n, double order, double noise, Random random) {
        double[][] batches = new double[n][SIZES.length];
        for (double[] batch : batches) {
            Arrays.setAll(batch, i -> -3 * Math.pow(SIZES[i], order) * (1 + noise * random.nextGaussian()));
        }
        return batches;
    }

    @Test
    void aPowerLawGivesItsExponent() {
        OrderFit fit = OrderFit.of(SIZES, batches(40, 1.5, 1e-9, new Random(1)), 0);
        assertThat(fit.order()).isCloseTo(1.5, within(1e-8));
        assertThat(fit.halfWidth()).isLessThan(1e-8);
        assertThat(fit.errors()[0]).isCloseTo(3 * Math.pow(0.25, 1.5), within(1e-8));
    }

    @Test
    void levelsBeforeTheFirstDoNotCount() {
        double[][] batches = batches(40, 1, 1e-9, new Random(2));
        for (double[] batch : batches) batch[0] *= 7;
        assertThat(OrderFit.of(SIZES, batches, 1).order()).isCloseTo(1, within(1e-8));
        assertThat(OrderFit.of(SIZES, batches, 0).order()).isGreaterThan(1.5);
    }

    @Test
    void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
        int held = 0;
        for (int seed = 0; seed < 400; seed++) {
            OrderFit fit = OrderFit.of(SIZES, batches(20, 1, 0.3, new Random(seed)), 0);
            if (Math.abs(fit.order() - 1) <= fit.halfWidth()) held++;
        }
        // 95 % of 400 is 380, with standard deviation 4.4; the jackknife of a slope is not exact.
        assertThat(held).isBetween(360, 398);
    }
}
