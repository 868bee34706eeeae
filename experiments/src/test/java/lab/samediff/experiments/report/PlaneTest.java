package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneTest {
    @ParameterizedTest
    @CsvSource({"700,700,1,1", "900,500,1,1", "400,800,1,1", "600,600,10,1", "600,600,1,1000", "500,500,1e-3,1e-3"})
    void oneUnitIsAsLongUpwardsAsSideways(int width, int height, double x, double y) {
        try (Canvas canvas = new Canvas(width, height)) {
            ChartAxes axes = ChartAxes.numeric("", "x", "y");
            Plane plane = Plane.paint(canvas, width, 20, axes, new Range(0, x), new Range(0, y));
            assertThat(plane.aspect()).isCloseTo(1, within(0.01));
            assertThat(plane.x().low()).isLessThanOrEqualTo(1e-9);
            assertThat(plane.x().high()).isGreaterThanOrEqualTo(x - 1e-9);
            assertThat(plane.y().low()).isLessThanOrEqualTo(1e-9);
            assertThat(plane.y().high()).isGreaterThanOrEqualTo(y - 1e-9);
        }
    }

    @Test
    void aCloudAtOnePlaceLightsThatPlaceOnly() {
        double[][] points = new double[50][];
        for (int i = 0; i < 50; i++) points[i] = new double[] {1.05, -1.05};
        BufferedImage image = Density.over("x", "y", -2, 2, -2, 2).bins(40).render("", points, 600, 560);
        double[] cell = frameMiddle(image, new Color(0xFDE725));
        double[] all = frameMiddle(image, new Color(0x440154));
        // The dark ground is symmetric about the origin but for one cell, so its middle is the middle of the plot.
        assertThat(cell[0]).isGreaterThan(all[0] + 40);
        assertThat(cell[1]).isGreaterThan(all[1] + 40);
        assertThat(cell[0] - all[0]).isCloseTo(cell[1] - all[1], within(4.0));
    }

    /** The middle of a colour in pixels from the upper left corner, left of the colour bar. */
    private static double[] frameMiddle(BufferedImage image, Color colour) {
        double x = 0;
        double y = 0;
        int count = 0;
        for (int row = 0; row < image.getHeight(); row++) {
            for (int column = 0; column < image.getWidth() - 110; column++) {
                if (!Pixels.near(image.getRGB(column, row), colour, 4)) continue;
                x += column;
                y += row;
                count++;
            }
        }
        return new double[] {x / count, y / count};
    }

    @Test
    void aFixedScaleGivesEqualColoursToEqualDensities() {
        Density density = Density.over("x", "y", 0, 1, 0, 1).bins(1).scaleTo(2);
        double[][] one = {{0.5, 0.5}};
        double[][] many = {{0.5, 0.5}, {0.4, 0.4}, {0.6, 0.6}};
        // Both have density 1 over the cell, half of the scale.
        int half = ColourMap.VIRIDIS.rgb(0.5);
        BufferedImage a = density.render("", one, 600, 560);
        BufferedImage b = density.render("", many, 600, 560);
        assertThat(Pixels.count(a, new Color(half)))
                .isEqualTo(Pixels.count(b, new Color(half)))
                .isGreaterThan(10_000);
    }

    @Test
    void startAndEndOfAPathLieOnTheirSides() {
        double[][][] path = {{{0, 0}, {0, 1}}, {{3, 0}, {3, 1}}};
        BufferedImage image =
                Trajectories.of("", "x", "y", path).ends("", "").lines(0).render(700, 500);
        Rectangle frame = Pixels.frame(image);
        double[] start = Pixels.middleOfMarkers(image, frame, Style.colour(0));
        double[] end = Pixels.middleOfMarkers(image, frame, Style.colour(1));
        // Three units apart, on axes whose units are equal and that are high enough for 1.08 units.
        double unit = (end[0] - start[0]) * frame.width / 3;
        assertThat(unit).isPositive().isLessThan(frame.height / 1.08);
        assertThat((start[0] + end[0]) / 2).isCloseTo(0.5, within(0.01));
        // Two dots of some forty pixels each, of which edge pixels count or do not.
        assertThat(start[1]).isCloseTo(0.5, within(0.03));
        assertThat(end[1]).isCloseTo(0.5, within(0.03));
    }

    @Test
    void wrongInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trajectories.of("flow", "x", "y", new double[][][] {{{0, 0}}, {{0, 0}, {1, 1}}}))
                .withMessageContaining("1 paths at first and 2 at time 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trajectories.of("flow", "x", "y", new double[][][] {{{0, 0, 0}}}))
                .withMessageContaining("3 coordinates");
        Density density = Density.over("x", "y", 0, 1, 0, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> density.render("t", new double[0][], 500, 500));
        assertThatIllegalArgumentException().isThrownBy(() -> density.render("t", new double[][] {{1}}, 500, 500));
        assertThatIllegalArgumentException().isThrownBy(() -> density.scaleTo(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Density.over("x", "y", 1, 1, 0, 1));
    }

    @Test
    void pathsThatAreNotFiniteAreLeftOut() {
        double[][][] paths = {{{0, 0}, {1, 1}}, {{1, 0}, {Double.NaN, 1}}};
        double[][][] finite = {{{0, 0}}, {{1, 0}}};
        BufferedImage image = Trajectories.of("", "x", "y", paths).render(500, 500);
        BufferedImage alone = Trajectories.of("", "x", "y", finite).render(500, 500);
        Color start = Pixels.onWhite(Style.colour(0), 170);
        assertThat(Pixels.count(image, start)).isCloseTo(Pixels.count(alone, start), within(8));
    }
}
