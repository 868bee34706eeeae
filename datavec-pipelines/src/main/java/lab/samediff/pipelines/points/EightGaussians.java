package lab.samediff.pipelines.points;

import java.util.random.RandomGenerator;

/**
 * Equal mixture of eight Gaussians with covariance variance·I, whose centres lie on a circle: centre k at angle k·45°.
 * The label is k.
 *
 * <p>Two variants are in use, and their distances to other distributions are not comparable: variance 0.1 where 0.1 was
 * said and meant ({@link #textbook()}), and variance √0.1 ≈ 0.316 in torchcfm ({@link #torchcfm()}), whose {@code
 * eight_normal_sample(var=0.1)} passes √var·I where the library expects a covariance. Published results on 8 Gaussians →
 * moons (Tong et al. 2024, arXiv:2302.00482; C²OT, arXiv:2503.10636) use the latter.
 *
 * @param radius distance of the centres from the origin, not negative
 * @param variance variance of each coordinate around its centre, not negative
 */
public record EightGaussians(double radius, double variance) implements Points {
    private static final int CENTRES = 8;

    /**
     * Eight Gaussians.
     *
     * @throws IllegalArgumentException if a value is negative or not finite
     */
    public EightGaussians {
        LabelledPoints.requireNotNegative("radius", radius);
        LabelledPoints.requireNotNegative("variance", variance);
    }

    /** Radius 5, variance 0.1. */
    public static EightGaussians textbook() {
        return new EightGaussians(5, 0.1);
    }

    /** As torchcfm's {@code sample_8gaussians}: radius 5, variance √0.1. */
    public static EightGaussians torchcfm() {
        return new EightGaussians(5, StrictMath.sqrt(0.1));
    }

    @Override
    public LabelledPoints draw(int n, RandomGenerator random) {
        double deviation = Math.sqrt(variance);
        LabelledPoints points = new LabelledPoints(n);
        for (int i = 0; i < n; i++) {
            int k = random.nextInt(CENTRES);
            double angle = 2 * Math.PI * k / CENTRES;
            double x = radius * StrictMath.cos(angle) + deviation * random.nextGaussian();
            double y = radius * StrictMath.sin(angle) + deviation * random.nextGaussian();
            points.set(i, x, y, k);
        }
        return points;
    }

    @Override
    public int classes() {
        return CENTRES;
    }
}
