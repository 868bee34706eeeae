package lab.samediff.pipelines.images;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Handwriting-like digits: each is a few pen strokes through control points that move a little from one example to the
 * next, in one or two ways of writing it. The box is [-1, 1]², y downwards.
 */
final class Digits {
    private static final double RADIUS = 9.5;
    private static final double JITTER = 0.09;

    /** A pen stroke through points, smooth or with corners. */
    private static final class Stroke {
        private final boolean smooth;
        private final double[][] points;

        Stroke(boolean smooth, double... flat) {
            this.smooth = smooth;
            this.points = Curve.points(flat);
        }
    }

    /** For each digit the ways of writing it, each a list of strokes. */
    private static final List<List<List<Stroke>>> WAYS = List.of(
            List.of(List.of(
                    smooth(0, -1, 0.5, -0.6, 0.58, 0.1, 0.42, 0.75, 0, 1, -0.45, 0.75, -0.58, 0.1, -0.5, -0.6, 0, -1))),
            List.of(
                    List.of(lines(0.1, -1, 0, 0, -0.05, 1)),
                    List.of(lines(-0.35, -0.6, 0.08, -1, 0.05, 1)),
                    List.of(lines(-0.35, -0.6, 0.08, -1, 0.05, 1), lines(-0.4, 1, 0.45, 1))),
            List.of(
                    List.of(
                            smooth(-0.55, -0.6, -0.3, -0.95, 0.2, -0.95, 0.5, -0.55, 0.3, 0, -0.1, 0.45, -0.55, 0.95),
                            lines(-0.55, 0.95, 0.6, 0.9)),
                    List.of(smooth(
                            -0.5, -0.65, -0.1, -1, 0.45, -0.7, 0.3, 0, -0.2, 0.75, -0.5, 0.9, -0.4, 0.6, 0, 0.75, 0.6,
                            0.9))),
            List.of(List.of(
                    smooth(-0.5, -0.75, -0.05, -1, 0.42, -0.7, 0.3, -0.25, -0.1, -0.05),
                    smooth(-0.1, -0.05, 0.4, 0.1, 0.52, 0.5, 0.25, 0.9, -0.2, 1, -0.55, 0.75))),
            List.of(
                    List.of(lines(-0.4, -0.95, -0.5, 0.15, 0.55, 0.15), lines(0.32, -0.8, 0.25, 1)),
                    List.of(lines(0.3, 1, 0.3, -1, -0.6, 0.3, 0.6, 0.3))),
            List.of(List.of(
                    lines(0.5, -0.95, -0.38, -0.95, -0.45, -0.15),
                    smooth(-0.45, -0.15, 0.1, -0.3, 0.5, 0.1, 0.4, 0.7, 0, 1, -0.5, 0.8))),
            List.of(List.of(smooth(
                    0.4, -0.95, -0.1, -0.7, -0.45, -0.1, -0.5, 0.5, -0.15, 0.98, 0.35, 0.85, 0.5, 0.4, 0.2, 0.02, -0.2,
                    0.1, -0.48, 0.5))),
            List.of(
                    List.of(lines(-0.55, -0.9, 0.55, -0.95, 0.2, -0.1, -0.1, 1)),
                    List.of(lines(-0.55, -0.9, 0.55, -0.95, 0.15, 0, -0.1, 1), lines(-0.25, 0.05, 0.45, 0))),
            List.of(List.of(smooth(
                    0.42, -0.7, 0, -1, -0.42, -0.65, -0.2, -0.2, 0.3, 0.15, 0.48, 0.6, 0, 1, -0.48, 0.6, -0.3, 0.15,
                    0.2, -0.2, 0.42, -0.7))),
            List.of(
                    List.of(
                            smooth(0.45, -0.55, 0.1, -1, -0.4, -0.75, -0.42, -0.3, 0, -0.05, 0.4, -0.3, 0.45, -0.55),
                            smooth(0.45, -0.6, 0.42, 0.1, 0.3, 0.6, 0.1, 1)),
                    List.of(
                            smooth(0.42, -0.6, 0, -1, -0.45, -0.6, -0.25, -0.1, 0.25, -0.2, 0.42, -0.6),
                            smooth(0.42, -0.65, 0.5, 0.1, 0.35, 0.8, -0.05, 1, -0.4, 0.8))));

    private Digits() {}

    /** A {@link Sketch}. */
    static void draw(int label, Canvas canvas, RandomGenerator random) {
        Pose pose = Pose.random(StandIns.SIZE / 2.0, RADIUS, 15, 0.25, 0.15, 1.5, random);
        List<List<Stroke>> ways = WAYS.get(label);
        double pen = Pose.between(0.8, 1.7, random);
        double brightness = Pose.between(0.8, 1, random);
        for (Stroke stroke : ways.get(random.nextInt(ways.size()))) {
            double[][] points = pose.place(stroke.points, JITTER, random);
            canvas.stroke(stroke.smooth ? Curve.smooth(points) : points, pen, brightness);
        }
    }

    private static Stroke smooth(double... flat) {
        return new Stroke(true, flat);
    }

    private static Stroke lines(double... flat) {
        return new Stroke(false, flat);
    }
}
