package lab.samediff.experiments.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A white picture and the pen that draws on it: text placement, word wrap and the heading that every picture has. */
final class Canvas implements AutoCloseable {
    static final int MARGIN = 12;

    private static final int LARGEST_SIDE = 8192;

    final BufferedImage image;
    final Graphics2D pen;

    Canvas(int width, int height) {
        checkSize(width, height);
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        pen = pen(image);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Style.INK);
    }

    static void checkSize(int width, int height) {
        if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "a picture of " + width + " x " + height + " pixels: sides are 1 to " + LARGEST_SIDE);
        }
    }

    /** A pen with the rendering hints of the house; the caller disposes of it. */
    static Graphics2D pen(BufferedImage image) {
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return pen;
    }

    int width(Font font, String text) {
        return pen.getFontMetrics(font).stringWidth(text);
    }

    int lineHeight(Font font) {
        return pen.getFontMetrics(font).getHeight();
    }

    /** Writes one line with its left end (align 0), middle (0.5) or right end (1) at x and its vertical middle at y. */
    void text(Font font, String text, double x, double y, double align) {
        var metrics = pen.getFontMetrics(font);
        pen.setFont(font);
        double baseline = y + (metrics.getAscent() - metrics.getDescent()) / 2.0;
        pen.drawString(text, (float) (x - align * metrics.stringWidth(text)), (float) baseline);
    }

    /** Writes one line that reads upwards, centred at (x, y). */
    void upwards(Font font, String text, double x, double y) {
        var before = pen.getTransform();
        pen.rotate(-Math.PI / 2, x, y);
        text(font, text, x, y, 0.5);
        pen.setTransform(before);
    }

    /** Breaks a text at spaces into lines no wider than a width, words that are wider themselves between characters. */
    List<String> wrap(Font font, String text, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(font, longer) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) lines.add(line);
            line = word;
            while (width(font, line) > width && line.length() > 1) {
                int end = fitting(font, line, width);
                lines.add(line.substring(0, end));
                line = line.substring(end);
            }
        }
        lines.add(line);
        return lines;
    }

    private int fitting(Font font, String word, int width) {
        int end = word.length() - 1;
        while (end > 1 && width(font, word.substring(0, end)) > width) end--;
        return end;
    }

    /**
     * Writes a wrapped, centred title and the key below it; entries without words are left out.
     *
     * @return the height used, from the top of the picture
     */
    int heading(String title, List<Key> keys) {
        int y = MARGIN / 2;
        if (!title.isBlank()) {
            int step = lineHeight(Style.TITLE);
            for (String line : wrap(Style.TITLE, title, image.getWidth() - 2 * MARGIN)) {
                text(Style.TITLE, line, image.getWidth() / 2.0, y + step / 2.0, 0.5);
                y += step;
            }
            y += 4;
        }
        return y
                + Key.paint(
                        this,
                        keys.stream().filter(key -> !key.label().isBlank()).toList(),
                        y);
    }

    @Override
    public void close() {
        pen.dispose();
    }
}
