package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** On a clock that the test moves. */
class LapsTest {
    private static final long MILLI = 1_000_000;

    private long now;
    private int done;

    /** Runs until no lap is wanted; the lap of number i takes {@code nanos(i)}. */
    private Timing run(double warmUp, double counted, IntToLongFunction nanos) {
        Laps laps = new Laps(() -> now, warmUp, counted);
        while (laps.more()) {
            laps.begin();
            now += nanos.applyAsLong(done++);
        }
        return laps.timing();
    }

    @Test
    void slowLapsOfTheWarmUpAreNotCounted() {
        Timing timing = run(1, 2, i -> now < 1000 * MILLI ? 20 * MILLI : 5 * MILLI);
        assertThat(timing.median()).isEqualTo(5);
        assertThat(timing.steps()).isEqualTo(2000 / 5);
    }

    @Test
    void theWarmUpGoesOnUntilThirtyLapsAreDone() {
        Timing timing = run(1, 2, i -> i < 30 ? 60 * MILLI : 5 * MILLI);
        assertThat(timing.median()).isEqualTo(5);
    }

    @Test
    void butNotLongerThanThreeTimesItsLength() {
        run(1, 2, i -> 500 * MILLI);
        assertThat(done).isEqualTo(6 + 8 + 1);
    }

    @Test
    void atLeastEightAndAtMostTwoThousandLapsCount() {
        assertThat(run(0, 2, i -> 1000 * MILLI).steps()).isEqualTo(8);
        assertThat(run(0, 2, i -> 1).steps()).isEqualTo(2000);
    }

    @Test
    void medianAndQuartileAreThoseOfTheLaps() {
        Timing timing = run(0, 0, i -> (i + 1) * MILLI);
        assertThat(timing.median()).isCloseTo(4.5, within(1e-12));
        assertThat(timing.p25()).isCloseTo(2.75, within(1e-12));
    }

    @Test
    void withoutALapThereIsNoTime() {
        assertThatIllegalStateException().isThrownBy(new Laps(1, 1)::timing);
    }
}
