package lab.samediff.experiments.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SquareFitTest {
    @Test
    void uniformPointsHaveOnePerDegreeOfFreedom() {
        double mean = 0;
        for (int seed = 0; seed < 20; seed++) {
            INDArray points = NoisedSquare.POINTS.sample(1000, new SplittableRandom(seed));
            assertThat(SquareFit.inside(points)).isEqualTo(1);
            mean += SquareFit.chiSquared(points) / 20;
        }
        // One has standard deviation √(2/99) = 0.14, the mean of twenty 0.032.
        assertThat(mean).isCloseTo(1, within(0.13));
    }

    @Test
    void pointsThatCrowdInOneCornerAreFarFromUniform() {
        INDArray points =
                NoisedSquare.POINTS.sample(1000, new SplittableRandom(1)).mul(0.5);
        assertThat(SquareFit.chiSquared(points)).isGreaterThan(20);
    }

    @Test
    void pointsOutsideAreCountedOut() {
        INDArray points = Nd4j.createFromArray(new float[][] {{0, 0}, {1, 1}, {1.01f, 0}, {0, -3}});
        assertThat(SquareFit.inside(points)).isEqualTo(0.5);
    }
}
