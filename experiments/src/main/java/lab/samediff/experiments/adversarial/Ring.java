package lab.samediff.experiments.adversarial;

import java.util.Arrays;
import lab.samediff.pipelines.points.EightGaussians;

/**
 * Samples beside eight Gaussians on a ring: a sample belongs to the nearest centre and is good if it lies within three
 * standard deviations of it. Metz et al. 2017, arXiv:1611.02163, made the ring; Srivastava et al. 2017,
 * arXiv:1705.07761, the two counts.
 */
final class Ring {
    /** The share of the true distribution within three standard deviations, in the plane: 1 − e^(−9/2). */
    static final double TRUE_QUALITY = -Math.expm1(-4.5);

    private static final int MODES = 8;
    private static final double DEVIATIONS = 3;

    private final int[] good = new int[MODES];
    private final int samples;

    /** Counts points [n][2]. */
    Ring(EightGaussians truth, double[][] points) {
        samples = points.length;
        double reach = DEVIATIONS * Math.sqrt(truth.variance());
        for (double[] point : points) {
            int nearest = Math.floorMod(Math.round(Math.atan2(point[1], point[0]) / (2 * Math.PI) * MODES), MODES);
            double angle = 2 * Math.PI * nearest / MODES;
            double x = point[0] - truth.radius() * Math.cos(angle);
            double y = point[1] - truth.radius() * Math.sin(angle);
            if (Math.hypot(x, y) <= reach) good[nearest]++;
        }
    }

    /** The share of good samples. */
    double quality() {
        return (double) Arrays.stream(good).sum() / samples;
    }

    /** How many of the centres have at least a tenth of their share of the samples as good ones. */
    int modes() {
        return (int) Arrays.stream(good)
                .filter(count -> 10.0 * MODES * count >= samples)
                .count();
    }

    /** The good samples of the least visited centre, as a share of all samples; 1/8 at most. */
    double leastShare() {
        return (double) Arrays.stream(good).min().orElseThrow() / samples;
    }
}
