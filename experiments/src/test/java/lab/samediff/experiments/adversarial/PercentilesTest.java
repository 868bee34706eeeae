package lab.samediff.experiments.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void weightsAtTheirExtremeAreThoseWithinAHundredthOfTheLargest() {
        assertThat(Percentiles.atExtreme(new double[] {0.01, -0.01, 0.00995, 0.005, 0}))
                .isCloseTo(0.6, within(1e-12));
        assertThat(Percentiles.atExtreme(new double[] {1, 0.5})).isCloseTo(0.5, within(1e-12));
    }
}
