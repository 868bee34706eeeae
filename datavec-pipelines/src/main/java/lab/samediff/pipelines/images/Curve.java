package lab.samediff.pipelines.images;

import java.util.Arrays;

/** Smooth curves through given points: Catmull and Rom's spline (1974), sampled into short segments. */
final class Curve {
    private static final int SEGMENTS = 6;

    private Curve() {}

    /** Points from a flat list x0, y0, x1, y1, ... */
    static double[][] points(double... flat) {
        double[][] points = new double[flat.length / 2][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {flat[2 * i], flat[2 * i + 1]};
        }
        return points;
    }

    /** The curve through the points; where the last point equals the first, it closes smoothly. */
    static double[][] smooth(double[][] points) {
        int n = points.length;
        boolean closed = Arrays.equals(points[0], points[n - 1]);
        double[][] curve = new double[(n - 1) * SEGMENTS + 1][];
        for (int i = 0; i + 1 < n; i++) {
            double[] before = i > 0 ? points[i - 1] : points[closed ? n - 2 : 0];
            double[] after = i + 2 < n ? points[i + 2] : points[closed ? 1 : n - 1];
            for (int k = 0; k < SEGMENTS; k++) {
                curve[i * SEGMENTS + k] = between(before, points[i], points[i + 1], after, (double) k / SEGMENTS);
            }
        }
        curve[curve.length - 1] = points[n - 1];
        return curve;
    }

    /** The cubic from b (t = 0) to c (t = 1) with slopes (c − a)/2 and (d − b)/2. */
    private static double[] between(double[] a, double[] b, double[] c, double[] d, double t) {
        double[] point = new double[2];
        for (int axis = 0; axis < 2; axis++) {
            double linear = c[axis] - a[axis];
            double square = 2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis];
            double cube = 3 * (b[axis] - c[axis]) + d[axis] - a[axis];
            point[axis] = b[axis] + 0.5 * t * (linear + t * (square + t * cube));
        }
        return point;
    }
}
