package lab.samediff.experiments.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Lays out and draws a heat map: square cells, labels to the left and below, the colour bar to the right. */
final class HeatMapPainter {
    private static final int GAP = 8;
    private static final float SMALLEST_NUMBER = 8;

    private final HeatMapStyle style;
    private final Range scale;
    private final double[][] values;
    private final List<String> rows;
    private final List<String> columns;

    HeatMapPainter(HeatMapStyle style, Range scale, double[][] values, List<String> rows, List<String> columns) {
        this.style = style;
        this.scale = scale;
        this.values = values;
        this.rows = rows;
        this.columns = columns;
    }

    BufferedImage paint(int width, int height) {
        try (Canvas canvas = new Canvas(width, height)) {
            long missing = Arrays.stream(values)
                    .flatMapToDouble(Arrays::stream)
                    .filter(v -> !Double.isFinite(v))
                    .count();
            String note = missing == 0 ? "" : String.format(Locale.ROOT, "not finite: %,d cells", missing);
            int top = canvas.heading(style.axes().title(), List.of(Key.area(note, Style.MISSING))) + GAP;
            ColourBar bar = new ColourBar(style.colours(), scale, style.unit());
            int line = canvas.lineHeight(Style.TEXT);
            double left = Canvas.MARGIN + line + GAP + widest(canvas, rows) + GAP;
            double roomX = width - left - 2 * GAP - bar.width(canvas);
            boolean turned = widest(canvas, columns) + GAP > roomX / columns.size() && columns.size() < roomX / line;
            double below = (turned ? widest(canvas, columns) : line) + GAP + line + Canvas.MARGIN;
            double cell = Math.min(roomX / columns.size(), (height - top - below) / rows.size());
            if (cell < 1) throw new IllegalArgumentException(tooSmall(width, height));
            // Centred in the room that square cells leave over.
            left += (roomX - cell * columns.size()) / 2;
            top += (int) ((height - top - below - cell * rows.size()) / 2);
            cells(canvas, left, top, cell);
            labels(canvas, left, top, cell, turned);
            bar.paint(canvas, left + cell * columns.size() + 2 * GAP, top, top + cell * rows.size());
            return canvas.image;
        }
    }

    private String tooSmall(int width, int height) {
        return "heat map '" + style.axes().title() + "' of " + rows.size() + " x " + columns.size()
                + " cells does not fit a picture of " + width + " x " + height + " pixels with its labels";
    }

    private static int widest(Canvas canvas, List<String> labels) {
        return labels.stream()
                .mapToInt(label -> canvas.width(Style.TEXT, label))
                .max()
                .orElse(0);
    }

    private void cells(Canvas canvas, double left, double top, double cell) {
        Font font = numberFont(canvas, cell);
        boolean legible = style.numbers() && font.getSize2D() >= SMALLEST_NUMBER;
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                double value = values[row][column];
                int rgb = style.colours().rgb(Double.isFinite(value) ? scale.place(value) : Double.NaN);
                double x = left + column * cell;
                double y = top + row * cell;
                canvas.pen.setColor(new Color(rgb));
                // Whole pixels, so that no white seams show between the cells.
                canvas.pen.fill(pixels(x, y, x + cell, y + cell));
                if (!legible) continue;
                canvas.pen.setColor(ColourMap.luminance(rgb) > 0.3 ? Color.BLACK : Color.WHITE);
                canvas.text(font, number(value), x + cell / 2, y + cell / 2, 0.5);
            }
        }
        canvas.pen.setColor(Style.AXIS);
        canvas.pen.draw(pixels(left, top, left + cell * columns.size(), top + cell * rows.size()));
    }

    private static Rectangle2D pixels(double x0, double y0, double x1, double y1) {
        return new Rectangle2D.Double(
                Math.round(x0), Math.round(y0), Math.round(x1) - Math.round(x0), Math.round(y1) - Math.round(y0));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Numbers.text(value) : Numbers.text(value, 3);
    }

    /** The largest font, up to that of the text, in which every number fits its cell. */
    private Font numberFont(Canvas canvas, double cell) {
        int widest = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .mapToInt(value -> canvas.width(Style.TEXT, number(value)))
                .max()
                .orElse(1);
        double share = Math.min((cell - 4) / widest, (cell - 2) / canvas.lineHeight(Style.TEXT));
        return Style.TEXT.deriveFont((float) (Style.TEXT.getSize() * Math.max(0.1, Math.min(1, share))));
    }

    private void labels(Canvas canvas, double left, double top, double cell, boolean turned) {
        canvas.pen.setColor(Style.INK);
        int line = canvas.lineHeight(Style.TEXT);
        double bottom = top + cell * rows.size();
        int everyRow = every(line, cell);
        for (int i = 0; i < rows.size(); i += everyRow) {
            canvas.text(Style.TEXT, rows.get(i), left - GAP, top + (i + 0.5) * cell, 1);
        }
        int everyColumn = every(turned ? line : widest(canvas, columns) + GAP, cell);
        for (int i = 0; i < columns.size(); i += everyColumn) {
            double x = left + (i + 0.5) * cell;
            if (turned) {
                double middle = bottom + GAP / 2.0 + canvas.width(Style.TEXT, columns.get(i)) / 2.0;
                canvas.upwards(Style.TEXT, columns.get(i), x, middle);
            } else {
                canvas.text(Style.TEXT, columns.get(i), x, bottom + GAP / 2.0 + line / 2.0, 0.5);
            }
        }
        double depth = turned ? widest(canvas, columns) : line;
        canvas.text(
                Style.TEXT,
                style.axes().xLabel(),
                left + cell * columns.size() / 2,
                bottom + depth + GAP + line / 2.0,
                0.5);
        double rowLabels = widest(canvas, rows) + 2 * GAP + line / 2.0;
        canvas.upwards(Style.TEXT, style.axes().yLabel(), left - rowLabels, (top + bottom) / 2);
    }

    /** Every how many labels one is written, so that none overlap: 1, 2, 5, 10, 20, ... */
    private static int every(double needed, double cell) {
        int[] steps = {1, 2, 5};
        for (int power = 1; ; power *= 10)
            for (int step : steps) if (step * power * cell >= needed) return step * power;
    }
}
