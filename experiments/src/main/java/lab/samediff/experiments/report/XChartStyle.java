package lab.samediff.experiments.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Dresses an XChart chart in the look of the house; title and key are ours, so XChart's are off. */
final class XChartStyle {
    static final BasicStroke NO_LINE = new BasicStroke(0);
    static final Color INVISIBLE = new Color(0, 0, 0, 0);

    /** Room that the last tick label needs at the right; at the other sides all but a margin of it is taken back. */
    private static final int PADDING = 32;

    private static final int SHIFT = PADDING - Canvas.MARGIN;

    private XChartStyle() {}

    /**
     * Paints a chart below a heading.
     *
     * @return the pen, in the chart's coordinates; the caller disposes of it
     */
    static Graphics2D paint(IChart chart, BufferedImage image, int top) {
        int height = image.getHeight() - top;
        if (height < 80) {
            throw new IllegalArgumentException("title and key leave " + height + " of " + image.getHeight()
                    + " pixels for the plot: give the picture more height or shorter names");
        }
        Graphics2D pen = Canvas.pen(image.getSubimage(0, top, image.getWidth(), height));
        pen.translate(-SHIFT, -SHIFT);
        chart.paint(pen, image.getWidth() + SHIFT, height + 2 * SHIFT);
        return pen;
    }

    /** An empty chart with two numeric axes of fixed ranges. */
    static XYChart axes(ChartAxes axes, Range x, Range y, int width, int height) {
        XYChart chart = new XYChart(width, height);
        XYStyler styler = chart.getStyler();
        apply(styler);
        chart.setXAxisTitle(axes.xLabel());
        chart.setYAxisTitle(axes.yLabel());
        styler.setXAxisLogarithmic(axes.xLog());
        styler.setYAxisLogarithmic(axes.yLog());
        double hair = hair(x, axes.xLog());
        styler.setXAxisMin(x.low() - hair).setXAxisMax(x.high() + hair);
        setY(styler, y, axes.yLog());
        styler.setXAxisTickLabelsFormattingFunction(Numbers::text);
        styler.setXAxisTickMarkSpacingHint(110);
        styler.setYAxisTickMarkSpacingHint(56);
        styler.setMarkerSize(5);
        // Over equally spaced data XChart puts its ticks on data points, 1300, 2600, ...; this series breaks the
        // spacing.
        chart.addSeries("unseen", new double[] {x.low(), x.low() + 0.382 * x.span()}, new double[] {y.low(), y.low()})
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.NONE);
        return chart;
    }

    /** Fixes the vertical range. */
    static void setY(AxesChartStyler styler, Range y, boolean log) {
        double hair = hair(y, log);
        styler.setYAxisMin(y.low() - hair).setYAxisMax(y.high() + hair);
    }

    /** XChart drops a tick that lies exactly on an edge, so the edges move by this, a tenth of a pixel or less. */
    private static double hair(Range range, boolean log) {
        return log ? 0 : 1e-4 * range.span();
    }

    /** The look alone. */
    static void apply(AxesChartStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setChartTitleVisible(false);
        styler.setLegendVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setChartFontColor(Style.INK);
        styler.setChartPadding(PADDING);
        styler.setPlotBorderVisible(true);
        styler.setPlotBorderColor(Style.AXIS);
        styler.setPlotContentSize(1.0);
        styler.setAxisTitleFont(Style.TEXT);
        styler.setAxisTitlePadding(8);
        styler.setAxisTickLabelsFont(Style.TEXT);
        styler.setAxisTickLabelsColor(Style.INK);
        styler.setAxisTickMarksColor(Style.AXIS);
        styler.setAxisTicksLineVisible(false);
        styler.setPlotMargin(0);
        styler.setPlotGridLinesColor(Style.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1f));
        styler.setYAxisTickLabelsFormattingFunction(Numbers::text);
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setXAxisLabelAlignmentVertical(AxesChartStyler.TextAlignment.Right);
        styler.setAntiAlias(true);
        styler.setTextAntiAlias(true);
    }
}
