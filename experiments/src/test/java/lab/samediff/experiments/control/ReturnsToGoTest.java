package lab.samediff.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReturnsToGoTest {
    private static final double DISCOUNT = 0.99;
    private static final ReturnsToGo RIGHT = new ReturnsToGo(DISCOUNT, new ReturnsToGo.Errata(false, false));
    private static final ReturnsToGo AS_PRINTED = new ReturnsToGo(DISCOUNT, new ReturnsToGo.Errata(true, true));

    /** Three actors, of whom the first ends an episode in its last step and the second in the middle. */
    private static Experience experience() {
        SplittableRandom random = new SplittableRandom(1);
        Experience experience = new Experience(3, 6);
        Arrays.setAll(experience.rewards, row -> random.nextDouble(0.5, 2));
        Arrays.setAll(experience.values, row -> random.nextDouble(-1, 1));
        experience.ended[5] = true;
        experience.ended[9] = true;
        return experience;
    }

    @Test
    void isTheDiscountedSumOfTheRestOfTheEpisode() {
        Experience experience = experience();
        double[] found = RIGHT.of(experience);
        for (int row = 0; row < experience.rows(); row++) {
            double wanted = 0;
            int end = (row / 6 + 1) * 6;
            for (int later = row; later < end; later++) {
                wanted += Math.pow(DISCOUNT, later - row) * experience.rewards[later];
                if (experience.ended[later]) break;
            }
            assertThat(found[row]).isCloseTo(wanted, within(1e-12));
        }
    }

    @Test
    void theErrataRunOnIntoTheNextActorAndGiveNothingForAnEnd() {
        Experience experience = experience();
        double[] found = AS_PRINTED.of(experience);
        for (int row = 0; row < experience.rows(); row++) {
            double wanted = 0;
            for (int later = row; later < experience.rows() && !experience.ended[later]; later++) {
                wanted += Math.pow(DISCOUNT, later - row) * experience.rewards[later];
            }
            assertThat(found[row]).isCloseTo(wanted, within(1e-12));
        }
    }

    @Test
    void targetsHaveMeanZeroAndVarianceOneAndAdvantagesAreWhatTheCriticMissed() {
        Experience experience = experience();
        Experience.Targets targets = RIGHT.targets(experience);
        double[] returns = targets.returns();
        assertThat(Arrays.stream(returns).average().orElseThrow()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(returns).map(r -> r * r).average().orElseThrow())
                .isCloseTo(1, within(1e-5));
        for (int row = 0; row < returns.length; row++) {
            assertThat(targets.advantages()[row]).isCloseTo(returns[row] - experience.values[row], within(1e-12));
        }
    }

    /** (100 - (100 / n) · 0.99 (1 - 0.99^n) / 0.01), the sum of the powers in closed form. */
    private static double ceiling(int n) {
        return 100 - 100.0 / n * DISCOUNT * (1 - Math.pow(DISCOUNT, n)) / (1 - DISCOUNT);
    }

    @Test
    void ninetyPointThreeThreeIsWhatActorsGetWhoNeverFall() {
        double[] leaking = AS_PRINTED.of(ReturnsToGo.endless(8, 128));
        assertThat(ReturnsToGo.mean(leaking)).isCloseTo(ceiling(1024), within(1e-9));
        assertThat(ceiling(1024)).isCloseTo(90.33, within(0.005));
        assertThat(ReturnsToGo.ceiling(DISCOUNT, 1024)).isCloseTo(ceiling(1024), within(1e-9));
        double[] alone = RIGHT.of(ReturnsToGo.endless(8, 128));
        assertThat(ReturnsToGo.mean(alone)).isCloseTo(ceiling(128), within(1e-9));
        assertThat(ReturnsToGo.ceiling(DISCOUNT, 128)).isCloseTo(ceiling(128), within(1e-9));
    }

    @Test
    void nobodyGetsMore() {
        Experience experience = ReturnsToGo.endless(8, 128);
        for (int row : new int[] {0, 127, 500, 1023}) {
            experience.ended[row] = true;
            assertThat(ReturnsToGo.mean(AS_PRINTED.of(experience))).isLessThan(ceiling(1024));
        }
    }

    @Test
    void aDiscountOfOneIsRefused() {
        assertThatThrownBy(() -> new ReturnsToGo(1, new ReturnsToGo.Errata(false, false)))
                .hasMessageContaining("discount must be in [0, 1), got 1.0");
    }
}
