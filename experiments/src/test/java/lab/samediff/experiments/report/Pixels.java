package lab.samediff.experiments.report;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Looks at pictures as a reader does: where is the frame of the plot, and where is a colour. */
final class Pixels {
    private Pixels() {}

    /** The rectangle between the axes: the rows and columns that are drawn in the axes' colour over most of their length. */
    static Rectangle frame(BufferedImage image) {
        List<Integer> rows = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        for (int y = 0; y < image.getHeight(); y++) {
            int run = 0;
            for (int x = 0; x < image.getWidth(); x++) if (axis(image.getRGB(x, y))) run++;
            if (run > image.getWidth() / 2) rows.add(y);
        }
        for (int x = 0; x < image.getWidth(); x++) {
            int run = 0;
            for (int y = 0; y < image.getHeight(); y++) if (axis(image.getRGB(x, y))) run++;
            if (run > image.getHeight() / 2) columns.add(x);
        }
        int left = columns.get(0);
        int top = rows.get(0);
        return new Rectangle(left, top, columns.get(columns.size() - 1) - left, rows.get(rows.size() - 1) - top);
    }

    /** Whether a pixel is of the axes' grey, which a line between two rows of pixels shares out to both. */
    private static boolean axis(int rgb) {
        Color found = new Color(rgb);
        boolean grey = found.getRed() == found.getGreen() && found.getGreen() == found.getBlue();
        return grey && found.getRed() > 0x60 && found.getRed() < 0xC8;
    }

    /** The middle of all pixels of a colour within a rectangle, as shares of its width and, from below, of its height. */
    static double[] middle(BufferedImage image, Rectangle frame, Color colour) {
        double x = 0;
        double y = 0;
        int count = 0;
        for (int row = frame.y; row < frame.getMaxY(); row++) {
            for (int column = frame.x; column < frame.getMaxX(); column++) {
                if (!near(image.getRGB(column, row), colour, 24)) continue;
                x += (column - frame.x) / frame.getWidth();
                y += (frame.getMaxY() - row) / frame.getHeight();
                count++;
            }
        }
        return new double[] {x / count, y / count};
    }

    /** As {@link #middle}, of all pixels that are that colour, more or less diluted with white: small round markers. */
    static double[] middleOfMarkers(BufferedImage image, Rectangle frame, Color colour) {
        BufferedImage marked = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++)
                if (diluted(image.getRGB(x, y), colour)) marked.setRGB(x, y, 0xFFFFFF);
        }
        return middle(marked, frame, Color.WHITE);
    }

    private static boolean diluted(int rgb, Color colour) {
        double[] found = darkness(new Color(rgb));
        double[] full = darkness(colour);
        double along = 0;
        double length = 0;
        for (int c = 0; c < 3; c++) {
            along += found[c] * full[c];
            length += full[c] * full[c];
        }
        double share = along / length;
        double aside = 0;
        for (int c = 0; c < 3; c++) aside += Math.abs(found[c] - share * full[c]);
        return share > 0.3 && aside < 40;
    }

    private static double[] darkness(Color colour) {
        return new double[] {255 - colour.getRed(), 255 - colour.getGreen(), 255 - colour.getBlue()};
    }

    /** How many pixels of two pictures differ. */
    static int differences(BufferedImage a, BufferedImage b) {
        int count = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) if (a.getRGB(x, y) != b.getRGB(x, y)) count++;
        }
        return count;
    }

    static int count(BufferedImage image, Color colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) if (near(image.getRGB(x, y), colour, 24)) count++;
        }
        return count;
    }

    /** What a translucent colour looks like on white. */
    static Color onWhite(Color colour, int alpha) {
        return new Color(ColourMap.mix(0xFFFFFF, colour.getRGB() & 0xFFFFFF, alpha / 255.0));
    }

    static boolean near(int rgb, Color colour, int tolerance) {
        Color found = new Color(rgb);
        return Math.abs(found.getRed() - colour.getRed()) <= tolerance
                && Math.abs(found.getGreen() - colour.getGreen()) <= tolerance
                && Math.abs(found.getBlue() - colour.getBlue()) <= tolerance;
    }
}
