package lab.samediff.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times the turns of a loop: some to warm up, then those that count.
 *
 * <pre>{@code
 * while (laps.more()) {
 *     laps.begin();
 *     step();
 * }
 * }</pre>
 *
 * <p>A lap ends where the next begins, so the last one is not counted.
 */
final class Laps {
    private static final int WARM_LAPS = 30;
    private static final int LONGEST_WARM_UP = 3;
    private static final int FEWEST = 8;
    private static final int MOST = 2000;
    private static final double NANOS = 1e9;

    private final LongSupplier clock;
    private final double warmUp;
    private final double counted;
    private final List<Long> marks = new ArrayList<>();
    private long first;
    private int warmLaps;
    private boolean warm;

    /**
     * Laps on the system's clock.
     *
     * @param warmUp seconds; goes on until 30 laps are done too, but for no more than three times as long
     * @param counted seconds; goes on until 8 laps are done too, and ends after 2,000
     */
    Laps(double warmUp, double counted) {
        this(System::nanoTime, warmUp, counted);
    }

    Laps(LongSupplier clock, double warmUp, double counted) {
        this.clock = clock;
        this.warmUp = warmUp;
        this.counted = counted;
    }

    /** Whether another lap is wanted. */
    boolean more() {
        int done = marks.size() - 1;
        if (done < FEWEST) return true;
        return done < MOST && seconds(marks.get(0), marks.get(done)) < counted;
    }

    /** A lap begins, and the one before it ends. */
    void begin() {
        long now = clock.getAsLong();
        if (!warm) {
            if (warmLaps == 0) first = now;
            double gone = seconds(first, now);
            warm = gone >= LONGEST_WARM_UP * warmUp || (gone >= warmUp && warmLaps >= WARM_LAPS);
            warmLaps++;
        }
        if (warm) marks.add(now);
    }

    /**
     * The laps that count.
     *
     * @throws IllegalStateException if there is none so far
     */
    Timing timing() {
        if (marks.size() < 2) throw new IllegalStateException("no lap was counted");
        double[] times = new double[marks.size() - 1];
        for (int i = 0; i < times.length; i++) times[i] = 1e3 * seconds(marks.get(i), marks.get(i + 1));
        return new Timing(Quantiles.median(times), Quantiles.lowerQuartile(times), times.length);
    }

    private static double seconds(long from, long to) {
        return (to - from) / NANOS;
    }
}
