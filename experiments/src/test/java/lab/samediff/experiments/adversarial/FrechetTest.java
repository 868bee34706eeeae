package lab.samediff.experiments.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class FrechetTest {
    private final Random random = new Random(5);

    private static Frechet normal(double[] mean, RealMatrix covariance) {
        return new Frechet(MatrixUtils.createRealVector(mean), covariance);
    }

    private static RealMatrix diagonal(double... values) {
        return MatrixUtils.createRealDiagonalMatrix(values);
    }

    private double[][] cloud(int n, int d) {
        double[][] points = new double[n][d];
        for (double[] point : points) for (int j = 0; j < d; j++) point[j] = random.nextGaussian();
        return points;
    }

    private RealMatrix positive(int d) {
        RealMatrix a = MatrixUtils.createRealMatrix(cloud(d + 2, d));
        return a.transpose().multiply(a);
    }

    /** On the line: (μ₁ - μ₂)² + (σ₁ - σ₂)². */
    @Test
    void onTheLineItIsTheClosedForm() {
        Frechet a = normal(new double[] {3}, diagonal(4));
        Frechet b = normal(new double[] {-1}, diagonal(25));
        assertThat(a.distance(b)).isCloseTo(16 + 9, within(1e-12));
    }

    @Test
    void alongSharedAxesTheDeviationsCountOneByOne() {
        RealMatrix turn = new QRDecomposition(MatrixUtils.createRealMatrix(cloud(3, 3))).getQ();
        Frechet a = normal(new double[3], turn.multiply(diagonal(1, 4, 0)).multiply(turn.transpose()));
        Frechet b = normal(new double[3], turn.multiply(diagonal(9, 4, 16)).multiply(turn.transpose()));
        assertThat(a.distance(b)).isCloseTo(4 + 0 + 16, within(1e-7));
    }

    /** In the plane tr √M = √(tr M + 2 √det M), with M = Σ₁Σ₂, which is not symmetric. */
    @Test
    void inThePlaneItAgreesWithTraceAndDeterminant() {
        for (int i = 0; i < 20; i++) {
            RealMatrix one = positive(2);
            RealMatrix two = positive(2);
            RealMatrix m = one.multiply(two);
            double determinant = m.getEntry(0, 0) * m.getEntry(1, 1) - m.getEntry(0, 1) * m.getEntry(1, 0);
            double root = Math.sqrt(m.getTrace() + 2 * Math.sqrt(determinant));
            double wanted = one.getTrace() + two.getTrace() - 2 * root;
            double[] origin = new double[2];
            assertThat(normal(origin, one).distance(normal(origin, two)))
                    .isCloseTo(wanted, within(1e-9 * (1 + wanted)));
        }
    }

    @Test
    void isSymmetricVanishesOnItselfAndGrowsWithTheSquareOfScale() {
        double[][] x = cloud(50, 6);
        double[][] y = cloud(70, 6);
        double distance = Frechet.of(x).distance(Frechet.of(y));
        assertThat(distance).isPositive();
        assertThat(Frechet.of(y).distance(Frechet.of(x))).isCloseTo(distance, within(1e-10));
        assertThat(Frechet.of(x).distance(Frechet.of(x))).isCloseTo(0, within(1e-10));
        assertThat(Frechet.of(scaled(x, -3)).distance(Frechet.of(scaled(y, -3))))
                .isCloseTo(9 * distance, within(1e-9));
    }

    private static double[][] scaled(double[][] points, double factor) {
        return MatrixUtils.createRealMatrix(points).scalarMultiply(factor).getData();
    }

    @Test
    void aShiftedCloudIsItsSquaredShiftAway() {
        double[][] x = cloud(40, 3);
        double[][] y = MatrixUtils.createRealMatrix(x).copy().getData();
        for (double[] point : y) point[1] += 2;
        assertThat(Frechet.of(x).distance(Frechet.of(y))).isCloseTo(4, within(1e-9));
    }

    @Test
    void rootsSquareToTheMatrixAlsoWhereItIsSingular() {
        for (RealMatrix matrix : new RealMatrix[] {positive(5), diagonal(0, 0, 7), diagonal(0, 0)}) {
            RealMatrix root = Frechet.root(matrix);
            assertThat(root.multiply(root).subtract(matrix).getNormInfty()).isLessThan(1e-10 * (1 + matrix.getTrace()));
        }
    }

    @Test
    void onePointHasNoCovariance() {
        assertThatThrownBy(() -> Frechet.of(new double[1][2])).hasMessageContaining("covariance of 1 points");
    }
}
