package lab.samediff.models.probability;

import java.util.random.RandomGenerator;

/**
 * The normal distribution N(mean, deviation²) on the line. That of a vector with independent entries has the sums of
 * its entries' log-densities, entropies and divergences.
 *
 * @param mean finite
 * @param deviation standard deviation, positive and finite
 */
public record Gaussian(double mean, double deviation) {
    /** N(0, 1). */
    public static final Gaussian STANDARD = new Gaussian(0, 1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the mean is not finite or the deviation not positive and finite
     */
    public Gaussian {
        if (!Double.isFinite(mean)) throw new IllegalArgumentException("mean must be finite, got " + mean);
        if (!(deviation > 0 && Double.isFinite(deviation))) {
            throw new IllegalArgumentException("deviation must be positive and finite, got " + deviation);
        }
    }

    /** ln p(x) = -½ ((x - mean) / deviation)² - ln deviation - ½ ln 2π, in nats. */
    public double logDensity(double x) {
        double standardised = (x - mean) / deviation;
        return -0.5 * standardised * standardised - Math.log(deviation) - 0.5 * Math.log(2 * Math.PI);
    }

    /** ½ ln(2πe deviation²), in nats; negative for small deviations. */
    public double entropy() {
        return 0.5 * Math.log(2 * Math.PI * Math.E) + Math.log(deviation);
    }

    /** The Kullback-Leibler divergence ∫ p ln(p/q) of this p from {@code other} q, in nats; 0 only if they are equal. */
    public double divergenceFrom(Gaussian other) {
        double ratio = deviation / other.deviation;
        double shift = (mean - other.mean) / other.deviation;
        return 0.5 * (ratio * ratio + shift * shift - 1) - Math.log(ratio);
    }

    /** A draw. */
    public double sample(RandomGenerator random) {
        return mean + deviation * random.nextGaussian();
    }
}
