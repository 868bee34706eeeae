package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind of picture. */
class PicturesTest {
    /** A kind of picture, drawn anew at each call. */
    record Kind(String name, Drawing drawing) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Drawing {
        BufferedImage at(int width, int height);
    }

    static Stream<Kind> kinds() {
        double[] x = {1, 2, 3, 4};
        double[] y = {4, 1, 3, 2};
        double[][] cloud = cloud();
        return Stream.of(
                new Kind("lines", (w, h) -> Chart.lines("t", "x", "y")
                        .seeds("a", x, new double[][] {x, y})
                        .level("l", 2)
                        .render(w, h)),
                new Kind("log", (w, h) -> Chart.lines("t", "x", "y")
                        .series("a", x, y)
                        .logX()
                        .logY()
                        .render(w, h)),
                new Kind(
                        "scatter",
                        (w, h) -> Chart.lines("t", "x", "y").scatter("a", x, y).render(w, h)),
                new Kind("histogram", (w, h) -> Chart.lines("t", "x", "y")
                        .histogram("a", y, 0, 5, 5)
                        .render(w, h)),
                new Kind("bars", (w, h) -> Chart.bars("t", "x", "y", List.of("p", "q"))
                        .bars("a", new double[] {1, 2}, new double[] {0.5, Double.NaN})
                        .render(w, h)),
                new Kind("heat map", (w, h) -> HeatMap.matrix("t", "r", "c", new double[][] {x, y})
                        .numbers()
                        .render(w, h)),
                new Kind("density", (w, h) -> Density.over("x", "y", -3, 3, -3, 3)
                        .render("t", cloud, w, h)),
                new Kind("quiver", (w, h) -> Quiver.at("t", "x", "y", cloud)
                        .arrows("a", cloud())
                        .render(w, h)),
                new Kind("trajectories", (w, h) -> Trajectories.of("t", "x", "y", new double[][][] {cloud, cloud()})
                        .render(w, h)));
    }

    private static double[][] cloud() {
        Random random = new Random(1);
        double[][] points = new double[200][2];
        for (double[] point : points) {
            point[0] = random.nextGaussian();
            point[1] = random.nextGaussian();
        }
        return points;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPictureDecodesFromPngWithTheSizeAskedFor(Kind kind) throws IOException {
        byte[] png = Png.bytes(kind.drawing.at(610, 430));
        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(decoded.getWidth()).isEqualTo(610);
        assertThat(decoded.getHeight()).isEqualTo(430);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSameNumbersGiveTheSameBytes(Kind kind) throws IOException {
        assertThat(Png.bytes(kind.drawing.at(610, 430))).isEqualTo(Png.bytes(kind.drawing.at(610, 430)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theEdgesStayWhiteSoNothingIsClipped(Kind kind) {
        BufferedImage image = kind.drawing.at(900, 560);
        for (int x = 0; x < 900; x++) {
            assertThat(image.getRGB(x, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
            assertThat(image.getRGB(x, 559) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        }
        for (int y = 0; y < 560; y++) {
            assertThat(image.getRGB(0, y) & 0xFFFFFF).isEqualTo(0xFFFFFF);
            assertThat(image.getRGB(899, y) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSizeThatCannotBeIsNamed(Kind kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kind.drawing.at(0, 430))
                .withMessageContaining("0 x 430");
        assertThatIllegalArgumentException().isThrownBy(() -> kind.drawing.at(900, 40));
    }

    @Test
    void axesWithoutLabelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.lines("t", " ", "y"))
                .withMessageContaining("label");
        assertThatIllegalArgumentException().isThrownBy(() -> Chart.bars("t", "x", "", List.of("a")));
        assertThatIllegalArgumentException().isThrownBy(() -> HeatMap.matrix("t", "", "c", new double[][] {{1}}));
        assertThatIllegalArgumentException().isThrownBy(() -> Density.over("", "y", 0, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Quiver.at("t", " ", "y", new double[][] {{0, 0}}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trajectories.of("t", "x", "", new double[][][] {{{0, 0}}}));
    }
}
