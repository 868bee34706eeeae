package lab.samediff.experiments.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many paths through the plane in one picture: where they start, where they end, and thin lines between. One unit is as
 * long upwards as sideways.
 *
 * <pre>{@code
 * Trajectories.of("Flow from eight Gaussians to two moons", "x (1)", "y (1)", positions)
 *         .ends("noise, t = 0", "samples, t = 1")
 *         .lines(200)
 *         .render(720, 760);
 * }</pre>
 *
 * <p>A path that holds a value which is not finite is left out, and the key counts them.
 */
public final class Trajectories {
    private static final Color PATH = new Color(90, 90, 90, 70);

    private final ChartAxes axes;
    private final double[][][] positions;
    private final String start;
    private final String end;
    private final int lines;
    private final @Nullable Range x;
    private final @Nullable Range y;

    private Trajectories(
            ChartAxes axes,
            double[][][] positions,
            String start,
            String end,
            int lines,
            @Nullable Range x,
            @Nullable Range y) {
        this.axes = axes;
        this.positions = positions;
        this.start = start;
        this.end = end;
        this.lines = lines;
        this.x = x;
        this.y = y;
    }

    /**
     * Points that stay where they are, over [−edge, edge]².
     *
     * @param points [points][2], at least one
     * @throws IllegalArgumentException if a label is blank, the points are not of that shape or the edge is not above 0
     */
    public static Trajectories cloud(String xLabel, String yLabel, double[][] points, double edge) {
        double[][][] still = {points};
        return of("", xLabel, yLabel, still).ends("", "").lines(0).range(-edge, edge, -edge, edge);
    }

    /**
     * Paths with lines for all of them and axes that fit them.
     *
     * @param xLabel the quantity and its unit
     * @param yLabel likewise
     * @param positions where each path is at each time, [times][paths][2]; at least one time and one path
     * @throws IllegalArgumentException if a label is blank or the positions are not of that shape
     */
    public static Trajectories of(String title, String xLabel, String yLabel, double[][][] positions) {
        if (positions.length == 0 || positions[0].length == 0) {
            throw new IllegalArgumentException("picture '" + title + "' has no paths");
        }
        int paths = positions[0].length;
        double[][][] copy = new double[positions.length][paths][];
        for (int t = 0; t < positions.length; t++) {
            if (positions[t].length != paths) {
                throw new IllegalArgumentException("picture '" + title + "' has " + paths + " paths at first and "
                        + positions[t].length + " at time " + t);
            }
            for (int i = 0; i < paths; i++) {
                if (positions[t][i].length != 2) {
                    throw new IllegalArgumentException(
                            "path " + i + " has " + positions[t][i].length + " coordinates, not 2");
                }
                copy[t][i] = positions[t][i].clone();
            }
        }
        return new Trajectories(
                ChartAxes.numeric(title, xLabel, yLabel), copy, "start", "end", Integer.MAX_VALUE, null, null);
    }

    /** Names the two clouds of end points. */
    public Trajectories ends(String start, String end) {
        return new Trajectories(axes, positions, start, end, lines, x, y);
    }

    /**
     * Draws the lines of the first few paths only; the clouds keep all of their points.
     *
     * @throws IllegalArgumentException if count is negative
     */
    public Trajectories lines(int count) {
        if (count < 0) throw new IllegalArgumentException("cannot draw " + count + " lines");
        return new Trajectories(axes, positions, start, end, count, x, y);
    }

    /**
     * Fixes the axes; they may show more of one side than asked for, and what lies outside is cut off.
     *
     * @throws IllegalArgumentException if a range is empty
     */
    public Trajectories range(double xLow, double xHigh, double yLow, double yHigh) {
        return new Trajectories(axes, positions, start, end, lines, new Range(xLow, xHigh), new Range(yLow, yHigh));
    }

    /** The picture; nearly square ones waste the least room. */
    public BufferedImage render(int width, int height) {
        int[] finite =
                IntStream.range(0, positions[0].length).filter(this::finite).toArray();
        int drawn = Math.min(lines, finite.length);
        try (Canvas canvas = new Canvas(width, height)) {
            int head = canvas.heading(axes.title(), keys(finite.length, drawn));
            Plane plane = Plane.paint(canvas, width, head, axes, range(x, finite, 0), range(y, finite, 1));
            plane.inside(canvas, pen -> {
                pen.setColor(PATH);
                pen.setStroke(new BasicStroke(0.8f));
                for (int k = 0; k < drawn; k++) pen.draw(path(plane, finite[k]));
                dots(pen, plane, finite, positions[0], Style.colour(0));
                dots(pen, plane, finite, positions[positions.length - 1], Style.colour(1));
            });
            return canvas.image;
        }
    }

    private List<Key> keys(int finite, int drawn) {
        int all = positions[0].length;
        String count = drawn == finite ? "paths" : String.format(Locale.ROOT, "paths (%,d of %,d)", drawn, finite);
        String lost =
                finite == all ? "" : String.format(Locale.ROOT, "not finite: %,d of %,d paths", all - finite, all);
        return List.of(
                Key.marker(start, Style.colour(0)),
                Key.marker(end, Style.colour(1)),
                Key.line(drawn == 0 ? "" : count, PATH, new BasicStroke(1.5f)),
                Key.note(lost));
    }

    private boolean finite(int path) {
        for (double[][] now : positions) {
            if (!Double.isFinite(now[path][0]) || !Double.isFinite(now[path][1])) return false;
        }
        return true;
    }

    private Range range(@Nullable Range fixed, int[] paths, int axis) {
        if (fixed != null) return fixed;
        Extent extent = new Extent(false);
        for (double[][] now : positions) for (int path : paths) extent.add(now[path][axis]);
        return extent.range(0.04);
    }

    private Path2D path(Plane plane, int path) {
        Path2D line = new Path2D.Double();
        line.moveTo(plane.pixelX(positions[0][path][0]), plane.pixelY(positions[0][path][1]));
        for (double[][] now : positions) line.lineTo(plane.pixelX(now[path][0]), plane.pixelY(now[path][1]));
        return line;
    }

    private static void dots(Graphics2D pen, Plane plane, int[] paths, double[][] at, Color colour) {
        pen.setColor(Style.translucent(colour, 170));
        double size = paths.length <= 100 ? 7 : 4;
        for (int path : paths) {
            double px = plane.pixelX(at[path][0]);
            double py = plane.pixelY(at[path][1]);
            pen.fill(new Ellipse2D.Double(px - size / 2, py - size / 2, size, size));
        }
    }
}
