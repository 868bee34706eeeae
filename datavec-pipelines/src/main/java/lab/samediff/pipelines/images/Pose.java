package lab.samediff.pipelines.images;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Where and how a drawing lies on its canvas: the affine map from the drawing's box [-1, 1]² to pixels,
 * x' = a·x + b·y + x0, y' = c·x + d·y + y0.
 */
record Pose(double a, double b, double c, double d, double x0, double y0) {

    /**
     * A random pose.
     *
     * @param centre centre of the canvas in pixels
     * @param radius half the drawing's size in pixels
     * @param tilt largest rotation in degrees, either way
     * @param slant largest shear, either way
     * @param stretch largest relative change of the size along an axis, either way
     * @param shift largest move in pixels along an axis, either way
     */
    static Pose random(
            double centre, double radius, double tilt, double slant, double stretch, double shift, RandomGenerator r) {
        // StrictMath: the same last bit on each machine.
        double angle = StrictMath.toRadians(between(-tilt, tilt, r));
        double shear = between(-slant, slant, r);
        double wide = radius * between(1 - stretch, 1 + stretch, r);
        double high = radius * between(1 - stretch, 1 + stretch, r);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new Pose(
                wide * cos,
                high * (shear * cos - sin),
                wide * sin,
                high * (shear * sin + cos),
                centre + between(-shift, shift, r),
                centre + between(-shift, shift, r));
    }

    /**
     * The points in pixels, each moved on its own by up to {@code jitter} (in the drawing's units) along each axis; a
     * closed line stays closed.
     */
    double[][] place(double[][] points, double jitter, RandomGenerator r) {
        double[][] placed = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            double x = points[i][0] + between(-jitter, jitter, r);
            double y = points[i][1] + between(-jitter, jitter, r);
            placed[i] = new double[] {a * x + b * y + x0, c * x + d * y + y0};
        }
        if (Arrays.equals(points[0], points[points.length - 1])) {
            placed[points.length - 1] = placed[0];
        }
        return placed;
    }

    /** Uniform between two values. */
    static double between(double low, double high, RandomGenerator r) {
        return low + (high - low) * r.nextDouble();
    }
}
