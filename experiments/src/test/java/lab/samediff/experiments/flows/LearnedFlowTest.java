package lab.samediff.experiments.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import lab.samediff.experiments.core.SeededRandom;
import lab.samediff.models.flows.RealNvp;
import lab.samediff.models.graph.Params;
import lab.samediff.models.probability.Gaussian;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LearnedFlowTest {
    private static final RealNvp PLANE = new RealNvp(2, 8, 3);

    private static INDArray points(int n, int width) {
        SeededRandom random = new SeededRandom(1);
        float[][] rows = new float[n][width];
        for (float[] row : rows) for (int k = 0; k < width; k++) row[k] = (float) random.nextGaussian();
        return Nd4j.createFromArray(rows);
    }

    @Test
    void aFlowIsInvertibleAndHasTheDeterminantItSays() {
        Params params = new Params(1);
        LearnedFlow flow = new LearnedFlow(new RealNvp(6, 8, 4), params);
        params.arrays().values().forEach(array -> array.muli(3));
        INDArray x = points(5, 6);
        assertThat(flow.thereAndBack(x).sub(x).normmaxNumber().doubleValue()).isLessThan(1e-4);
        assertThat(flow.logDeterminantError(x)).isLessThan(1e-5);
    }

    /** A flow that moves nothing but y, by a constant: the standard normal density around (0, -1). */
    private static LearnedFlow shifted() {
        Params params = new Params(1);
        LearnedFlow flow = new LearnedFlow(new RealNvp(2, 4, 1), params);
        params.arrays().values().forEach(array -> array.assign(0));
        params.array("flow/coupling0/shift/bias").assign(1);
        return flow;
    }

    @Test
    void theGridHoldsTheDensityWithTheUpperEdgeFirst() {
        PlaneGrid grid = new PlaneGrid(2, 5);
        double[][] density = grid.density(shifted());
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 5; column++) {
                double wanted = Gaussian.STANDARD.logDensity(column - 2) + Gaussian.STANDARD.logDensity(2 - row + 1);
                assertThat(density[row][column]).isCloseTo(Math.exp(wanted), within(1e-6));
            }
        }
    }

    @Test
    void theMassOverAWideSquareIsOne() {
        PlaneGrid grid = new PlaneGrid(8, 81);
        assertThat(grid.mass(grid.density(shifted()))).isCloseTo(1, within(1e-5));
        double[][] density = grid.density(new LearnedFlow(PLANE, new Params(2)));
        assertThat(grid.mass(density)).isCloseTo(1, within(1e-2));
    }

    @Test
    void logDensitiesAreThoseOfTheStandardNormalWhereNothingMoves() {
        Params params = new Params(1);
        LearnedFlow flow = new LearnedFlow(PLANE, params);
        params.arrays().values().forEach(array -> array.assign(0));
        INDArray x = points(4, 2);
        double[] wanted = Arrays.stream(x.toDoubleMatrix())
                .mapToDouble(row ->
                        Arrays.stream(row).map(Gaussian.STANDARD::logDensity).sum())
                .toArray();
        assertThat(flow.logDensities(x)).containsExactly(wanted, within(1e-5));
    }
}
