package lab.samediff.experiments.diffusion;

import java.util.random.RandomGenerator;
import lab.samediff.models.dynamics.NoiseModel;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.dynamics.SdeIntegrator;
import lab.samediff.pipelines.points.Checkerboard;
import lab.samediff.pipelines.points.Points;
import org.hipparchus.special.Erf;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The uniform distribution on [−1, 1]² plus noise N(0, σ² I), in closed form. Its coordinates are independent with density
 * (Φ((x + 1)/σ) − Φ((x − 1)/σ)) / 2.
 */
final class NoisedSquare {
    /** The square itself, as one filled square of side 2. */
    static final Points POINTS = new Checkerboard(1, 2);

    /** ln ¼, in nats: the density of the square. */
    static final double LOG_DENSITY = -Math.log(4);

    /** Variance of a coordinate. */
    static final double VARIANCE = 1 / 3.0;

    private static final double ROOT = Math.sqrt(2);

    private NoisedSquare() {}

    /** ln p_σ(x, y) in nats. */
    static double logDensity(double x, double y, double sigma) {
        return Math.log(mass(x, sigma) / 2) + Math.log(mass(y, sigma) / 2);
    }

    /** E[ε | x_t = x] of one coordinate: (φ((x − 1)/σ) − φ((x + 1)/σ)) / (Φ((x + 1)/σ) − Φ((x − 1)/σ)). */
    static double noise(double x, double sigma) {
        return (density((x - 1) / sigma) - density((x + 1) / sigma)) / mass(x, sigma);
    }

    /** The best answer that a model of the noise can give. */
    static NoiseModel oracle(NoiseSchedule schedule) {
        return (t, x) -> {
            double sigma = schedule.sigma(t);
            double[] values = x.dup('c').data().asDouble();
            for (int i = 0; i < values.length; i++) values[i] = noise(values[i], sigma);
            return Nd4j.createFromArray(values).reshape(x.shape()).castTo(x.dataType());
        };
    }

    /** The share of the noised points that still lie within the square. */
    static double inside(double sigma) {
        // One coordinate stays inside with (1/2) ∫ Φ((1 − u)/σ) − Φ((−1 − u)/σ) du over [−1, 1], which is this.
        double width = 2 / sigma;
        double stays = Erf.erf(width / ROOT) - (density(0) - density(width)) * 2 / width;
        return stays * stays;
    }

    /** Standard deviation of a coordinate of the noised points. */
    static double deviation(double sigma) {
        return Math.sqrt(sigma * sigma + VARIANCE);
    }

    /** Points where sampling starts, N(0, deviation² I): float [n, 2]. */
    static INDArray start(int n, double deviation, RandomGenerator random) {
        return SdeIntegrator.increments(Nd4j.zeros(DataType.FLOAT, n, 2), deviation * deviation, random);
    }

    /** Φ((x + 1)/σ) − Φ((x − 1)/σ). */
    private static double mass(double x, double sigma) {
        // Symmetric in x; on the negative side both ends may be tails, which this difference keeps.
        double from = (Math.abs(x) - 1) / (ROOT * sigma);
        double to = (Math.abs(x) + 1) / (ROOT * sigma);
        return Erf.erf(from, to) / 2;
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
