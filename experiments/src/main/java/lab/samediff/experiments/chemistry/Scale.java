package lab.samediff.experiments.chemistry;

import java.util.Arrays;

/**
 * Between values and a network's output: value = mean + deviation · output.
 *
 * @param mean in the unit of the values
 * @param deviation likewise, positive
 */
record Scale(double mean, double deviation) {
    /** The output is the value itself. */
    static final Scale NONE = new Scale(0, 1);

    /** What gives these values mean 0 and deviation 1; of equal values only the mean is taken off. */
    static Scale of(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return new Scale(mean, variance > 0 ? Math.sqrt(variance) : 1);
    }

    double toOutput(double value) {
        return (value - mean) / deviation;
    }

    double toValue(double output) {
        return mean + deviation * output;
    }
}
