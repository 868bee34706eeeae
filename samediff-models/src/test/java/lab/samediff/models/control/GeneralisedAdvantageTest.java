package lab.samediff.models.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GeneralisedAdvantageTest {
    private static final int STEPS = 40;
    private static final double DISCOUNT = 0.9;

    private final double[] rewards = new double[STEPS];
    private final double[] values = new double[STEPS];
    private final double[] following = new double[STEPS];
    private final boolean[] ended = new boolean[STEPS];

    /** Three episodes end in the middle: two by themselves, after which nothing follows, and one is cut off. */
    GeneralisedAdvantageTest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int t = 0; t < STEPS; t++) {
            rewards[t] = random.nextDouble(-1, 2);
            values[t] = random.nextDouble(-1, 5);
        }
        for (int t : new int[] {6, 7, 25}) ended[t] = true;
        for (int t = 0; t < STEPS; t++) {
            following[t] = t + 1 < STEPS && !ended[t] ? values[t + 1] : random.nextDouble(1, 5);
        }
        following[6] = 0;
        following[25] = 0;
    }

    private double[] estimate(double trace) {
        return new GeneralisedAdvantage(DISCOUNT, trace).of(rewards, values, following, ended);
    }

    /** The last step of the episode of t, or the last that was seen of it. */
    private int end(int t) {
        int end = t;
        while (end < STEPS - 1 && !ended[end]) end++;
        return end;
    }

    /** r_t + ... + γ^(n-1) r_(t+n-1) + γ^n V(s_(t+n)) - V(s_t). */
    private double advantageOverSteps(int t, int n) {
        double sum = -values[t];
        for (int k = 0; k < n; k++) sum += Math.pow(DISCOUNT, k) * rewards[t + k];
        return sum + Math.pow(DISCOUNT, n) * following[t + n - 1];
    }

    @Test
    void isTheSumOverAllLaterErrors() {
        double[] found = estimate(0.95);
        for (int t = 0; t < STEPS; t++) {
            double wanted = 0;
            for (int k = t; k <= end(t); k++) {
                double error = rewards[k] + DISCOUNT * following[k] - values[k];
                wanted += Math.pow(DISCOUNT * 0.95, k - t) * error;
            }
            assertThat(found[t]).isCloseTo(wanted, within(1e-12));
        }
    }

    @Test
    void isTheMeanOfAdvantagesOverAnyNumberOfStepsWithGeometricWeights() {
        // Schulman et al. 2016, eq. 16, left of the last equals sign: (1-λ) Σ λ^(n-1) A^(n), the last one with the
        // rest.
        double trace = 0.8;
        double[] found = estimate(trace);
        for (int t = 0; t < STEPS; t++) {
            int left = end(t) - t + 1;
            double wanted = 0;
            for (int n = 1; n <= left; n++) {
                double weight = Math.pow(trace, n - 1) * (n < left ? 1 - trace : 1);
                wanted += weight * advantageOverSteps(t, n);
            }
            assertThat(found[t]).isCloseTo(wanted, within(1e-12));
        }
    }

    @Test
    void withoutTraceItIsTheErrorOfOneStepAndWithAllOfItWhatWasEarned() {
        double[] one = estimate(0);
        double[] all = estimate(1);
        for (int t = 0; t < STEPS; t++) {
            assertThat(one[t]).isCloseTo(advantageOverSteps(t, 1), within(1e-12));
            assertThat(all[t]).isCloseTo(advantageOverSteps(t, end(t) - t + 1), within(1e-12));
        }
    }

    @Test
    void whatHappensAfterAnEndDoesNotMatterBeforeIt() {
        double[] before = estimate(0.95);
        rewards[8] += 100;
        double[] after = estimate(0.95);
        for (int t = 0; t <= 7; t++) assertThat(after[t]).isEqualTo(before[t]);
        assertThat(after[8]).isCloseTo(before[8] + 100, within(1e-9));
    }

    @Test
    void badNumbersAreNamed() {
        assertThatThrownBy(() -> new GeneralisedAdvantage(1.1, 0.5)).hasMessageContaining("discount must be in [0, 1]");
        assertThatThrownBy(() -> new GeneralisedAdvantage(1, Double.NaN))
                .hasMessageContaining("trace must be in [0, 1]");
        assertThatThrownBy(() ->
                        new GeneralisedAdvantage(1, 1).of(new double[2], new double[2], new double[1], new boolean[2]))
                .hasMessageContaining("lengths differ: 2 rewards, 2 values, 1 following values, 2 ends");
    }
}
