package lab.samediff.experiments.report;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A matrix as a picture: row 0 at the top, column 0 at the left, a colour bar beside it, and on demand the numbers in the
 * cells. For confusion matrices, similarities and attention.
 *
 * <pre>{@code
 * HeatMap.matrix("Errors of LeNet on MNIST", "true digit", "predicted digit", counts)
 *         .labels(digits, digits)
 *         .unit("images")
 *         .numbers()
 *         .render(760, 700);
 * }</pre>
 *
 * <p>A value that is not finite gives a grey cell; the key counts them.
 */
public final class HeatMap {
    private final HeatMapStyle style;
    private final double[][] values;
    private final List<String> rows;
    private final List<String> columns;

    private HeatMap(HeatMapStyle style, double[][] values, List<String> rows, List<String> columns) {
        this.style = style;
        this.values = values;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * A matrix whose rows and columns are numbered from 0.
     *
     * @param rowAxis what the rows are, {@code "true digit"}
     * @param columnAxis what the columns are
     * @param values [rows][columns], at least one of each
     * @throws IllegalArgumentException if an axis has no words or the rows differ in length
     */
    public static HeatMap matrix(String title, String rowAxis, String columnAxis, double[][] values) {
        ChartAxes axes = ChartAxes.numeric(title, columnAxis, rowAxis);
        if (values.length == 0 || values[0].length == 0) {
            throw new IllegalArgumentException("heat map '" + title + "' has no cells");
        }
        for (double[] row : values) {
            if (row.length != values[0].length) {
                throw new IllegalArgumentException(
                        "heat map '" + title + "' has rows of " + values[0].length + " and " + row.length + " cells");
            }
        }
        double[][] copy = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        HeatMapStyle style = new HeatMapStyle(axes, "value", ColourMap.VIRIDIS, null, false);
        return new HeatMap(style, copy, numbered(values.length), numbered(values[0].length));
    }

    /** A matrix with labelled rows and columns, its numbers in the cells, in a picture that gives each cell some room. */
    public static BufferedImage of(double[][] values, String title, String[] rowLabels, String[] columnLabels) {
        HeatMap map = matrix(title, "row", "column", values).labels(List.of(rowLabels), List.of(columnLabels));
        int width = Math.max(480, 220 + 46 * columnLabels.length);
        int height = Math.max(400, 140 + 46 * rowLabels.length);
        return map.numbers().render(Math.min(width, 1600), Math.min(height, 1600));
    }

    /**
     * Labels the rows, from above, and the columns, from the left.
     *
     * @throws IllegalArgumentException if there are more or fewer labels than rows or columns
     */
    public HeatMap labels(List<String> ofRows, List<String> ofColumns) {
        if (ofRows.size() != rows.size() || ofColumns.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "heat map '" + style.axes().title() + "' has " + rows.size() + " rows and " + columns.size()
                            + " columns, but " + ofRows.size() + " and " + ofColumns.size() + " labels");
        }
        return new HeatMap(style, values, List.copyOf(ofRows), List.copyOf(ofColumns));
    }

    /** Names the quantity of the cells and its unit, for the colour bar. */
    public HeatMap unit(String words) {
        return with(new HeatMapStyle(style.axes(), words, style.colours(), style.range(), style.numbers()));
    }

    /** Chooses the colours. */
    public HeatMap colours(ColourMap colours) {
        return with(new HeatMapStyle(style.axes(), style.unit(), colours, style.range(), style.numbers()));
    }

    /**
     * Fixes the values of the first and last colour; else they are the smallest and largest value. Values beyond them
     * get the nearer colour. A diverging map wants the same distance from zero at both ends.
     *
     * @throws IllegalArgumentException if low is not below high
     */
    public HeatMap range(double low, double high) {
        return with(
                new HeatMapStyle(style.axes(), style.unit(), style.colours(), new Range(low, high), style.numbers()));
    }

    /**
     * Writes each value into its cell: whole numbers in full, others to three digits, all in a font that fits the widest.
     * Where that font could not be read (below 8 points) the cells stay without.
     */
    public HeatMap numbers() {
        return with(new HeatMapStyle(style.axes(), style.unit(), style.colours(), style.range(), true));
    }

    /** The picture. */
    public BufferedImage render(int width, int height) {
        return new HeatMapPainter(style, scale(), values, rows, columns).paint(width, height);
    }

    private HeatMap with(HeatMapStyle changed) {
        return new HeatMap(changed, values, rows, columns);
    }

    private Range scale() {
        @Nullable Range fixed = style.range();
        if (fixed != null) return fixed;
        Extent extent = new Extent(false);
        for (double[] row : values) extent.add(row);
        return extent.range(0);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
