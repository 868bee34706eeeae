package lab.samediff.experiments.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

/**
 * The one look of every picture: white ground, 14 point sans serif, a light grid, and the colours of Okabe and Ito
 * (2008, "Color Universal Design"), which people with any common kind of colour blindness can tell apart.
 */
final class Style {
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    static final Color INK = new Color(0x222222);
    static final Color AXIS = new Color(0x777777);
    static final Color GRID = new Color(0xE4E4E4);
    /** Ground of cells and pixels that hold no finite value. */
    static final Color MISSING = new Color(0xBBBBBB);

    private static final int[] OKABE_ITO = {
        0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000, 0xF0E442
    };
    private static final float[][] DASHES = {{}, {10, 5}, {2, 4}, {12, 4, 2, 4}};

    private Style() {}

    /** Colour of the i-th series; they repeat after eight, where {@link #line} changes its dashes instead. */
    static Color colour(int i) {
        return new Color(OKABE_ITO[i % OKABE_ITO.length]);
    }

    static Color translucent(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    /** Stroke of the i-th series: solid for the first eight, then dashed. */
    static BasicStroke line(int i) {
        return stroke(2f, i / OKABE_ITO.length);
    }

    /** Stroke of the i-th reference line, always dashed. */
    static BasicStroke level(int i) {
        return stroke(1.6f, 1 + i % (DASHES.length - 1));
    }

    private static BasicStroke stroke(float width, int pattern) {
        float[] dashes = DASHES[pattern % DASHES.length];
        return dashes.length == 0
                ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }
}
