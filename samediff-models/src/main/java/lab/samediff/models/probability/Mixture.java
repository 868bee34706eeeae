package lab.samediff.models.probability;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A mixture of equally likely Gaussians N(centre_k, variance·I) in d dimensions, with its density and score in closed
 * form. Adding Gaussian noise gives such a mixture again, see {@link #noised}.
 */
public final class Mixture {
    private final double[][] centres;
    private final double variance;

    private Mixture(double[][] centres, double variance) {
        this.centres = centres;
        this.variance = variance;
    }

    /**
     * A mixture.
     *
     * @param centres [components][d], at least one
     * @param variance of each coordinate about its centre, positive and finite
     * @throws IllegalArgumentException if there is no centre, their lengths differ, or a number is out of range
     */
    public static Mixture of(double[][] centres, double variance) {
        if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("variance must be positive and finite, got " + variance);
        }
        if (centres.length == 0) throw new IllegalArgumentException("a mixture has at least one centre");
        for (double[] centre : centres) {
            if (centre.length != centres[0].length || !Arrays.stream(centre).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("centres must be finite and all in " + centres[0].length
                        + " dimensions, got " + Arrays.toString(centre));
            }
        }
        return new Mixture(Arrays.stream(centres).map(double[]::clone).toArray(double[][]::new), variance);
    }

    /** {@code count} centres on a circle about the origin of the plane, the first on the positive x axis. */
    public static Mixture ring(int count, double radius, double variance) {
        double[][] centres = new double[count][];
        for (int k = 0; k < count; k++) {
            double angle = 2 * Math.PI * k / count;
            centres[k] = new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
        }
        return of(centres, variance);
    }

    /** The density of a point of this mixture plus noise N(0, deviation²·I). */
    public Mixture noised(double deviation) {
        return new Mixture(centres, variance + deviation * deviation);
    }

    /** ln p(x) in nats. */
    public double logDensity(double... x) {
        double[] logs = logWeights(x);
        double peak = Arrays.stream(logs).max().orElseThrow();
        double sum = Arrays.stream(logs).map(log -> Math.exp(log - peak)).sum();
        return peak + Math.log(sum) - Math.log(centres.length) - 0.5 * x.length * Math.log(2 * Math.PI * variance);
    }

    /** ∇ ln p(x) = Σ_k P(k | x) (centre_k − x) / variance. */
    public double[] score(double... x) {
        Categorical component = component(x);
        double[] score = new double[x.length];
        for (int k = 0; k < centres.length; k++) {
            double weight = component.probability(k) / variance;
            for (int i = 0; i < x.length; i++) score[i] += weight * (centres[k][i] - x[i]);
        }
        return score;
    }

    /** P(k | x), from which component the point x may come. */
    public Categorical component(double... x) {
        return Categorical.ofLogits(logWeights(x));
    }

    /** A draw. */
    public double[] sample(RandomGenerator random) {
        double[] x = centres[random.nextInt(centres.length)].clone();
        for (int i = 0; i < x.length; i++) x[i] += Math.sqrt(variance) * random.nextGaussian();
        return x;
    }

    private double[] logWeights(double[] x) {
        if (x.length != centres[0].length) {
            throw new IllegalArgumentException(
                    "a point of " + x.length + " coordinates, but the mixture has " + centres[0].length);
        }
        double[] logs = new double[centres.length];
        for (int k = 0; k < centres.length; k++) {
            double square = 0;
            for (int i = 0; i < x.length; i++) square += (x[i] - centres[k][i]) * (x[i] - centres[k][i]);
            logs[k] = -0.5 * square / variance;
        }
        return logs;
    }
}
