package lab.samediff.pipelines.points;

import java.util.random.RandomGenerator;

/**
 * Two interleaved half circles of radius 1. The upper, label 0, is (cos φ, sin φ); the lower, label 1, is
 * (1 − cos φ, ½ − sin φ); 0 ≤ φ ≤ π. Noise is added, then each coordinate c becomes scale·c + shift.
 *
 * <p>The variants in use differ in more than numbers: {@link #scikitLearn(double)} adds Gaussian noise to each
 * coordinate; {@link #torchcfm()}, which published results on 8 Gaussians → moons use, adds uniform noise from [0, 0.2),
 * the same value to both coordinates of a point, and enlarges the moons.
 *
 * @param amount standard deviation of the Gaussian noise, or length of the uniform noise's interval; not negative
 * @param noise what kind of noise
 * @param spacing whether the points of a sample are evenly spaced or independent
 * @param scale factor of both coordinates, above 0
 * @param shift what is added to both coordinates, after scaling
 */
public record TwoMoons(double amount, Noise noise, Spacing spacing, double scale, double shift) implements Points {
    /** How a point is moved off its half circle. */
    public enum Noise {
        /** x and y each by their own value from N(0, amount²). */
        GAUSSIAN,
        /** x and y by the same value, uniform on [0, amount): along the diagonal. */
        SHARED_UNIFORM
    }

    /**
     * Two moons.
     *
     * @throws IllegalArgumentException if the noise is negative, the scale not positive, or a value not finite
     */
    public TwoMoons {
        LabelledPoints.requireNotNegative("amount of noise", amount);
        LabelledPoints.requirePositive("scale", scale);
        LabelledPoints.requireNotNegative("size of the shift", Math.abs(shift));
    }

    /** As scikit-learn's {@code make_moons}: Gaussian noise, evenly spaced, neither scaled nor shifted. */
    public static TwoMoons scikitLearn(double noise) {
        return new TwoMoons(noise, Noise.GAUSSIAN, Spacing.EVEN, 1, 0);
    }

    /** As {@link #scikitLearn}, but independent points. */
    public static TwoMoons independent(double noise) {
        return new TwoMoons(noise, Noise.GAUSSIAN, Spacing.RANDOM, 1, 0);
    }

    /**
     * As torchcfm's {@code sample_moons}, that is torchdyn's {@code generate_moons} with noise 0.2, times 3, minus 1
     * (Tong et al. 2024, arXiv:2302.00482; also C²OT, arXiv:2503.10636): evenly spaced, shared uniform noise. Only the
     * order differs: theirs is upper moon first, along the curve; here it is random.
     */
    public static TwoMoons torchcfm() {
        return new TwoMoons(0.2, Noise.SHARED_UNIFORM, Spacing.EVEN, 3, -1);
    }

    @Override
    public LabelledPoints draw(int n, RandomGenerator random) {
        LabelledPoints points = new LabelledPoints(n);
        int upper = n / 2;
        for (int i = 0; i < n; i++) {
            if (spacing == Spacing.RANDOM) {
                put(points, i, random.nextBoolean(), random.nextDouble(), random);
            } else if (i < upper) {
                put(points, i, true, along(i, upper), random);
            } else {
                put(points, i, false, along(i - upper, n - upper), random);
            }
        }
        return points.shuffle(random);
    }

    @Override
    public int classes() {
        return 2;
    }

    private void put(LabelledPoints points, int i, boolean upper, double position, RandomGenerator random) {
        double cos = StrictMath.cos(Math.PI * position);
        double sin = StrictMath.sin(Math.PI * position);
        double dx = amount * (noise == Noise.GAUSSIAN ? random.nextGaussian() : random.nextDouble());
        double dy = noise == Noise.GAUSSIAN ? amount * random.nextGaussian() : dx;
        double x = (upper ? cos : 1 - cos) + dx;
        double y = (upper ? sin : 0.5 - sin) + dy;
        points.set(i, scale * x + shift, scale * y + shift, upper ? 0 : 1);
    }

    /** Position of point i of count, 0 to 1, both ends included. */
    private static double along(int i, int count) {
        return count == 1 ? 0 : (double) i / (count - 1);
    }
}
