package lab.samediff.experiments.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import lab.samediff.pipelines.points.EightGaussians;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final EightGaussians TRUTH = new EightGaussians(2, 4e-4);

    private static double[] near(int mode, double outwards) {
        double angle = Math.PI / 4 * mode;
        return new double[] {(2 + outwards) * Math.cos(angle), (2 + outwards) * Math.sin(angle)};
    }

    /** The share within three deviations in the plane is 1 - e^(-9/2), here over 40,000 points: s.e. 0.0005. */
    @Test
    void theTruthIsGoodAndEvenlySpread() {
        Ring ring = new Ring(TRUTH, TRUTH.sample(40_000, new Random(3)).toDoubleMatrix());
        assertThat(ring.quality()).isCloseTo(1 - Math.exp(-4.5), within(0.002));
        assertThat(ring.modes()).isEqualTo(8);
        assertThat(ring.leastShare()).isCloseTo(0.125 * Ring.TRUE_QUALITY, within(0.007));
    }

    @Test
    void goodMeansWithinThreeDeviationsOfTheNearestCentre() {
        for (int mode = 0; mode < 8; mode++) {
            assertThat(new Ring(TRUTH, new double[][] {near(mode, 0.0599), near(mode, -0.0599)}).quality())
                    .isEqualTo(1);
            assertThat(new Ring(TRUTH, new double[][] {near(mode, 0.0601), near(mode, -0.0601)}).quality())
                    .isZero();
        }
    }

    @Test
    void aCentreCountsFromATenthOfItsShareOn() {
        double[][] points = new double[800][];
        for (int i = 0; i < points.length; i++) points[i] = near(i < 9 ? 1 : i < 19 ? 2 : 5, 0);
        Ring ring = new Ring(TRUTH, points);
        assertThat(ring.modes()).as("9 of 800 are too few, 10 are enough").isEqualTo(2);
        assertThat(ring.leastShare()).isZero();
        assertThat(ring.quality()).isEqualTo(1);
    }

    @Test
    void aPointInTheMiddleIsNotGood() {
        assertThat(new Ring(TRUTH, new double[][] {{0, 0}}).quality()).isZero();
    }
}
