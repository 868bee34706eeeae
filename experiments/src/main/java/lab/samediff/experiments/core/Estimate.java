package lab.samediff.experiments.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * A metric over seeds.
 *
 * @param mean mean over the seeds
 * @param halfWidth half the width of Student's 95 % interval of the mean; 0 for one seed, which has none
 * @param n number of seeds, at least 1
 */
public record Estimate(double mean, double halfWidth, int n) {

    /** The estimate of {@code metric} from the results of each seed; empty if no seed has it. */
    static Optional<Estimate> of(String metric, List<Map<String, Double>> finals) {
        StreamingStatistics statistics = new StreamingStatistics();
        finals.stream().map(f -> f.get(metric)).filter(Objects::nonNull).forEach(statistics::addValue);
        int n = (int) statistics.getN();
        if (n == 0) {
            return Optional.empty();
        }
        double halfWidth = n == 1
                ? 0
                : new TDistribution(n - 1).inverseCumulativeProbability(0.975)
                        * statistics.getStandardDeviation()
                        / Math.sqrt(n);
        return Optional.of(new Estimate(statistics.getMean(), halfWidth, n));
    }

    /** Such as {@code 0.9712 ± 0.0031 (n = 3)}. */
    public String text() {
        String interval = n == 1 ? "" : " ± " + number(halfWidth);
        return number(mean) + interval + " (n = " + n + ")";
    }

    /** Four significant digits or more where the integer part has more, the same on every system. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= 1e7 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
