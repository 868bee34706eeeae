package lab.samediff.pipelines.points;

import java.util.random.RandomGenerator;

/**
 * The spiral of the Swiss roll seen from its end: scale·(t cos t, t sin t) with t uniform on [3π/2, 9π/2) and Gaussian
 * noise added before scaling. The label is t. These are axes 0 and 2 of scikit-learn's {@code make_swiss_roll}.
 *
 * @param noise standard deviation of the noise on each coordinate before scaling, not negative
 * @param scale factor of both coordinates, above 0
 */
public record SwissRoll(double noise, double scale) implements Points {
    /**
     * A Swiss roll.
     *
     * @throws IllegalArgumentException if the noise is negative, the scale not positive, or a value not finite
     */
    public SwissRoll {
        LabelledPoints.requireNotNegative("noise", noise);
        LabelledPoints.requirePositive("scale", scale);
    }

    /** The usual size for generative models: a tenth of scikit-learn's, within about ±1.4. */
    public static SwissRoll small(double noise) {
        return new SwissRoll(noise, 0.1);
    }

    @Override
    public LabelledPoints draw(int n, RandomGenerator random) {
        LabelledPoints points = new LabelledPoints(n);
        for (int i = 0; i < n; i++) {
            double t = 1.5 * Math.PI * (1 + 2 * random.nextDouble());
            double x = t * StrictMath.cos(t) + noise * random.nextGaussian();
            double y = t * StrictMath.sin(t) + noise * random.nextGaussian();
            points.set(i, scale * x, scale * y, t);
        }
        return points;
    }

    @Override
    public int classes() {
        return 0;
    }
}
