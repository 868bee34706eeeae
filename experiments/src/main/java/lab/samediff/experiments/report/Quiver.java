package lab.samediff.experiments.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Arrows at points of the plane, of one or more vector fields on the same scale: one is drawn over the other, so that
 * what can be seen of the first is where they differ. One unit is as long upwards as sideways.
 *
 * <pre>{@code
 * Quiver.at("Score", "x (1)", "y (1)", points).arrows("true", truth).arrows("learnt", found).render(720, 760);
 * }</pre>
 *
 * <p>The longest arrow of all spans {@code reach} units. An arrow that is not finite is left out, and the key counts them.
 */
public final class Quiver {
    private static final double HEAD = 4;

    @SuppressWarnings("ArrayRecordComponent") // Arrows are drawn, never compared or hashed.
    private record Field(String name, double[][] vectors) {}

    private final ChartAxes axes;
    private final double[][] points;
    private final List<Field> fields;
    private final double reach;

    private Quiver(ChartAxes axes, double[][] points, List<Field> fields, double reach) {
        this.axes = axes;
        this.points = points;
        this.fields = fields;
        this.reach = reach;
    }

    /**
     * Points without arrows so far, of which the longest will span one unit.
     *
     * @param points [n][2], where the arrows begin
     * @throws IllegalArgumentException if there is no point or one has not two coordinates
     */
    public static Quiver at(String title, String xLabel, String yLabel, double[][] points) {
        if (points.length == 0) throw new IllegalArgumentException("picture '" + title + "' has no points");
        ChartAxes axes = ChartAxes.numeric(title, xLabel, yLabel);
        return new Quiver(axes, copy(title, points, points.length), List.of(), 1);
    }

    /**
     * Adds a field, drawn over those before.
     *
     * @param vectors [n][2], one at each point
     * @throws IllegalArgumentException if there is not one of two coordinates at each point
     */
    public Quiver arrows(String name, double[][] vectors) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, copy(name, vectors, points.length)));
        return new Quiver(axes, points, more, reach);
    }

    /** Sets how many units of the plane the longest arrow spans. */
    public Quiver reach(double units) {
        if (!(units > 0)) throw new IllegalArgumentException("arrows must reach somewhere, got " + units);
        return new Quiver(axes, points, fields, units);
    }

    /** The picture; nearly square ones waste the least room. */
    public BufferedImage render(int width, int height) {
        Extent x = new Extent(false);
        Extent y = new Extent(false);
        for (double[] point : points) {
            x.add(point[0] - reach, point[0] + reach);
            y.add(point[1] - reach, point[1] + reach);
        }
        try (Canvas canvas = new Canvas(width, height)) {
            List<Key> keys = new ArrayList<>();
            for (int f = 0; f < fields.size(); f++) {
                keys.add(Key.line(label(fields.get(f)), Style.colour(f), new BasicStroke(2f)));
            }
            int head = canvas.heading(axes.title(), keys);
            Plane plane = Plane.paint(canvas, width, head, axes, x.range(0), y.range(0));
            plane.inside(canvas, pen -> paint(pen, plane));
            return canvas.image;
        }
    }

    private void paint(Graphics2D pen, Plane plane) {
        double longest = fields.stream()
                .flatMap(field -> Arrays.stream(field.vectors))
                .mapToDouble(v -> Math.hypot(v[0], v[1]))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double scale = longest > 0 ? reach / longest : 0;
        for (int f = 0; f < fields.size(); f++) {
            pen.setColor(Style.colour(f));
            pen.setStroke(new BasicStroke(1.3f));
            for (int i = 0; i < points.length; i++) {
                double[] v = fields.get(f).vectors[i];
                if (finite(v)) arrow(pen, plane, points[i], v[0] * scale, v[1] * scale);
            }
        }
    }

    private static void arrow(Graphics2D pen, Plane plane, double[] from, double dx, double dy) {
        double x0 = plane.pixelX(from[0]);
        double y0 = plane.pixelY(from[1]);
        double x1 = plane.pixelX(from[0] + dx);
        double y1 = plane.pixelY(from[1] + dy);
        pen.draw(new Line2D.Double(x0, y0, x1, y1));
        double length = Math.hypot(x1 - x0, y1 - y0);
        if (length < HEAD) return;
        double ux = (x1 - x0) / length * HEAD;
        double uy = (y1 - y0) / length * HEAD;
        Path2D tip = new Path2D.Double();
        tip.moveTo(x1 - ux - uy / 2, y1 - uy + ux / 2);
        tip.lineTo(x1, y1);
        tip.lineTo(x1 - ux + uy / 2, y1 - uy - ux / 2);
        pen.draw(tip);
    }

    private static boolean finite(double[] v) {
        return Double.isFinite(v[0]) && Double.isFinite(v[1]);
    }

    private static String label(Field field) {
        long lost = Arrays.stream(field.vectors).filter(v -> !finite(v)).count();
        return lost == 0 ? field.name : String.format(Locale.ROOT, "%s (not finite: %,d)", field.name, lost);
    }

    private static double[][] copy(String name, double[][] rows, int wanted) {
        if (rows.length != wanted || !Arrays.stream(rows).allMatch(row -> row.length == 2)) {
            throw new IllegalArgumentException("'" + name + "' wants " + wanted + " rows of two numbers");
        }
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
}
