package lab.samediff.experiments.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the layers of a chart with numeric axes by XChart. */
final class ChartPainter {
    /** Up to this many points a line also shows them: a line through one point would be invisible. */
    private static final int FEW = 25;

    private static final int AREA_ALPHA = 64;
    private static final int POINT_ALPHA = 150;

    private final ChartAxes axes;
    private final Extent xs;
    private final Extent ys;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();

    private ChartPainter(ChartAxes axes) {
        this.axes = axes;
        xs = new Extent(axes.xLog());
        ys = new Extent(axes.yLog());
    }

    static BufferedImage paint(ChartAxes axes, List<Layer> layers, int width, int height) {
        Canvas.checkSize(width, height);
        return new ChartPainter(axes).paintAll(layers, width, height);
    }

    private BufferedImage paintAll(List<Layer> layers, int width, int height) {
        layers.forEach(this::measure);
        Range x = xs.range(0.02);
        Range y = yRange(layers);
        XYChart chart = XChartStyle.axes(axes, x, y, width, height);
        // Areas first, so that lines stay on top of them.
        layers.stream()
                .sorted(Comparator.comparing(l -> !(l instanceof Layer.Band || l instanceof Layer.Histogram)))
                .forEach(layer -> add(chart, layer, y));
        List<Layer.Level> levels = Levels.of(layers);
        List<Key> shown = new ArrayList<>(keys.values());
        shown.addAll(Levels.keys(levels, axes.yLog()));
        try (Canvas canvas = new Canvas(width, height)) {
            int top = canvas.heading(axes.title(), shown);
            Graphics2D pen = XChartStyle.paint(chart, canvas.image, top);
            Levels.paint(
                    pen,
                    levels,
                    y,
                    chart::getScreenYFromChart,
                    chart.getScreenXFromChart(x.low()),
                    chart.getScreenXFromChart(x.high()));
            pen.dispose();
            return canvas.image;
        }
    }

    private Range yRange(List<Layer> layers) {
        if (axes.yRange() != null) return axes.yRange();
        Range padded = ys.range(0.05);
        boolean histogram = layers.stream().anyMatch(Layer.Histogram.class::isInstance);
        // Areas are compared by eye, so they stand on the axis.
        return histogram && !axes.yLog() && ys.range(0).low() >= 0 ? new Range(0, padded.high()) : padded;
    }

    private void measure(Layer layer) {
        if (!(layer instanceof Layer.Level)) names.add(layer.name());
        if (layer instanceof Layer.Line line) measure(line.x(), line.y());
        if (layer instanceof Layer.Points points) measure(points.x(), points.y());
        if (layer instanceof Layer.Band band) {
            measure(band.x(), band.low());
            measure(band.x(), band.high());
        }
        if (layer instanceof Layer.Histogram histogram) {
            xs.add(histogram.edges());
            ys.add(histogram.heights());
            ys.add(0);
        }
        if (layer instanceof Layer.Level level) ys.add(level.y());
    }

    private void measure(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            if (!xs.shows(x[i]) || !ys.shows(y[i])) continue;
            xs.add(x[i]);
            ys.add(y[i]);
        }
    }

    private void add(XYChart chart, Layer layer, Range y) {
        if (layer instanceof Layer.Level) return;
        int place = List.copyOf(names).indexOf(layer.name());
        Color colour = Style.colour(place);
        if (layer instanceof Layer.Line line) addLine(chart, line, place);
        if (layer instanceof Layer.Points points) addPoints(chart, points, colour);
        if (layer instanceof Layer.Band band) addBand(chart, band, colour, y);
        if (layer instanceof Layer.Histogram histogram) {
            double[][] outline = Outline.of(histogram);
            polygon(chart, outline[0], outline[1], colour);
            keys.putIfAbsent(layer.name(), Key.area(layer.name(), Style.translucent(colour, AREA_ALPHA)));
        }
    }

    private void addLine(XYChart chart, Layer.Line line, int place) {
        Drawable points = Drawable.line(line.x(), line.y(), xs, ys);
        Color colour = Style.colour(place);
        keys.put(line.name(), Key.line(points.label(line.name()), colour, Style.line(place)));
        if (points.drawn() == 0) return;
        XYSeries series = chart.addSeries(id(chart), points.x(), points.y());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setLineColor(colour).setLineStyle(Style.line(place));
        series.setMarker(points.drawn() <= FEW ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(colour);
    }

    private void addPoints(XYChart chart, Layer.Points cloud, Color colour) {
        Drawable points = Drawable.points(cloud.x(), cloud.y(), xs, ys);
        keys.put(cloud.name(), Key.marker(points.label(cloud.name()), colour));
        if (points.drawn() == 0) return;
        XYSeries series = chart.addSeries(id(chart), points.x(), points.y());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Style.translucent(colour, POINT_ALPHA));
    }

    private void addBand(XYChart chart, Layer.Band band, Color colour, Range y) {
        for (double[][] outline : Outline.of(band, xs, ys, y)) polygon(chart, outline[0], outline[1], colour);
        keys.putIfAbsent(band.name(), Key.area(band.name(), Style.translucent(colour, AREA_ALPHA)));
    }

    private static void polygon(XYChart chart, double[] x, double[] y, Color colour) {
        XYSeries series = chart.addSeries(id(chart), x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(Style.translucent(colour, AREA_ALPHA));
        series.setLineColor(XChartStyle.INVISIBLE).setLineStyle(XChartStyle.NO_LINE);
        series.setMarker(SeriesMarkers.NONE);
    }

    private static String id(XYChart chart) {
        return Integer.toString(chart.getSeriesCollection().size());
    }
}
