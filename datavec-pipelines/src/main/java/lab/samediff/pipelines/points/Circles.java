package lab.samediff.pipelines.points;

import java.util.random.RandomGenerator;

/**
 * Two circles around the origin with Gaussian noise: label 0 has radius 1, label 1 has radius {@code factor}. With {@link
 * Spacing#EVEN} as scikit-learn's {@code make_circles}.
 *
 * @param factor radius of the inner circle, 0 to 1, 1 excluded
 * @param noise standard deviation of the noise on each coordinate, not negative
 * @param spacing whether the points of a sample are evenly spaced or independent
 */
public record Circles(double factor, double noise, Spacing spacing) implements Points {
    /**
     * Two circles.
     *
     * @throws IllegalArgumentException if the factor is not in [0, 1) or the noise negative or not finite
     */
    public Circles {
        if (!(factor >= 0 && factor < 1)) {
            throw new IllegalArgumentException("factor " + factor + " must lie in [0, 1)");
        }
        LabelledPoints.requireNotNegative("noise", noise);
    }

    /** As scikit-learn's {@code make_circles}: evenly spaced. */
    public static Circles scikitLearn(double factor, double noise) {
        return new Circles(factor, noise, Spacing.EVEN);
    }

    @Override
    public LabelledPoints draw(int n, RandomGenerator random) {
        LabelledPoints points = new LabelledPoints(n);
        int outer = n / 2;
        for (int i = 0; i < n; i++) {
            if (spacing == Spacing.RANDOM) {
                put(points, i, random.nextBoolean(), random.nextDouble(), random);
            } else if (i < outer) {
                put(points, i, true, (double) i / outer, random);
            } else {
                put(points, i, false, (double) (i - outer) / (n - outer), random);
            }
        }
        return points.shuffle(random);
    }

    @Override
    public int classes() {
        return 2;
    }

    private void put(LabelledPoints points, int i, boolean outer, double turn, RandomGenerator random) {
        double radius = outer ? 1 : factor;
        double x = radius * StrictMath.cos(2 * Math.PI * turn) + noise * random.nextGaussian();
        double y = radius * StrictMath.sin(2 * Math.PI * turn) + noise * random.nextGaussian();
        points.set(i, x, y, outer ? 0 : 1);
    }
}
