package lab.samediff.pipelines.points;

import java.util.random.RandomGenerator;

/**
 * Normal distribution around the origin with covariance deviation²·I; all labels are 0.
 *
 * @param deviation standard deviation of each coordinate, not negative
 */
public record Gaussian(double deviation) implements Points {
    /**
     * A Gaussian.
     *
     * @throws IllegalArgumentException if the deviation is negative or not finite
     */
    public Gaussian {
        LabelledPoints.requireNotNegative("deviation", deviation);
    }

    /** N(0, I). */
    public static Gaussian standard() {
        return new Gaussian(1);
    }

    @Override
    public LabelledPoints draw(int n, RandomGenerator random) {
        LabelledPoints points = new LabelledPoints(n);
        for (int i = 0; i < n; i++) {
            points.set(i, deviation * random.nextGaussian(), deviation * random.nextGaussian(), 0);
        }
        return points;
    }

    @Override
    public int classes() {
        return 1;
    }
}
