package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeatMapTest {
    private static final Rectangle LEFT = new Rectangle(0, 0, 560, 600);

    /** The matrix's own pixels lie left of the colour bar, which ends at the same colours. */
    private static double[] middle(BufferedImage image, int rgb) {
        return Pixels.middle(image, LEFT, new Color(rgb));
    }

    @Test
    void theBrightestCellIsWhereTheLargestValueIs() {
        double[][] values = new double[4][4];
        double firstRow = 0;
        double lastRow = 0;
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                values[row][column] = 1;
                double[] found =
                        middle(HeatMap.matrix("", "row", "column", values).render(660, 600), 0xFDE725);
                values[row][column] = 0;
                // Cells are equal squares: each step of a row is one step down, of a column one to the right.
                double[] first =
                        middle(HeatMap.matrix("", "row", "column", first()).render(660, 600), 0xFDE725);
                double cell = step();
                assertThat((found[0] - first[0]) * LEFT.width).isCloseTo(column * cell, within(4.0));
                assertThat((first[1] - found[1]) * LEFT.height).isCloseTo(row * cell, within(4.0));
                if (row == 0) firstRow = found[1];
                lastRow = found[1];
            }
        }
        assertThat(firstRow).isGreaterThan(lastRow);
    }

    private static double[][] first() {
        double[][] values = new double[4][4];
        values[0][0] = 1;
        return values;
    }

    private static double step() {
        double[][] values = new double[4][4];
        values[0][1] = 1;
        double[] second = middle(HeatMap.matrix("", "row", "column", values).render(660, 600), 0xFDE725);
        double[] first = middle(HeatMap.matrix("", "row", "column", first()).render(660, 600), 0xFDE725);
        return (second[0] - first[0]) * LEFT.width;
    }

    @Test
    void cellsThatAreNotFiniteAreGrey() {
        double[][] values = {{0, 1}, {Double.NaN, Double.POSITIVE_INFINITY}};
        BufferedImage image = HeatMap.matrix("", "row", "column", values).render(660, 600);
        assertThat(Pixels.count(image, Style.MISSING)).isGreaterThan(2 * 100 * 100);
    }

    @Test
    void numbersAreLeftOutWhereTheyCouldNotBeRead() {
        double[][] fine = new double[100][100];
        HeatMap map = HeatMap.matrix("", "row", "column", fine);
        assertThat(Pixels.count(map.numbers().render(400, 400), Color.WHITE))
                .isEqualTo(Pixels.count(map.render(400, 400), Color.WHITE));
        HeatMap coarse = HeatMap.matrix("", "row", "column", new double[3][3]);
        assertThat(Pixels.count(coarse.numbers().render(400, 400), Color.WHITE))
                .isGreaterThan(Pixels.count(coarse.render(400, 400), Color.WHITE));
    }

    @Test
    void wrongInputIsNamed() {
        double[][] ragged = {{1, 2}, {3}};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMap.matrix("errors", "row", "column", ragged))
                .withMessageContaining("'errors' has rows of 2 and 1 cells");
        HeatMap map = HeatMap.matrix("errors", "row", "column", new double[2][2]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.labels(List.of("a"), List.of("a", "b")))
                .withMessageContaining("1 and 2 labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMap.matrix("errors", "row", "column", new double[0][0]));
        HeatMap long1 = map.labels(List.of("x".repeat(200), "b"), List.of("a", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> long1.render(300, 300))
                .withMessageContaining("does not fit");
    }

    @ParameterizedTest
    @EnumSource(names = {"VIRIDIS", "GREY"})
    void lightnessGrowsAlongASequentialMap(ColourMap map) {
        for (int i = 1; i <= 200; i++) {
            assertThat(ColourMap.luminance(map.rgb(i / 200.0)))
                    .isGreaterThanOrEqualTo(ColourMap.luminance(map.rgb((i - 1) / 200.0)));
        }
    }

    @Test
    void aDivergingMapIsLightestInTheMiddleAndClampsOutside() {
        double middle = ColourMap.luminance(ColourMap.DIVERGING.rgb(0.5));
        assertThat(middle).isGreaterThan(ColourMap.luminance(ColourMap.DIVERGING.rgb(0.3)));
        assertThat(middle).isGreaterThan(ColourMap.luminance(ColourMap.DIVERGING.rgb(0.7)));
        assertThat(ColourMap.DIVERGING.rgb(-3)).isEqualTo(ColourMap.DIVERGING.rgb(0));
        assertThat(ColourMap.DIVERGING.rgb(9)).isEqualTo(ColourMap.DIVERGING.rgb(1));
    }
}
