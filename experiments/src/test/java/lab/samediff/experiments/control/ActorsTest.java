package lab.samediff.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import lab.samediff.models.control.ActorCritic;
import lab.samediff.models.graph.Params;
import lab.samediff.pipelines.control.CartPole;
import org.junit.jupiter.api.Test;

class ActorsTest {
    private static final int HORIZON = 40;
    private static final int COUNT = 3;

    private final Networks networks = new Networks(new ActorCritic(4, 2, 8, 1), new Params(1));

    private Experience play(int limit, boolean limitEnds) {
        return new Actors(new CartPole(limit), COUNT, limitEnds, new SplittableRandom(2)).play(networks, HORIZON);
    }

    private double value(double... state) {
        return networks.of(new float[][] {new CartPole(1).observe(state)})[0].value();
    }

    /** The state after a step, from what was seen before it. */
    private static double[] arrived(Experience experience, int row) {
        double[] state = new double[4];
        for (int i = 0; i < 4; i++) state[i] = experience.seen[row][i];
        return new CartPole(1).next(state, experience.actions[row]);
    }

    @Test
    void eachStepIsFollowedByTheOneThatTheEquationsGive() {
        Experience experience = play(500, false);
        int checked = 0;
        for (int row = 0; row < experience.rows(); row++) {
            if (experience.ended[row] || (row + 1) % HORIZON == 0) continue;
            double[] wanted = arrived(experience, row);
            for (int i = 0; i < 4; i++) {
                assertThat((double) experience.seen[row + 1][i]).isCloseTo(wanted[i], within(1e-5));
            }
            assertThat(experience.following[row]).isEqualTo(experience.values[row + 1]);
            checked++;
        }
        assertThat(checked).isGreaterThan(COUNT * HORIZON / 2);
    }

    @Test
    void nothingIsExpectedAfterAFallAndTheNextEpisodeBegins() {
        Experience experience = play(500, false);
        int falls = 0;
        for (int row = 0; row < experience.rows(); row++) {
            if (!experience.ended[row]) continue;
            assertThat(experience.following[row]).isZero();
            assertThat(new CartPole(1).terminal(arrived(experience, row))).isTrue();
            if ((row + 1) % HORIZON != 0) {
                for (float seen : experience.seen[row + 1])
                    assertThat(Math.abs(seen)).isLessThanOrEqualTo(0.05f);
            }
            falls++;
        }
        assertThat(falls).isPositive();
    }

    @Test
    void whereTheLimitCutsOffTheCriticSaysWhatWouldHaveFollowed() {
        Experience experience = play(5, false);
        Experience taken = play(5, true);
        for (int row = 0; row < experience.rows(); row++) {
            boolean cutOff = row % HORIZON % 5 == 4;
            assertThat(experience.ended[row]).isEqualTo(cutOff);
            if (!cutOff) continue;
            assertThat(experience.following[row]).isCloseTo(value(arrived(experience, row)), within(1e-5));
            assertThat(experience.following[row]).isNotZero();
            assertThat(taken.following[row]).isZero();
        }
    }

    @Test
    void afterTheLastStepTheCriticSpeaksForTheRest() {
        Experience experience = play(500, false);
        for (int actor = 0; actor < COUNT; actor++) {
            int row = actor * HORIZON + HORIZON - 1;
            double wanted = experience.ended[row] ? 0 : value(arrived(experience, row));
            assertThat(experience.following[row]).isCloseTo(wanted, within(1e-5));
        }
    }

    @Test
    void policiesAndValuesAreThoseOfTheNetworks() {
        Experience experience = play(500, false);
        Networks.Opinion[] again = networks.of(experience.seen);
        for (int row = 0; row < experience.rows(); row++) {
            assertThat(experience.values[row]).isCloseTo(again[row].value(), within(1e-5));
            assertThat(experience.logProbability(row))
                    .isCloseTo(again[row].policy().logProbability(experience.actions[row]), within(1e-5));
        }
    }
}
