package lab.samediff.experiments.report;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/**
 * The scale beside a heat map.
 *
 * @param label the quantity and its unit
 */
record ColourBar(ColourMap colours, Range range, String label) {
    private static final int THICKNESS = 16;
    private static final int GAP = 6;

    /** The width that the scale takes, with its margin to the right. */
    int width(Canvas canvas) {
        int widest = Numbers.ticks(range.low(), range.high(), 5).stream()
                .mapToInt(tick -> canvas.width(Style.TEXT, Numbers.text(tick)))
                .max()
                .orElse(0);
        return THICKNESS + 2 * GAP + widest + canvas.lineHeight(Style.TEXT) + Canvas.MARGIN;
    }

    /** Draws the scale between two heights with its left edge at x. */
    void paint(Canvas canvas, double x, double top, double bottom) {
        double height = bottom - top;
        for (int i = 0; i < height; i++) {
            canvas.pen.setColor(new Color(colours.rgb(1 - (i + 0.5) / height)));
            canvas.pen.fill(new Rectangle2D.Double(x, top + i, THICKNESS, Math.min(1, height - i)));
        }
        canvas.pen.setColor(Style.AXIS);
        canvas.pen.draw(new Rectangle2D.Double(x, top, THICKNESS, height));
        int wanted = Math.max(1, Math.min(5, (int) (height / 40)));
        for (double tick : Numbers.ticks(range.low(), range.high(), wanted)) {
            double y = bottom - range.place(tick) * height;
            canvas.pen.setColor(Style.AXIS);
            canvas.pen.draw(new Line2D.Double(x + THICKNESS, y, x + THICKNESS + 4, y));
            canvas.pen.setColor(Style.INK);
            canvas.text(Style.TEXT, Numbers.text(tick), x + THICKNESS + GAP + 1, y, 0);
        }
        double middle = x + width(canvas) - Canvas.MARGIN - canvas.lineHeight(Style.TEXT) / 2.0;
        canvas.upwards(Style.TEXT, label, middle, (top + bottom) / 2);
    }
}
