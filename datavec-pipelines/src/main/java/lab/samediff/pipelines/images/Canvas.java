package lab.samediff.pipelines.images;

import java.util.Arrays;

/**
 * A square grey picture that is drawn on with strokes and filled polygons, anti-aliased: a pixel's coverage is a ramp,
 * one pixel wide, of its centre's signed distance to the outline. Coordinates are in pixels, y downwards; the centre of
 * the first pixel is (0.5, 0.5). Plain arithmetic, no fonts and no graphics library: the same bytes on each machine.
 */
final class Canvas {
    private final int size;
    private final float[] ink;

    Canvas(int size) {
        this.size = size;
        this.ink = new float[size * size];
    }

    /** Draws a line through points [n][x, y] with round ends, {@code radius} pixels to either side. */
    void stroke(double[][] points, double radius, double brightness) {
        double reach = radius + 1;
        float[] nearest = new float[ink.length];
        Arrays.fill(nearest, Float.MAX_VALUE);
        for (int i = 0; i + 1 < points.length; i++) {
            double[] a = points[i];
            double[] b = points[i + 1];
            int top = clip(Math.min(a[1], b[1]) - reach);
            int bottom = clip(Math.max(a[1], b[1]) + reach);
            int left = clip(Math.min(a[0], b[0]) - reach);
            int right = clip(Math.max(a[0], b[0]) + reach);
            for (int y = top; y <= bottom; y++) {
                for (int x = left; x <= right; x++) {
                    int at = y * size + x;
                    nearest[at] = Math.min(nearest[at], (float) distance(a, b, x + 0.5, y + 0.5));
                }
            }
        }
        for (int at = 0; at < ink.length; at++) {
            lay(at, radius - nearest[at], brightness);
        }
    }

    /** Fills the polygon with these corners [n][x, y]; the last is joined to the first. */
    void fill(double[][] corners, double brightness) {
        double[] low = corners[0].clone();
        double[] high = corners[0].clone();
        for (double[] corner : corners) {
            for (int axis = 0; axis < 2; axis++) {
                low[axis] = Math.min(low[axis], corner[axis]);
                high[axis] = Math.max(high[axis], corner[axis]);
            }
        }
        for (int y = clip(low[1] - 1); y <= clip(high[1] + 1); y++) {
            for (int x = clip(low[0] - 1); x <= clip(high[0] + 1); x++) {
                lay(y * size + x, insideDistance(corners, x + 0.5, y + 0.5), brightness);
            }
        }
    }

    /** Brightness of a pixel, 0 to 1. */
    float at(int x, int y) {
        return ink[y * size + x];
    }

    /** Paints a pixel over what is there, by its coverage; {@code depth} is the distance to the outline from inside. */
    private void lay(int at, double depth, double brightness) {
        double coverage = Math.min(1, depth + 0.5);
        if (coverage > 0) {
            ink[at] += (float) (coverage * (brightness - ink[at]));
        }
    }

    private int clip(double coordinate) {
        return (int) Math.max(0, Math.min(size - 1, Math.floor(coordinate)));
    }

    /** Distance to the polygon's outline, positive inside (even-odd rule). */
    private static double insideDistance(double[][] corners, double x, double y) {
        double nearest = Double.MAX_VALUE;
        boolean inside = false;
        for (int i = 0; i < corners.length; i++) {
            double[] a = corners[i];
            double[] b = corners[(i + 1) % corners.length];
            nearest = Math.min(nearest, distance(a, b, x, y));
            if (a[1] > y != b[1] > y && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) {
                inside = !inside;
            }
        }
        return inside ? nearest : -nearest;
    }

    /** Distance of (x, y) to the segment from a to b. */
    private static double distance(double[] a, double[] b, double x, double y) {
        double dx = b[0] - a[0];
        double dy = b[1] - a[1];
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : ((x - a[0]) * dx + (y - a[1]) * dy) / square;
        double t = Math.max(0, Math.min(1, along));
        double ex = x - a[0] - t * dx;
        double ey = y - a[1] - t * dy;
        return Math.sqrt(ex * ex + ey * ey);
    }
}
