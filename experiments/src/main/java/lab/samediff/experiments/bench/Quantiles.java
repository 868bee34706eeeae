package lab.samediff.experiments.bench;

import java.util.Arrays;
import java.util.Collection;

/** The arithmetic of the table. */
final class Quantiles {
    private Quantiles() {}

    /** The middle value, or the mean of the two in the middle. */
    static double median(double... values) {
        return quantile(0.5, values);
    }

    /** The value below which a quarter lies. */
    static double lowerQuartile(double... values) {
        return quantile(0.25, values);
    }

    /**
     * The value at place p (n - 1) of the sorted values, linear in between.
     *
     * @throws IllegalArgumentException if there is no value
     */
    private static double quantile(double p, double... values) {
        if (values.length == 0) throw new IllegalArgumentException("no values to take a quantile of");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = p * (sorted.length - 1);
        int low = (int) place;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }

    /** exp of the mean of the logarithms; NaN for no values. */
    static double geometricMean(Collection<Double> values) {
        return Math.exp(values.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    }
}
