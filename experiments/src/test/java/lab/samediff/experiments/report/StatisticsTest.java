package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    /** NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2: upper critical values of Student's t, 0.975. */
    @ParameterizedTest
    @CsvSource({"1,12.706", "2,4.303", "3,3.182", "4,2.776", "5,2.571", "9,2.262", "19,2.093", "29,2.045", "100,1.984"})
    void quantilesAreThePublishedOnes(int degrees, double published) {
        assertThat(Statistics.quantile(0.975, degrees)).isCloseTo(published, within(5e-4));
    }

    @Test
    void fiveSeedsByHand() {
        // mean 3, s² = (4 + 1 + 0 + 1 + 4) / 4 = 2.5, half width = 2.776 √(2.5 / 5).
        Statistics seeds = Statistics.of(1, 2, 3, 4, 5);
        assertThat(seeds.n()).isEqualTo(5);
        assertThat(seeds.mean()).isEqualTo(3);
        assertThat(seeds.standardDeviation().orElseThrow()).isCloseTo(Math.sqrt(2.5), within(1e-12));
        assertThat(seeds.halfWidth().orElseThrow()).isCloseTo(2.776 * Math.sqrt(0.5), within(1e-3));
    }

    @Test
    void oneSeedHasNoInterval() {
        Statistics one = Statistics.of(0.7);
        assertThat(one.mean()).isEqualTo(0.7);
        assertThat(one.standardDeviation()).isEmpty();
        assertThat(one.halfWidth()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(Statistics::of);
    }

    @Test
    void theIntervalHoldsTheMeanInNineteenOfTwentyTrials() {
        Random random = new Random(11);
        int trials = 20_000;
        int held = 0;
        for (int i = 0; i < trials; i++) {
            double[] draws = new double[4];
            for (int k = 0; k < 4; k++) draws[k] = random.nextGaussian();
            Statistics sample = Statistics.of(draws);
            if (Math.abs(sample.mean()) <= sample.halfWidth().orElseThrow()) held++;
        }
        // Four standard errors of a share of 0.95 over the trials.
        assertThat((double) held / trials).isCloseTo(0.95, within(4 * Math.sqrt(0.95 * 0.05 / trials)));
    }
}
