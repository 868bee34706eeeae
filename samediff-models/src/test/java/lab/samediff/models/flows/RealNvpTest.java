package lab.samediff.models.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.probability.Gaussian;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RealNvpTest {
    private static INDArray forward(RealNvp flow, Params params, INDArray x) {
        return Rig.eval(params, x, (s, v) -> flow.forward(s, v).value());
    }

    private static double[] logLikelihood(RealNvp flow, Params params, INDArray x) {
        return Rig.plain(Rig.eval(params, x, flow::logLikelihood));
    }

    @Test
    void inverseUndoesForwardInSinglePrecisionAtTheSizeOfDigits() {
        RealNvp flow = new RealNvp(784, 64, 8);
        Params params = new Params(1);
        INDArray x = Rig.normal(2, 4, 784);
        INDArray z = forward(flow, params, x);
        assertThat(z.castTo(DataType.DOUBLE).distance2(x)).isGreaterThan(1);
        assertThat(Rig.plain(Rig.eval(params, z, flow::inverse))).containsExactly(Rig.plain(x), within(1e-4));
    }

    @Test
    void forwardUndoesInverseInOneGraph() {
        RealNvp flow = new RealNvp(5, 6, 3);
        INDArray z = Rig.normal(2, 4, 5);
        INDArray back = Rig.eval(new Params(1, DataType.DOUBLE), z, (s, v) -> {
            SDVariable x = flow.inverse(s.in("flow"), v);
            return flow.forward(s.again("flow"), x).value();
        });
        assertThat(Rig.plain(back)).containsExactly(Rig.plain(z), within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void logDeterminantIsThatOfTheJacobianByDifferences(int layers) {
        RealNvp flow = new RealNvp(4, 6, layers);
        Params params = new Params(3, DataType.DOUBLE);
        INDArray x = Rig.normal(4, 3, 4);
        double[] found =
                Rig.plain(Rig.eval(params, x, (s, v) -> flow.forward(s, v).logDeterminant()));
        for (int row = 0; row < 3; row++) {
            double[][] jacobian = jacobian(flow, params, Rig.matrix(x)[row]);
            assertThat(found[row]).isCloseTo(Math.log(Math.abs(determinant(jacobian))), within(1e-7));
        }
    }

    /** ∂z_j/∂x_i at [i][j]; the transposed has the same determinant. */
    private static double[][] jacobian(RealNvp flow, Params params, double[] x) {
        double step = 1e-5;
        double[][] moved = new double[2 * x.length][];
        for (int i = 0; i < x.length; i++) {
            moved[2 * i] = x.clone();
            moved[2 * i + 1] = x.clone();
            moved[2 * i][i] += step;
            moved[2 * i + 1][i] -= step;
        }
        double[][] z = Rig.matrix(forward(flow, params, Nd4j.createFromArray(moved)));
        double[][] slopes = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) slopes[i][j] = (z[2 * i][j] - z[2 * i + 1][j]) / (2 * step);
        }
        return slopes;
    }

    /** By Laplace expansion along the first row. */
    private static double determinant(double[][] a) {
        if (a.length == 1) return a[0][0];
        double sum = 0;
        for (int column = 0; column < a.length; column++) {
            int without = column;
            double[][] minor = Arrays.stream(a, 1, a.length)
                    .map(row -> dropped(row, without))
                    .toArray(double[][]::new);
            sum += (column % 2 == 0 ? 1 : -1) * a[0][column] * determinant(minor);
        }
        return sum;
    }

    private static double[] dropped(double[] row, int column) {
        double[] left = Arrays.copyOf(row, row.length - 1);
        System.arraycopy(row, column + 1, left, column, left.length - column);
        return left;
    }

    @Test
    void densityIntegratesToOne() {
        RealNvp flow = new RealNvp(2, 8, 4);
        Params params = new Params(5, DataType.DOUBLE);
        int side = 81;
        double step = 0.2;
        double[][] grid = new double[side * side][];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = new double[] {(i / side - side / 2) * step, (i % side - side / 2) * step};
        }
        double mass = Arrays.stream(logLikelihood(flow, params, Nd4j.createFromArray(grid)))
                .map(Math::exp)
                .sum();
        assertThat(mass * step * step).isCloseTo(1, within(1e-3));
    }

    @Test
    void aFlowThatMovesNothingHasTheStandardNormalLikelihood() {
        RealNvp flow = new RealNvp(3, 4, 2);
        Params params = new Params(5, DataType.DOUBLE);
        INDArray x = Rig.normal(1, 4, 3);
        logLikelihood(flow, params, x);
        params.arrays().values().forEach(array -> array.assign(0));
        double[] found = logLikelihood(flow, params, x);
        for (int row = 0; row < 4; row++) {
            double wanted = Arrays.stream(Rig.matrix(x)[row])
                    .map(Gaussian.STANDARD::logDensity)
                    .sum();
            assertThat(found[row]).isCloseTo(wanted, within(1e-12));
        }
    }

    @Test
    void lossIsTheNegativeMeanOfTheLogLikelihood() {
        RealNvp flow = new RealNvp(3, 4, 2);
        Params params = new Params(5, DataType.DOUBLE);
        INDArray x = Rig.normal(1, 4, 3);
        double wanted = -Arrays.stream(logLikelihood(flow, params, x)).average().orElseThrow();
        assertThat(Rig.eval(params, x, flow::negativeLogLikelihood).getDouble(0))
                .isCloseTo(wanted, within(1e-12));
    }

    @Test
    void learnsANarrowShiftedNormalAsWellAsItsOwnDensity() {
        Gaussian truth = new Gaussian(2, 0.5);
        INDArray x = Rig.normal(1, 128, 2).mul(truth.deviation()).add(truth.mean());
        double attainable = -Arrays.stream(Rig.plain(x)).map(truth::logDensity).sum() / 128;
        RealNvp flow = new RealNvp(2, 8, 2);
        Step step = Step.of(new Params(2), Rule.adam(0.02), s -> loss(flow, s));
        Map<String, INDArray> inputs = Map.of("x", x.castTo(DataType.FLOAT));
        double first = step.run(inputs);
        double last = first;
        for (int i = 0; i < 150; i++) last = step.run(inputs);
        assertThat(first).isGreaterThan(attainable + 1);
        // A little more than the truth can be learned by heart.
        assertThat(last).isBetween(attainable - 0.2, attainable + 0.05);
    }

    private static SDVariable loss(RealNvp flow, Scope s) {
        return flow.negativeLogLikelihood(s, s.input("x", -1, 2));
    }

    @Test
    void badSizesAndShapesAreNamed() {
        assertThatThrownBy(() -> new RealNvp(1, 4, 2)).hasMessageContaining("width must be at least 2");
        assertThatThrownBy(() -> new RealNvp(2, 0, 2)).hasMessageContaining("hidden");
        assertThatThrownBy(() -> new RealNvp(2, 4, 0)).hasMessageContaining("layers");
        assertThatThrownBy(() -> forward(new RealNvp(3, 4, 2), new Params(1), Rig.normal(1, 2, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer/coupling0: coupling");
    }
}
