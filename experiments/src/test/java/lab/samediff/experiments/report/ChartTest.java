package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Color FIRST = Style.colour(0);
    private static final double[] UNIT = {0, 1};

    private static Chart chart() {
        return Chart.lines("title", "x (1)", "y (1)").yRange(0, 1);
    }

    private static double[] middleOf(Chart chart, Color colour) {
        BufferedImage image = chart.render(900, 560);
        return Pixels.middle(image, Pixels.frame(image), colour);
    }

    @Test
    void aLevelLineLiesAtItsHeight() {
        for (double height : new double[] {0.1, 0.25, 0.5, 0.9}) {
            double[] middle = middleOf(chart().series("a", UNIT, new double[] {height, height}), FIRST);
            assertThat(middle[0]).isCloseTo(0.5, within(0.01));
            assertThat(middle[1]).isCloseTo(height, within(0.01));
        }
    }

    @Test
    void onALogarithmicAxisEqualRatiosAreEqualDistances() {
        Chart chart = Chart.lines("", "x", "y").yRange(1, 10_000).logY();
        double[] middle = middleOf(chart.series("a", UNIT, new double[] {100, 100}), FIRST);
        assertThat(middle[1]).isCloseTo(0.5, within(0.01));
    }

    @Test
    void aRisingLineRises() {
        BufferedImage image = chart().series("a", UNIT, UNIT).render(900, 560);
        Rectangle frame = Pixels.frame(image);
        Rectangle left = new Rectangle(frame.x, frame.y, frame.width / 4, frame.height);
        Rectangle right = new Rectangle(frame.x + 3 * frame.width / 4, frame.y, frame.width / 4, frame.height);
        assertThat(Pixels.middle(image, left, FIRST)[1]).isLessThan(0.25);
        assertThat(Pixels.middle(image, right, FIRST)[1]).isGreaterThan(0.75);
    }

    @Test
    void referenceLinesLieAtTheirHeightAndWidenTheAxis() {
        Chart low =
                Chart.lines("", "x", "y").series("a", UNIT, new double[] {0, 0}).level("reported", 4);
        BufferedImage image = low.render(900, 560);
        // The axis has 5 % of the span free at either end.
        assertThat(Pixels.middle(image, Pixels.frame(image), FIRST)[1]).isCloseTo(0.05 / 1.1, within(0.01));
        assertThat(Pixels.middle(image, Pixels.frame(image), Style.INK)[1]).isCloseTo(1.05 / 1.1, within(0.01));
    }

    @Test
    void pointsLieWhereTheyBelong() {
        Chart corners = chart().scatter("corners", UNIT, UNIT);
        double[] at = {0.25, 0.25};
        BufferedImage image = corners.scatter("b", at, new double[] {0.7, 0.7}).render(900, 560);
        double[] middle = Pixels.middleOfMarkers(image, Pixels.frame(image), Style.colour(1));
        // The horizontal axis has 2 % free at either end.
        assertThat(middle[0]).isCloseTo((0.25 + 0.02) / 1.04, within(0.01));
        assertThat(middle[1]).isCloseTo(0.7, within(0.01));
    }

    @Test
    void aBandFillsBetweenItsCurves() {
        double[] low = {0.2, 0.2};
        double[] high = {0.6, 0.6};
        BufferedImage image = chart().band("a", UNIT, low, high).render(900, 560);
        Rectangle frame = Pixels.frame(image);
        Color fill = Pixels.onWhite(FIRST, 64);
        assertThat(Pixels.middle(image, frame, fill)[1]).isCloseTo(0.4, within(0.01));
        double share = (double) Pixels.count(image.getSubimage(frame.x, frame.y, frame.width, frame.height), fill)
                / ((double) frame.width * frame.height);
        assertThat(share).isCloseTo(0.4 / 1.04, within(0.03));
    }

    @Test
    void theBandOverSeedsIsTheStudentInterval() {
        // Two runs at 0.5 ± 0.01: s = 0.01 √2, half width = 12.706 s / √2 = 0.12706.
        double[][] runs = {{0.49, 0.49}, {0.51, 0.51}};
        BufferedImage image = chart().seeds("a", UNIT, runs).render(900, 560);
        Rectangle frame = Pixels.frame(image);
        BufferedImage plot = image.getSubimage(frame.x, frame.y, frame.width, frame.height);
        double shaded = Pixels.count(plot, Pixels.onWhite(FIRST, 64)) / (double) frame.width / frame.height;
        assertThat(shaded).isCloseTo(2 * 0.12706 / 1.04, within(0.02));
    }

    @Test
    void theAreaOfAHistogramIsTheShareOfValuesInside() {
        double[] values = {0.1, 0.2, 0.3, 0.8, 5, Double.NaN};
        Layer.Histogram histogram = Bins.histogram("a", values, 0, 1, 4);
        assertThat(Arrays.stream(histogram.heights()).sum() * 0.25).isCloseTo(4.0 / 5, within(1e-12));
        assertThat(histogram.heights()[0]).isCloseTo(2.0 / 5 / 0.25, within(1e-12));
        assertThat(histogram.name()).isEqualTo("a (2 of 6 outside)");
        assertThat(histogram.edges()).containsExactly(0, 0.25, 0.5, 0.75, 1);
    }

    @Test
    void aBarIsAsHighAsItsValue() {
        Chart bars = Chart.bars("", "model", "accuracy (1)", List.of("a", "b"))
                .bars("ours", 0.5, 0.5)
                .yRange(0, 1);
        double[] middle = middleOf(bars, FIRST);
        assertThat(middle[1]).isCloseTo(0.25, within(0.01));
        assertThat(middle[0]).isCloseTo(0.5, within(0.01));
    }

    @Test
    void errorBarsAreDrawnOnlyWhereThereIsAnInterval() {
        Chart bars = Chart.bars("", "model", "accuracy (1)", List.of("a"));
        double[] none = {Double.NaN};
        BufferedImage without =
                bars.bars("", new double[] {1}, none).yRange(0, 2).render(900, 560);
        BufferedImage with =
                bars.bars("", new double[] {1}, new double[] {0.5}).yRange(0, 2).render(900, 560);
        BufferedImage plain = bars.bars("", 1.0).yRange(0, 2).render(900, 560);
        assertThat(Pixels.differences(without, plain)).isZero();
        // A quarter of the plot's height up and down, and two caps.
        assertThat(Pixels.differences(with, without)).isGreaterThan(Pixels.frame(with).height / 2);
    }

    @Test
    void valuesThatCannotBeDrawnLeaveAGapAndAreCounted() {
        double nan = Double.NaN;
        Extent xs = new Extent(false);
        Extent ys = new Extent(true);
        double[] x = {0, 1, 2, 3, Double.POSITIVE_INFINITY};
        Drawable drawable = Drawable.line(x, new double[] {1, nan, -1, 2, 3}, xs, ys);
        assertThat(drawable.x()).containsExactly(0, 1, 2, 3);
        assertThat(drawable.y()).containsExactly(1, nan, nan, 2);
        assertThat(drawable.label("loss")).isEqualTo("loss (3 of 5 values not drawable)");
        assertThat(Drawable.points(x, x, xs, new Extent(false)).label("loss")).contains("(1 of 5");
    }

    @Test
    void aRunThatDivergedStillHasAPicture() {
        double[] broken = {Double.NaN, Double.POSITIVE_INFINITY};
        double[] huge = {Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] y : List.of(broken, huge, new double[] {0, 0}, new double[] {1, 1 + 2e-16})) {
            Chart chart = Chart.lines("", "x", "y")
                    .series("a", UNIT, y)
                    .band("a", UNIT, y, y)
                    .scatter("b", UNIT, y);
            assertThat(chart.render(600, 400).getWidth()).isEqualTo(600);
            assertThat(chart.logY().render(600, 400).getWidth()).isEqualTo(600);
        }
        assertThat(Chart.lines("", "x", "y").render(600, 400).getWidth()).isEqualTo(600);
    }

    @Test
    void wrongInputIsNamed() {
        double[] three = {1, 2, 3};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart().series("loss", UNIT, three))
                .withMessage("series 'loss' has 2 x and 3 y");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart().level("reported", Double.NaN))
                .withMessageContaining("'reported'");
        Chart bars = Chart.bars("", "x", "y", List.of("a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bars.bars("b", 1, 2))
                .withMessageContaining("'b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bars.bars("b", Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> Chart.bars("", "x", "y", List.of("a", "a")));
        assertThatIllegalStateException().isThrownBy(() -> bars.series("b", UNIT, UNIT));
        assertThatIllegalStateException().isThrownBy(() -> chart().bars("b", 1));
        assertThatIllegalStateException().isThrownBy(bars::logY);
        assertThatIllegalArgumentException().isThrownBy(() -> chart().yRange(2, 1));
    }

    @Test
    void chartsDoNotChangeWithTheArraysTheyWereGiven() {
        double[] y = {0.5, 0.5};
        Chart chart = chart().series("a", UNIT, y);
        y[0] = 0;
        assertThat(middleOf(chart, FIRST)[1]).isCloseTo(0.5, within(0.01));
    }
}
