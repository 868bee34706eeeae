package lab.samediff.experiments.report;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Mean, standard deviation and 95 % confidence interval over seeds.
 *
 * <p>With n values x_i, mean m and s² = Σ(x_i − m)² / (n − 1), the interval is m ± t₀.₉₇₅,ₙ₋₁ s / √n (Student 1908). It
 * takes seeds as independent and the values as about normal, and says nothing about one seed.
 *
 * @param n how many values
 * @param mean their mean; NaN where a value is NaN
 * @param standardDeviation s; empty for n = 1
 * @param halfWidth of the 95 % interval; empty for n = 1
 */
public record Statistics(int n, double mean, OptionalDouble standardDeviation, OptionalDouble halfWidth) {

    /**
     * Statistics of some values.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Statistics of(double... values) {
        int n = values.length;
        if (n == 0) throw new IllegalArgumentException("no values to take the mean of");
        double mean = Arrays.stream(values).sum() / n;
        if (n == 1) return new Statistics(1, mean, OptionalDouble.empty(), OptionalDouble.empty());
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        double deviation = Math.sqrt(squares / (n - 1));
        double half = quantile(0.975, n - 1) * deviation / Math.sqrt(n);
        return new Statistics(n, mean, OptionalDouble.of(deviation), OptionalDouble.of(half));
    }

    /** The p-quantile of Student's t with some degrees of freedom. */
    static double quantile(double p, int degrees) {
        return new TDistribution(degrees).inverseCumulativeProbability(p);
    }
}
