package lab.samediff.experiments.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.knowm.xchart.XYChart;

/**
 * The axes of a picture of the plane, where one unit is as long upwards as sideways. XChart draws the axes; what lies
 * between them is drawn over it in the picture's pixels.
 *
 * @param plot the rectangle between the axes, in the picture's pixels
 * @param x the range shown, at least the one asked for
 * @param y likewise
 */
record Plane(Rectangle2D plot, Range x, Range y) {
    private static final int MOST_PASSES = 6;
    private static final double TOLERANCE = 0.003;

    double pixelX(double value) {
        return plot.getMinX() + x.place(value) * plot.getWidth();
    }

    double pixelY(double value) {
        return plot.getMaxY() - y.place(value) * plot.getHeight();
    }

    /** Draws axes in the left {@code width} pixels of a picture, from {@code top} down, and widens one range to fit. */
    static Plane paint(Canvas canvas, int width, int top, ChartAxes axes, Range x, Range y) {
        BufferedImage image = canvas.image.getSubimage(0, 0, width, canvas.image.getHeight());
        Plane plane = pass(image, top, axes, x, y);
        // The room for tick labels depends on the range and the range on the room, so it takes a few passes.
        for (int pass = 1; pass < MOST_PASSES && Math.abs(plane.aspect() - 1) > TOLERANCE; pass++) {
            Rectangle2D plot = plane.plot;
            double perPixel = Math.max(x.span() / plot.getWidth(), y.span() / plot.getHeight());
            Range wideX = x.spanning(perPixel * plot.getWidth());
            plane = pass(image, top, axes, wideX, y.spanning(perPixel * plot.getHeight()));
        }
        return plane;
    }

    /** Units per pixel sideways over units per pixel upwards. */
    double aspect() {
        return x.span() / plot.getWidth() * plot.getHeight() / y.span();
    }

    private static Plane pass(BufferedImage image, int top, ChartAxes axes, Range x, Range y) {
        XYChart chart = XChartStyle.axes(axes, x, y, image.getWidth(), image.getHeight());
        Graphics2D pen = XChartStyle.paint(chart, image, top);
        double offsetX = pen.getTransform().getTranslateX();
        double offsetY = pen.getTransform().getTranslateY() + top;
        pen.dispose();
        double left = chart.getScreenXFromChart(x.low());
        double upper = chart.getScreenYFromChart(y.high());
        double right = chart.getScreenXFromChart(x.high());
        double lower = chart.getScreenYFromChart(y.low());
        return new Plane(new Rectangle2D.Double(left + offsetX, upper + offsetY, right - left, lower - upper), x, y);
    }

    /** Draws between the axes, and the frame again over what was drawn. */
    void inside(Canvas canvas, Consumer<Graphics2D> content) {
        Shape before = canvas.pen.getClip();
        canvas.pen.clip(plot);
        content.accept(canvas.pen);
        canvas.pen.setClip(before);
        canvas.pen.setStroke(new BasicStroke(1f));
        canvas.pen.setColor(Style.AXIS);
        canvas.pen.draw(plot);
    }
}
