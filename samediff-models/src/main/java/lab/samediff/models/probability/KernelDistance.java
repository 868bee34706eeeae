package lab.samediff.models.probability;

/** The maximum mean discrepancy of two samples. Gretton et al. 2012, A Kernel Two-Sample Test, JMLR 13. */
public final class KernelDistance {
    private KernelDistance() {}

    /**
     * MMD² = E k(a, a′) + E k(b, b′) − 2 E k(a, b) with k(x, y) = exp(−|x − y|² / 2 bandwidth²), without bias (their
     * lemma 6): its mean is 0 for samples of one distribution, so that it may be negative.
     *
     * @param a [n][d], n at least 2
     * @param b [m][d], m at least 2
     * @throws IllegalArgumentException if a sample has fewer than two points or the bandwidth is not positive
     */
    public static double squaredMmd(double[][] a, double[][] b, double bandwidth) {
        if (a.length < 2 || b.length < 2) {
            throw new IllegalArgumentException("both samples need two points, got " + a.length + " and " + b.length);
        }
        if (!(bandwidth > 0 && bandwidth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("bandwidth must be positive and finite, got " + bandwidth);
        }
        double across = 0;
        for (double[] x : a) for (double[] y : b) across += kernel(x, y, bandwidth);
        return within(a, bandwidth) + within(b, bandwidth) - 2 * across / a.length / b.length;
    }

    private static double within(double[][] points, double bandwidth) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) sum += kernel(points[i], points[j], bandwidth);
        }
        return 2 * sum / points.length / (points.length - 1);
    }

    private static double kernel(double[] x, double[] y, double bandwidth) {
        double square = 0;
        for (int k = 0; k < x.length; k++) square += (x[k] - y[k]) * (x[k] - y[k]);
        return Math.exp(-square / (2 * bandwidth * bandwidth));
    }
}
