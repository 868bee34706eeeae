package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
    static Stream<Schedule> schedules() {
        return Stream.of(
                new Schedule.Constant(),
                new Schedule.StepDecay(7, 0.5),
                new Schedule.StepDecay(1, 1),
                new Schedule.Cosine(0, 40, 0),
                new Schedule.Cosine(10, 50, 0.1),
                new Schedule.Linear(0, 40, 0),
                new Schedule.Linear(10, 50, 0.1),
                new Schedule.Linear(10, 11, 1));
    }

    static Stream<Schedule> warmedUp() {
        return Stream.of(new Schedule.Cosine(10, 1000, 0.1), new Schedule.Linear(10, 1000, 0.1));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void factorsAreBetweenZeroAndOne(Schedule schedule) {
        for (long step = 0; step < 200; step++)
            assertThat(schedule.factor(step)).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void factorsRiseOnlyDuringTheWarmUp(Schedule schedule) {
        boolean falling = false;
        for (long step = 1; step < 200; step++) {
            double change = schedule.factor(step) - schedule.factor(step - 1);
            if (change < 0) falling = true;
            if (falling) assertThat(change).isLessThanOrEqualTo(0);
            if (change > 0) assertThat(step).isLessThan(10);
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void theFirstStepMovesSomething(Schedule schedule) {
        assertThat(schedule.factor(0)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("warmedUp")
    void theWarmUpIsALineThatReachesOneWhereTheDecayBegins(Schedule schedule) {
        for (int step = 0; step < 10; step++)
            assertThat(schedule.factor(step)).isCloseTo((step + 1) / 10.0, within(1e-15));
        assertThat(schedule.factor(9)).isEqualTo(1);
        assertThat(schedule.factor(10)).isEqualTo(1);
        assertThat(schedule.factor(11)).isLessThan(1).isGreaterThan(0.998);
    }

    @Test
    void constantIsOne() {
        assertThat(new Schedule.Constant().factor(0)).isEqualTo(1);
        assertThat(new Schedule.Constant().factor(Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void stepDecayHalvesAtEachWholePeriod() {
        Schedule schedule = new Schedule.StepDecay(3, 0.5);
        double[] expected = {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125};
        for (int step = 0; step < expected.length; step++)
            assertThat(schedule.factor(step)).isEqualTo(expected[step]);
    }

    @Test
    void cosineHasItsValuesAtTheCorners() {
        Schedule schedule = new Schedule.Cosine(4, 16, 0.2);
        assertThat(schedule.factor(0)).isEqualTo(0.25);
        assertThat(schedule.factor(3)).isEqualTo(1);
        assertThat(schedule.factor(4)).isEqualTo(1);
        // A third of the way cos(π/3) = 1/2: 0.2 + 0.8 · 3/4; half of the way 0.2 + 0.8/2.
        assertThat(schedule.factor(8)).isCloseTo(0.8, within(1e-15));
        assertThat(schedule.factor(10)).isCloseTo(0.6, within(1e-15));
        assertThat(schedule.factor(16)).isCloseTo(0.2, within(1e-15));
        assertThat(schedule.factor(1_000_000)).isCloseTo(0.2, within(1e-15));
    }

    @Test
    void linearHasItsValuesAtTheCorners() {
        Schedule schedule = new Schedule.Linear(4, 16, 0.2);
        assertThat(schedule.factor(0)).isEqualTo(0.25);
        assertThat(schedule.factor(4)).isEqualTo(1);
        assertThat(schedule.factor(7)).isCloseTo(0.8, within(1e-15));
        assertThat(schedule.factor(10)).isCloseTo(0.6, within(1e-15));
        assertThat(schedule.factor(16)).isCloseTo(0.2, within(1e-15));
        assertThat(schedule.factor(1_000_000)).isCloseTo(0.2, within(1e-15));
    }

    @Test
    void linearToZeroEndsAtExactlyZero() {
        assertThat(new Schedule.Linear(0, 3, 0).factor(3)).isZero();
        assertThat(new Schedule.Cosine(0, 3, 0).factor(3)).isZero();
    }

    @Test
    void badArgumentsAreRejectedByNameAndValue() {
        assertThatThrownBy(() -> new Schedule.StepDecay(0, 0.5)).hasMessage("every must be at least 1, got 0");
        assertThatThrownBy(() -> new Schedule.StepDecay(1, 0)).hasMessage("decay must be in (0, 1], got 0.0");
        assertThatThrownBy(() -> new Schedule.StepDecay(1, 1.5)).hasMessage("decay must be in (0, 1], got 1.5");
        assertThatThrownBy(() -> new Schedule.Cosine(-1, 5, 0)).hasMessage("wants 0 <= warmup < total, got -1 and 5");
        assertThatThrownBy(() -> new Schedule.Linear(5, 5, 0)).hasMessage("wants 0 <= warmup < total, got 5 and 5");
        assertThatThrownBy(() -> new Schedule.Cosine(0, 5, 1.1)).hasMessage("floor must be in [0, 1], got 1.1");
        assertThatThrownBy(() -> new Schedule.Linear(0, 5, Double.NaN)).hasMessage("floor must be in [0, 1], got NaN");
    }
}
