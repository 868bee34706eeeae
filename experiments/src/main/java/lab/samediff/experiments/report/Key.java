package lab.samediff.experiments.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a picture's key: a sample of the line, marker or area, and what it stands for. The key lies between title
 * and plot, so that it never hides data, and takes as many rows as its words need.
 *
 * @param stroke the line's stroke, or null where no line is drawn
 */
record Key(String label, Color colour, Kind kind, @Nullable Stroke stroke) {
    enum Kind {
        LINE,
        MARKER,
        AREA,
        NOTE
    }

    private static final int SAMPLE = 26;
    private static final int GAP = 22;

    static Key line(String label, Color colour, BasicStroke stroke) {
        return new Key(label, colour, Kind.LINE, stroke);
    }

    static Key marker(String label, Color colour) {
        return new Key(label, colour, Kind.MARKER, null);
    }

    static Key area(String label, Color colour) {
        return new Key(label, colour, Kind.AREA, null);
    }

    /** Words without a sample: what was left out of the picture. */
    static Key note(String label) {
        return new Key(label, Style.INK, Kind.NOTE, null);
    }

    /** Paints the key in centred rows from a height on; returns the height used. */
    static int paint(Canvas canvas, List<Key> keys, int top) {
        int step = canvas.lineHeight(Style.TEXT) + 2;
        double y = top + step / 2.0;
        for (List<Key> row : rows(canvas, keys)) {
            double x = (canvas.image.getWidth() - rowWidth(canvas, row)) / 2.0;
            for (Key key : row) {
                key.paint(canvas, x, y);
                x += key.width(canvas) + GAP;
            }
            y += step;
        }
        return (int) Math.round(y - step / 2.0) - top;
    }

    private static List<List<Key>> rows(Canvas canvas, List<Key> keys) {
        List<List<Key>> rows = new ArrayList<>();
        List<Key> row = new ArrayList<>();
        int room = canvas.image.getWidth() - 2 * Canvas.MARGIN;
        for (Key whole : keys) {
            for (Key key : whole.wrapped(canvas, room)) {
                row.add(key);
                if (row.size() > 1 && rowWidth(canvas, row) > room) {
                    row.remove(row.size() - 1);
                    rows.add(row);
                    row = new ArrayList<>(List.of(key));
                }
            }
        }
        if (!row.isEmpty()) rows.add(row);
        return rows;
    }

    /** The entry itself or, where its words are too long for one row, the entry and notes that carry on. */
    private List<Key> wrapped(Canvas canvas, int room) {
        List<Key> parts = new ArrayList<>();
        for (String line : canvas.wrap(Style.TEXT, label, room - SAMPLE - 6)) {
            parts.add(parts.isEmpty() ? new Key(line, colour, kind, stroke) : note(line));
        }
        return parts;
    }

    private static int rowWidth(Canvas canvas, List<Key> row) {
        return row.stream().mapToInt(key -> key.width(canvas)).sum() + GAP * (row.size() - 1);
    }

    private int width(Canvas canvas) {
        return indent() + canvas.width(Style.TEXT, label);
    }

    private int indent() {
        return kind == Kind.NOTE ? 0 : SAMPLE + 6;
    }

    private void paint(Canvas canvas, double x, double y) {
        canvas.pen.setColor(colour);
        switch (kind) {
            case LINE -> {
                Stroke before = canvas.pen.getStroke();
                if (stroke != null) canvas.pen.setStroke(stroke);
                canvas.pen.draw(new Line2D.Double(x, y, x + SAMPLE, y));
                canvas.pen.setStroke(before);
            }
            case MARKER -> canvas.pen.fill(new Ellipse2D.Double(x + SAMPLE / 2.0 - 4, y - 4, 8, 8));
            case AREA -> canvas.pen.fill(new Rectangle2D.Double(x, y - 6, SAMPLE, 12));
            case NOTE -> {}
        }
        canvas.pen.setColor(Style.INK);
        canvas.text(Style.TEXT, label, x + indent(), y, 0);
    }
}
