package lab.samediff.experiments.adversarial;

import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.stat.correlation.Covariance;
import org.hipparchus.stat.descriptive.moment.Mean;

/**
 * The normal distribution with the mean and covariance of a cloud of points, to measure how far clouds are apart. Of
 * features of pictures it is the Fréchet inception distance of Heusel et al. 2017, arXiv:1706.08500, eq. 6, with whatever
 * network the features are from; its value depends on that network and, for few points, on their number.
 */
final class Frechet {
    private final RealVector mean;
    private final RealMatrix covariance;

    Frechet(RealVector mean, RealMatrix covariance) {
        this.mean = mean;
        this.covariance = covariance;
    }

    /**
     * Of points [n][d]; the covariance is the unbiased one.
     *
     * @throws IllegalArgumentException if there are fewer than two points
     */
    static Frechet of(double[][] points) {
        if (points.length < 2) throw new IllegalArgumentException("a covariance of " + points.length + " points");
        RealMatrix matrix = MatrixUtils.createRealMatrix(points);
        double[] means = new double[points[0].length];
        for (int j = 0; j < means.length; j++) means[j] = new Mean().evaluate(matrix.getColumn(j));
        return new Frechet(MatrixUtils.createRealVector(means), new Covariance(matrix).getCovarianceMatrix());
    }

    /** |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁^½ Σ₂ Σ₁^½)^½): the squared 2-Wasserstein distance of the two. */
    double distance(Frechet other) {
        double apart = mean.getDistance(other.mean);
        RealMatrix root = root(covariance);
        RealMatrix product = root.multiply(other.covariance).multiply(root);
        double shared = root(product).getTrace();
        return apart * apart + covariance.getTrace() + other.covariance.getTrace() - 2 * shared;
    }

    /** The positive semidefinite root; eigenvalues that rounding made negative count as zero. */
    static RealMatrix root(RealMatrix matrix) {
        // The product of three matrices is symmetric to rounding only.
        RealMatrix symmetric = matrix.add(matrix.transpose()).scalarMultiply(0.5);
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(symmetric);
        double[] roots = new double[matrix.getRowDimension()];
        for (int i = 0; i < roots.length; i++) roots[i] = Math.sqrt(Math.max(0, eigen.getEigenvalue(i)));
        return eigen.getV()
                .multiply(MatrixUtils.createRealDiagonalMatrix(roots))
                .multiply(eigen.getVT());
    }
}
