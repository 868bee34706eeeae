package lab.samediff.experiments.dynamics;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.Statistics;

/**
 * The order of a method: the slope of log |error| against log step, each level weighted by how well its error is known,
 * with a 95 % interval by leaving out each batch of paths in turn (jackknife; Efron and Stein 1981,
 * doi:10.1214/aos/1176345462).
 *
 * @param order the slope
 * @param halfWidth half the width of its interval
 * @param sizes steps
 * @param errors |mean error| at each
 * @param halfWidths of the intervals of the errors
 */
@SuppressWarnings("ArrayRecordComponent") // Fits are drawn, never compared or hashed.
record OrderFit(double order, double halfWidth, double[] sizes, double[] errors, double[] halfWidths) {
    /**
     * A fit.
     *
     * @param sizes steps, one per level
     * @param batches [batches][levels] mean errors of each batch, with their signs; at least two batches
     * @param from the first level that counts; those before it are only drawn
     */
    static OrderFit of(double[] sizes, double[][] batches, int from) {
        int n = batches.length;
        double[] errors = new double[sizes.length];
        double[] widths = new double[sizes.length];
        double[] weights = new double[sizes.length];
        for (int level = 0; level < sizes.length; level++) {
            int at = level;
            Statistics over = Statistics.of(
                    Arrays.stream(batches).mapToDouble(batch -> batch[at]).toArray());
            errors[level] = over.mean();
            widths[level] = over.halfWidth().orElseThrow();
            weights[level] = level < from ? 0 : Math.pow(errors[level] / widths[level], 2);
        }
        double whole = slope(sizes, errors, weights);
        double[] without = IntStream.range(0, n)
                .mapToDouble(b -> {
                    double[] left = new double[sizes.length];
                    Arrays.setAll(left, level -> (n * errors[level] - batches[b][level]) / (n - 1));
                    return slope(sizes, left, weights);
                })
                .toArray();
        Statistics spread = Statistics.of(without);
        // The jackknife's variance is (n − 1)² / n times that of the values that leave one out.
        double half = spread.halfWidth().orElseThrow() * (n - 1);
        return new OrderFit(
                whole, half, sizes, Arrays.stream(errors).map(Math::abs).toArray(), widths);
    }

    private static double slope(double[] sizes, double[] errors, double[] weights) {
        double total = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < sizes.length; i++) {
            total += weights[i];
            meanX += weights[i] * Math.log(sizes[i]);
            meanY += weights[i] * Math.log(Math.abs(errors[i]));
        }
        meanX /= total;
        meanY /= total;
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < sizes.length; i++) {
            double x = Math.log(sizes[i]) - meanX;
            covariance += weights[i] * x * (Math.log(Math.abs(errors[i])) - meanY);
            variance += weights[i] * x * x;
        }
        return covariance / variance;
    }

    /** Adds the errors with their intervals to a chart. */
    Chart draw(Chart chart, String label) {
        double[] low = new double[sizes.length];
        double[] high = new double[sizes.length];
        Arrays.setAll(low, i -> errors[i] - halfWidths[i]);
        Arrays.setAll(high, i -> errors[i] + halfWidths[i]);
        return chart.band(label, sizes, low, high).series(label, sizes, errors);
    }
}
