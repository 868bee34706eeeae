package lab.samediff.experiments.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;

/** Draws bars over categories by XChart. */
final class BarPainter {
    private BarPainter() {}

    static BufferedImage paint(ChartAxes axes, List<Layer> layers, int width, int height) {
        CategoryChart chart = new CategoryChart(width, height);
        Range y = axes.yRange() != null ? axes.yRange() : range(layers);
        List<Key> keys = new ArrayList<>();
        for (Layer layer : layers) if (layer instanceof Layer.Bars bars) keys.add(add(chart, axes, bars));
        if (keys.isEmpty()) throw new IllegalStateException("chart '" + axes.title() + "' has no bars");
        List<Layer.Level> levels = Levels.of(layers);
        keys.addAll(Levels.keys(levels, false));
        try (Canvas canvas = new Canvas(width, height)) {
            style(chart, axes, y, canvas);
            Graphics2D pen = XChartStyle.paint(chart, canvas.image, canvas.heading(axes.title(), keys));
            Levels.paint(pen, levels, y, chart::getScreenYFromChart, chart.getYAxisLeftWidth(), width - Canvas.MARGIN);
            pen.dispose();
            return canvas.image;
        }
    }

    private static Range range(List<Layer> layers) {
        Extent extent = new Extent(false);
        extent.add(0);
        for (Layer layer : layers) {
            if (layer instanceof Layer.Level level) extent.add(level.y());
            if (!(layer instanceof Layer.Bars bars)) continue;
            for (int i = 0; i < bars.heights().length; i++) {
                double error = Double.isFinite(bars.errors()[i]) ? bars.errors()[i] : 0;
                extent.add(bars.heights()[i] - error, bars.heights()[i] + error);
            }
        }
        Range tight = extent.range(0);
        double room = 0.06 * tight.span();
        return new Range(tight.low() < 0 ? tight.low() - room : 0, tight.high() > 0 ? tight.high() + room : 0);
    }

    private static Key add(CategoryChart chart, ChartAxes axes, Layer.Bars bars) {
        Color colour = Style.colour(chart.getSeriesCollection().size());
        List<Double> heights = Arrays.stream(bars.heights()).boxed().toList();
        List<Double> errors = Arrays.stream(bars.errors()).boxed().toList();
        CategorySeries series = chart.addSeries(
                Integer.toString(chart.getSeriesCollection().size()), axes.categories(), heights, errors);
        series.setFillColor(colour);
        return Key.area(bars.name(), colour);
    }

    private static void style(CategoryChart chart, ChartAxes axes, Range y, Canvas canvas) {
        CategoryStyler styler = chart.getStyler();
        XChartStyle.apply(styler);
        chart.setXAxisTitle(axes.xLabel());
        chart.setYAxisTitle(axes.yLabel());
        XChartStyle.setY(styler, y, false);
        styler.setYAxisTickMarkSpacingHint(56);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setAvailableSpaceFill(0.8);
        styler.setErrorBarsColor(Style.INK);
        int widest = axes.categories().stream()
                .mapToInt(c -> canvas.width(Style.TEXT, c))
                .max()
                .orElse(0);
        int slot = (canvas.image.getWidth() - 100) / axes.categories().size();
        if (widest > slot - 8) styler.setXAxisLabelRotation(35);
    }
}
