package lab.samediff.experiments.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A chart with labelled axes: lines, bands, points, histograms and reference lines over numbers, or bars over
 * categories. Immutable: each method gives a new chart. Drawn by XChart in the look of the house; the same chart gives the
 * same pixels on the same machine.
 *
 * <pre>{@code
 * Chart.lines("CFM on two moons", "step", "loss (nats)")
 *         .seeds("minibatch OT", steps, lossPerSeed)
 *         .level("reported, 0.42", 0.42)
 *         .logY()
 *         .render(900, 560);
 * }</pre>
 *
 * <p>A value that cannot be drawn (not finite, or not positive on a logarithmic axis) leaves a gap, and the key says how
 * many there were: a diverged run has to have a picture too. The key lies above the plot and never hides data; a series
 * with an empty name has no entry in it, for where a single series needs none.
 */
public final class Chart {
    private final ChartAxes axes;
    private final List<Layer> layers;

    private Chart(ChartAxes axes, List<Layer> layers) {
        this.axes = axes;
        this.layers = List.copyOf(layers);
    }

    /**
     * An empty chart with two numeric axes.
     *
     * @param title one sentence or less; may be empty
     * @param xLabel the quantity and its unit, {@code "time (s)"}
     * @param yLabel likewise, {@code "loss (nats)"}
     * @throws IllegalArgumentException if an axis label is blank
     */
    public static Chart lines(String title, String xLabel, String yLabel) {
        return new Chart(ChartAxes.numeric(title, xLabel, yLabel), List.of());
    }

    /**
     * An empty chart whose horizontal axis has categories; {@link #bars(String, double[], double[])} fills it.
     *
     * @throws IllegalArgumentException if an axis label is blank, or there is no category or the same one twice
     */
    public static Chart bars(String title, String xLabel, String yLabel, List<String> categories) {
        return new Chart(ChartAxes.categories(title, xLabel, yLabel, categories), List.of());
    }

    /**
     * Adds a line through points in the order given.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public Chart series(String name, double[] x, double[] y) {
        sameLength(name, x, y);
        return numeric(new Layer.Line(name, x.clone(), y.clone()));
    }

    /** Adds a metric's curve over its steps, thinned for drawing; the key says so. */
    public Chart series(String name, Series series) {
        Series drawn = series.thinned(2000);
        String label = drawn.size() == series.size()
                ? name
                : String.format(Locale.ROOT, "%s (%,d of %,d points)", name, drawn.size(), series.size());
        return series(label, drawn.x(), drawn.values());
    }

    /**
     * Adds the area between two curves, in the colour of the line of the same name.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public Chart band(String name, double[] x, double[] low, double[] high) {
        sameLength(name, x, low);
        sameLength(name, x, high);
        return numeric(new Layer.Band(name, x.clone(), low.clone(), high.clone()));
    }

    /**
     * Adds the mean over seeds as a line and its 95 % t-interval as a band; one seed gives the line alone.
     *
     * @param x [points]
     * @param runs one curve per seed, [seeds][points]
     * @throws IllegalArgumentException if there is no run or a length differs
     */
    public Chart seeds(String name, double[] x, double[][] runs) {
        if (runs.length == 0) throw new IllegalArgumentException("no run for series '" + name + "'");
        double[] mean = new double[x.length];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (double[] run : runs) sameLength(name, x, run);
        for (int i = 0; i < x.length; i++) {
            int at = i;
            Statistics over = Statistics.of(
                    Arrays.stream(runs).mapToDouble(run -> run[at]).toArray());
            mean[i] = over.mean();
            low[i] = over.mean() - over.halfWidth().orElse(0);
            high[i] = over.mean() + over.halfWidth().orElse(0);
        }
        if (runs.length == 1) return series(name + " (1 seed)", x, mean);
        String label = name + " (mean of " + runs.length + " seeds, 95 % CI)";
        return band(label, x, low, high).series(label, x, mean);
    }

    /**
     * Adds points that are not joined.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public Chart scatter(String name, double[] x, double[] y) {
        sameLength(name, x, y);
        return numeric(new Layer.Points(name, x.clone(), y.clone()));
    }

    /**
     * Adds a histogram as a density: the area under it is the share of the finite values within [low, high], so that it
     * can be laid over another one or over a density's curve. The key says how many values lie outside.
     *
     * @throws IllegalArgumentException if low is not below high or there is no bin
     */
    public Chart histogram(String name, double[] values, double low, double high, int bins) {
        return numeric(Bins.histogram(name, values, low, high, bins));
    }

    /**
     * Adds bars, side by side with those added before.
     *
     * @param heights one per category
     * @param errors half widths of the error bars; NaN for none, as {@link Statistics#halfWidth()} has for one seed
     * @throws IllegalArgumentException if a length is not the number of categories or a height is not finite
     * @throws IllegalStateException if the horizontal axis is numeric
     */
    public Chart bars(String name, double[] heights, double[] errors) {
        if (!axes.categorical()) throw new IllegalStateException("bars need a chart that Chart.bars(...) began");
        int wanted = axes.categories().size();
        if (heights.length != wanted || errors.length != wanted) {
            throw new IllegalArgumentException("series '" + name + "' has " + heights.length + " bars and "
                    + errors.length + " errors for " + wanted + " categories");
        }
        for (double height : heights) requireFinite(name, height);
        return with(new Layer.Bars(name, heights.clone(), errors.clone()));
    }

    /** Adds bars without error bars. */
    public Chart bars(String name, double... heights) {
        double[] none = new double[heights.length];
        Arrays.fill(none, Double.NaN);
        return bars(name, heights, none);
    }

    /**
     * Adds a dashed horizontal line, such as a reported number; its label stands in the key.
     *
     * @throws IllegalArgumentException if y is not finite
     */
    public Chart level(String label, double y) {
        requireFinite(label, y);
        return with(new Layer.Level(label, y));
    }

    /** Makes the horizontal axis logarithmic. */
    public Chart logX() {
        return new Chart(axes.logX(), layers);
    }

    /** Makes the vertical axis logarithmic. */
    public Chart logY() {
        return new Chart(axes.logY(), layers);
    }

    /**
     * Fixes the vertical axis, which otherwise fits what is drawn; what lies outside is cut off.
     *
     * @throws IllegalArgumentException if low is not below high
     */
    public Chart yRange(double low, double high) {
        return new Chart(axes.yRange(new Range(low, high)), layers);
    }

    /** The picture; 900 x 560 pixels is what the fonts are made for. */
    public BufferedImage render(int width, int height) {
        return axes.categorical()
                ? BarPainter.paint(axes, layers, width, height)
                : ChartPainter.paint(axes, layers, width, height);
    }

    private Chart numeric(Layer layer) {
        if (axes.categorical())
            throw new IllegalStateException("this chart has categories: only bars and levels go on it");
        return with(layer);
    }

    private Chart with(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Chart(axes, more);
    }

    private static void sameLength(String name, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("series '" + name + "' has " + x.length + " x and " + y.length + " y");
        }
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("'" + name + "' has the value " + value);
    }
}
