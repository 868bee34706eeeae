package lab.samediff.experiments.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One metric over a run.
 *
 * @param name the metric
 * @param steps [points], as logged
 * @param seconds [points], since the run began
 * @param values [points]; may hold NaN and infinities
 */
@SuppressWarnings("ArrayRecordComponent") // Series are drawn, never compared or hashed.
public record Series(String name, long[] steps, double[] seconds, double[] values) {
    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if they differ
     */
    public Series {
        if (steps.length != seconds.length || steps.length != values.length) {
            throw new IllegalArgumentException("metric '" + name + "' has " + steps.length + " steps, " + seconds.length
                    + " times and " + values.length + " values");
        }
    }

    /** How many points. */
    public int size() {
        return steps.length;
    }

    /** The steps as abscissae. */
    public double[] x() {
        return Arrays.stream(steps).asDoubleStream().toArray();
    }

    /**
     * The last value.
     *
     * @throws IllegalStateException if there is none
     */
    public double last() {
        if (values.length == 0) throw new IllegalStateException("metric '" + name + "' has no value");
        return values[values.length - 1];
    }

    /**
     * At most about {@code points} points that look the same when drawn: of each of points / 2 equal stretches the
     * smallest and the largest value, in their order, so that no spike is lost. A stretch that holds a value which is not
     * finite keeps one such value too.
     *
     * @throws IllegalArgumentException if points is less than 2
     */
    public Series thinned(int points) {
        if (points < 2) throw new IllegalArgumentException("cannot thin to " + points + " points; want 2 or more");
        if (size() <= points) return this;
        boolean[] keep = new boolean[size()];
        int stretches = points / 2;
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) i * size() / stretches);
            int to = (int) ((long) (i + 1) * size() / stretches);
            keepExtremes(keep, from, to);
        }
        int[] kept = IntStream.range(0, size()).filter(i -> keep[i]).toArray();
        return new Series(
                name,
                Arrays.stream(kept).mapToLong(i -> steps[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> seconds[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> values[i]).toArray());
    }

    private void keepExtremes(boolean[] keep, int from, int to) {
        int low = -1;
        int high = -1;
        int broken = -1;
        for (int i = from; i < to; i++) {
            if (!Double.isFinite(values[i])) {
                broken = i;
                continue;
            }
            if (low < 0 || values[i] < values[low]) low = i;
            if (high < 0 || values[i] > values[high]) high = i;
        }
        for (int i : new int[] {low, high, broken}) if (i >= 0) keep[i] = true;
    }
}
