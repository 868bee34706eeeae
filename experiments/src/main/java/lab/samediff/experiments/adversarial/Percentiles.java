package lab.samediff.experiments.adversarial;

import java.util.Arrays;
import lab.samediff.experiments.core.Run;
import org.hipparchus.stat.descriptive.rank.Percentile;

/** The spread of many numbers in a few. */
final class Percentiles {
    private Percentiles() {}

    /** Results {@code name_p5}, {@code name_p50}, {@code name_p95} and {@code name_max}. */
    static void report(Run run, String name, double[] values) {
        Percentile percentile = new Percentile();
        percentile.setData(values);
        for (int p : new int[] {5, 50, 95}) run.result(name + "_p" + p, percentile.evaluate(p));
        run.result(name + "_max", Arrays.stream(values).max().orElseThrow());
    }

    /** The share of numbers whose magnitude is within a hundredth of the largest. */
    static double atExtreme(double[] values) {
        double most = Arrays.stream(values).map(Math::abs).max().orElseThrow();
        return Arrays.stream(values).filter(v -> Math.abs(v) >= 0.99 * most).count() / (double) values.length;
    }
}
