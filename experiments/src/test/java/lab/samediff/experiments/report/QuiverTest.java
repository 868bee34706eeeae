package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class QuiverTest {
    @Test
    void anArrowLiesFromItsPointTowardsWhereItPoints() {
        double[][] corners = {{-1, -1}, {1, 1}, {0, 0}};
        BufferedImage image = Quiver.at("t", "x", "y", corners)
                .arrows("a", new double[][] {{0, 0}, {0, 0}, {2, 0}})
                .render(500, 540);
        Rectangle frame = Pixels.frame(image);
        // The axes show −2 to 2, and the only arrow goes from the middle to (1, 0).
        double[] middle = Pixels.middleOfMarkers(image, frame, Style.colour(0));
        assertThat(middle[0]).isCloseTo(0.625, within(0.03));
        assertThat(middle[1]).isCloseTo(0.5, within(0.03));
    }

    @Test
    void allFieldsHaveOneScale() {
        double[][] points = {{0, 0}, {4, 0}};
        BufferedImage image = Quiver.at("t", "x", "y", points)
                .arrows("a", new double[][] {{0, 10}, {0, 0}})
                .arrows("b", new double[][] {{0, 0}, {0, 5}})
                .reach(2)
                .render(600, 500);
        Rectangle frame = Pixels.frame(image);
        double longer = Pixels.middleOfMarkers(image, frame, Style.colour(0))[1] - 0.5;
        double shorter = Pixels.middleOfMarkers(image, frame, Style.colour(1))[1] - 0.5;
        assertThat(longer / shorter).isCloseTo(2, within(0.3));
    }

    @Test
    void arrowsThatAreNotFiniteAreLeftOut() {
        double[][] points = {{0, 0}, {1, 0}};
        BufferedImage image = Quiver.at("t", "x", "y", points)
                .arrows("a", new double[][] {{Double.NaN, 0}, {Double.POSITIVE_INFINITY, 0}})
                .render(500, 540);
        Rectangle frame = Pixels.frame(image);
        assertThat(Pixels.middleOfMarkers(image, frame, Style.colour(0))[0]).isNaN();
    }

    @Test
    void aFieldHasAnArrowAtEachPoint() {
        Quiver quiver = Quiver.at("t", "x", "y", new double[][] {{0, 0}});
        assertThatIllegalArgumentException().isThrownBy(() -> quiver.arrows("a", new double[2][2]));
        assertThatIllegalArgumentException().isThrownBy(() -> quiver.arrows("a", new double[1][3]));
        assertThatIllegalArgumentException().isThrownBy(() -> quiver.reach(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Quiver.at("t", "x", "y", new double[0][]));
    }
}
