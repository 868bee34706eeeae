package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrajectoriesTest {
    private static final double[] TIMES = Integrator.grid(0, 1, 100);

    private final INDArray start = Clouds.normal(30, 2, new Random(31));

    @Test
    void straightLinesAtConstantSpeedHaveStraightnessZero() {
        INDArray velocity = Clouds.normal(30, 2, new Random(32));
        Solution solution = new RungeKutta4().integrate((t, x) -> velocity, TIMES, start);
        double length = velocity.norm2Number().doubleValue();
        assertThat(Trajectories.straightness(TIMES, solution.states())).isCloseTo(0, within(1e-12));
        assertThat(Trajectories.energy(TIMES, solution.states())).isCloseTo(length * length / 30, within(1e-10));
    }

    @Test
    void aQuarterOfACircleHasItsClosedForm() {
        // Turning by π/2 in unit time: ∫|v|² = (π/2)² r², and the chord is √2 r.
        INDArray turn = Nd4j.createFromArray(new double[][] {{0, Math.PI / 2}, {-Math.PI / 2, 0}});
        Solution solution = new RungeKutta4().integrate((t, x) -> x.mmul(turn), TIMES, start);
        double radius = start.norm2Number().doubleValue();
        double square = radius * radius / 30;
        assertThat(Trajectories.energy(TIMES, solution.states()))
                .isCloseTo(square * Math.PI * Math.PI / 4, within(1e-3 * square));
        assertThat(Trajectories.straightness(TIMES, solution.states()))
                .isCloseTo(square * (Math.PI * Math.PI / 4 - 2), within(1e-3 * square));
    }

    @Test
    void unevenSpeedOnAStraightLineCounts() {
        // x = t² on [0, 1]: ∫4t² = 4/3 and the chord is 1.
        Solution solution = new RungeKutta4().integrate((t, x) -> x.mul(0).add(2 * t), TIMES, start);
        assertThat(Trajectories.straightness(TIMES, solution.states())).isCloseTo(2 / 3.0, within(1e-3));
    }

    @Test
    void straightnessIsNeverNegativeAndDoesNotDependOnTheDirectionOfTime() {
        Random random = new Random(33);
        for (int trial = 0; trial < 20; trial++) {
            List<INDArray> states = List.of(
                    Clouds.normal(5, 3, random),
                    Clouds.normal(5, 3, random),
                    Clouds.normal(5, 3, random),
                    Clouds.normal(5, 3, random));
            double straightness = Trajectories.straightness(new double[] {0, 0.1, 0.7, 2}, states);
            assertThat(straightness).isGreaterThanOrEqualTo(0);
            List<INDArray> back = List.of(states.get(3), states.get(2), states.get(1), states.get(0));
            assertThat(Trajectories.straightness(new double[] {2, 0.7, 0.1, 0}, back))
                    .isCloseTo(straightness, within(1e-12));
        }
    }

    @Test
    void needsAStateForEachTime() {
        assertThatThrownBy(() -> Trajectories.energy(new double[] {0, 1}, List.of(start)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1 at 2");
    }
}
