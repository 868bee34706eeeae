package lab.samediff.experiments.report;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Pictures of clouds of points in the plane as histograms: colour is the share of the points per unit of area. One
 * density draws many clouds on the same axes and the same scale, as the frames of an animation need.
 *
 * <pre>{@code
 * Density density = Density.over("x (1)", "y (1)", -6, 6, -6, 6).bins(80).scaleTo(0.12);
 * frames.add(density.render("t = 0.50", points, 560, 520));
 * }</pre>
 *
 * <p>One unit is as long upwards as sideways, so the axes show the range asked for and may show more of one side. Points
 * that are not shown are counted in the key.
 */
public final class Density {
    private final ChartAxes axes;
    private final Range x;
    private final Range y;
    private final int bins;
    private final double most;

    private Density(ChartAxes axes, Range x, Range y, int bins, double most) {
        this.axes = axes;
        this.x = x;
        this.y = y;
        this.bins = bins;
        this.most = most;
    }

    /**
     * A density over a rectangle, with 80 bins along its longer side and a scale that fits each cloud.
     *
     * @param xLabel the quantity and its unit
     * @param yLabel likewise
     * @throws IllegalArgumentException if a label is blank or a range is empty
     */
    public static Density over(String xLabel, String yLabel, double xLow, double xHigh, double yLow, double yHigh) {
        ChartAxes axes = ChartAxes.numeric("", xLabel, yLabel);
        return new Density(axes, new Range(xLow, xHigh), new Range(yLow, yHigh), 80, Double.NaN);
    }

    /**
     * Sets the number of bins along the longer side of the rectangle.
     *
     * @throws IllegalArgumentException if it is not from 1 to 1000
     */
    public Density bins(int count) {
        if (count < 1 || count > 1000) throw new IllegalArgumentException("bins " + count + ": want 1 to 1000");
        return new Density(axes, x, y, count, most);
    }

    /**
     * Fixes the density that gets the brightest colour, for all clouds alike; more than that looks the same.
     *
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Density scaleTo(double density) {
        if (!(density > 0) || density == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the brightest density " + density + " is not positive");
        }
        return new Density(axes, x, y, bins, density);
    }

    /**
     * The picture of one cloud.
     *
     * @param points [n][2]
     * @throws IllegalArgumentException if a point has not two coordinates or there is none
     */
    public BufferedImage render(String title, double[][] points, int width, int height) {
        if (points.length == 0) throw new IllegalArgumentException("density '" + title + "' has no points");
        for (double[] point : points) {
            if (point.length != 2)
                throw new IllegalArgumentException("a point has " + point.length + " coordinates, not 2");
        }
        double top = Double.isNaN(most) ? fitted(points) : most;
        ColourBar bar = new ColourBar(ColourMap.VIRIDIS, new Range(0, top), "share of points per unit area");
        try (Canvas canvas = new Canvas(width, height)) {
            int outside = (int) Arrays.stream(points)
                    .filter(p -> !(x.contains(p[0]) && y.contains(p[1])))
                    .count();
            String note =
                    String.format(Locale.ROOT, "%,d points%s", points.length, Bins.outside(outside, points.length));
            int head = canvas.heading(title, List.of(Key.note(note)));
            int room = width - bar.width(canvas);
            if (room < 80) throw new IllegalArgumentException("a density needs more width than " + width + " pixels");
            Plane plane = Plane.paint(canvas, room, head, axes, x, y);
            plane.inside(canvas, pen -> cells(pen, plane, points, top));
            bar.paint(canvas, room, plane.plot().getMinY(), plane.plot().getMaxY());
            return canvas.image;
        }
    }

    private double cell() {
        return Math.max(x.span(), y.span()) / bins;
    }

    private double fitted(double[][] points) {
        double highest = 0;
        for (int[] row : counts(points, x, y)) for (int count : row) highest = Math.max(highest, count);
        return Math.max(highest, 1) / (points.length * cell() * cell());
    }

    private void cells(Graphics2D pen, Plane plane, double[][] points, double top) {
        int[][] counts = counts(points, plane.x(), plane.y());
        BufferedImage cells = new BufferedImage(counts[0].length, counts.length, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts[row].length; column++) {
                double density = counts[row][column] / (points.length * cell() * cell());
                cells.setRGB(column, counts.length - 1 - row, ColourMap.VIRIDIS.rgb(density / top));
            }
        }
        double width =
                counts[0].length * cell() / plane.x().span() * plane.plot().getWidth();
        double height = counts.length * cell() / plane.y().span() * plane.plot().getHeight();
        AffineTransform place = AffineTransform.getTranslateInstance(
                plane.plot().getMinX(), plane.plot().getMaxY() - height);
        place.scale(width / cells.getWidth(), height / cells.getHeight());
        pen.drawRenderedImage(cells, place);
    }

    /** Counts [rows upwards][columns] in square cells from the lower left corner on; the last ones may stick out. */
    private int[][] counts(double[][] points, Range overX, Range overY) {
        int[][] counts =
                new int[(int) Math.ceil(overY.span() / cell() - 1e-9)][(int) Math.ceil(overX.span() / cell() - 1e-9)];
        for (double[] point : points) {
            if (!overX.contains(point[0]) || !overY.contains(point[1])) continue;
            int column = Math.min(counts[0].length - 1, (int) ((point[0] - overX.low()) / cell()));
            int row = Math.min(counts.length - 1, (int) ((point[1] - overY.low()) / cell()));
            counts[row][column]++;
        }
        return counts;
    }
}
