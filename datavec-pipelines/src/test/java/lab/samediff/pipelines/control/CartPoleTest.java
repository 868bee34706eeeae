package lab.samediff.pipelines.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The numbers of Barto, Sutton and Anderson 1983 and of Gymnasium's CartPole-v1 are written down here once more. */
class CartPoleTest {
    private static final CartPole POLE = CartPole.v1();

    /**
     * One step by the balances of forces and torques, solved as a linear system: 1.1 x" + 0.05 cos θ θ" = F + 0.05 θ'² sin
     * θ and cos θ x" + 2/3 θ" = 9.8 sin θ.
     */
    private static double[] step(double[] s, int action) {
        double c = Math.cos(s[2]);
        double first = (action == 1 ? 10 : -10) + 0.05 * s[3] * s[3] * Math.sin(s[2]);
        double second = 9.8 * Math.sin(s[2]);
        double determinant = 1.1 * 2 / 3 - 0.05 * c * c;
        double x = (first * 2 / 3 - 0.05 * c * second) / determinant;
        double spin = (1.1 * second - c * first) / determinant;
        return new double[] {s[0] + 0.02 * s[1], s[1] + 0.02 * x, s[2] + 0.02 * s[3], s[3] + 0.02 * spin};
    }

    private static double[] anywhere(SplittableRandom random) {
        return new double[] {
            random.nextDouble(-2.4, 2.4), random.nextDouble(-3, 3), random.nextDouble(-1, 1), random.nextDouble(-4, 4)
        };
    }

    @Test
    void aStepSolvesTheEquationsOfMotion() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            double[] state = anywhere(random);
            int action = random.nextInt(2);
            assertThat(POLE.next(state, action)).containsExactly(step(state, action), within(1e-12));
        }
    }

    @Test
    void aPushAtRestIsTheFractionThatTheEquationsGive() {
        assertThat(POLE.next(new double[4], 1))
                .containsExactly(new double[] {0, 8.0 / 41, 0, -12.0 / 41}, within(1e-15));
    }

    @Test
    void aTrajectoryIsThatOfTheEquations() {
        double[] state = {0.01, -0.02, 0.03, -0.04};
        double[] wanted = state;
        for (int i = 0; i < 60; i++) {
            int action = i / 3 % 2;
            state = POLE.next(state, action);
            wanted = step(wanted, action);
        }
        assertThat(state).containsExactly(wanted, within(1e-10));
    }

    @Test
    void leftAndRightAreAlike() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100; i++) {
            double[] state = anywhere(random);
            double[] mirrored = Arrays.stream(state).map(x -> -x).toArray();
            double[] wanted = Arrays.stream(POLE.next(state, 0)).map(x -> -x).toArray();
            assertThat(POLE.next(mirrored, 1)).containsExactly(wanted);
        }
    }

    @Test
    void aStepLeavesTheStateThatItIsGiven() {
        double[] state = {1, 2, 0.1, 4};
        POLE.next(state, 0);
        assertThat(state).containsExactly(1, 2, 0.1, 4);
    }

    @Test
    void theEndIsBeyondTwelveDegreesAndTwoPointFourMetres() {
        double twelve = Math.PI / 15;
        for (double side : new double[] {-1, 1}) {
            assertThat(POLE.terminal(new double[] {0, 9, side * (twelve - 1e-9), 9}))
                    .isFalse();
            assertThat(POLE.terminal(new double[] {0, 0, side * (twelve + 1e-9), 0}))
                    .isTrue();
            assertThat(POLE.terminal(new double[] {side * 2.4, 0, 0, 0})).isFalse();
            assertThat(POLE.terminal(new double[] {side * (2.4 + 1e-9), 0, 0, 0}))
                    .isTrue();
        }
    }

    @Test
    void startsAreUniformOnATwentiethToEachSide() {
        SplittableRandom random = new SplittableRandom(3);
        double[] sums = new double[4];
        double[] squares = new double[4];
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            double[] state = POLE.start(random);
            assertThat(Arrays.stream(state)).allMatch(x -> Math.abs(x) <= 0.05);
            for (int k = 0; k < 4; k++) {
                sums[k] += state[k] / n;
                squares[k] += state[k] * state[k] / n;
            }
        }
        double variance = 0.05 * 0.05 / 3;
        assertThat(sums).containsExactly(new double[4], within(4 * Math.sqrt(variance / n)));
        double spread = 4 * variance * Math.sqrt(0.8 / n);
        assertThat(squares).containsExactly(new double[] {variance, variance, variance, variance}, within(spread));
    }

    @Test
    void whatIsSeenIsTheState() {
        assertThat(POLE.observe(new double[] {1, -2, 0.1, 4})).containsExactly(1, -2, 0.1f, 4);
        assertThat(POLE.observations()).isEqualTo(4);
        assertThat(POLE.actions()).isEqualTo(2);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> POLE.next(new double[4], 2)).hasMessageContaining("0 (left) and 1 (right), got 2");
        assertThatThrownBy(() -> POLE.next(new double[3], 0)).hasMessageContaining("4 numbers, got 3");
        assertThatThrownBy(() -> new CartPole(0)).hasMessageContaining("limit must be at least 1 step, got 0");
    }
}
