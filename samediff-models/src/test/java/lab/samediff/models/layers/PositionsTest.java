package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PositionsTest {
    private static final int WIDTH = 8;

    /** The angular frequency of pair i, from the paper's 1 / 10000^(2i/d). */
    private static double frequency(int pair) {
        return 1 / Math.pow(10_000, 2.0 * pair / WIDTH);
    }

    @Test
    void columnsAreSinesAndCosinesOfThePaper() {
        double[][] table = Positions.table(50, WIDTH);
        for (int p = 0; p < 50; p++) {
            for (int i = 0; i < WIDTH / 2; i++) {
                assertThat(table[p][2 * i]).isCloseTo(Math.sin(p * frequency(i)), within(1e-12));
                assertThat(table[p][2 * i + 1]).isCloseTo(Math.cos(p * frequency(i)), within(1e-12));
            }
        }
        // The first pair turns by one radian per step, the last by 10000^(-6/8) = 0.001.
        assertThat(table[1][0]).isCloseTo(Math.sin(1), within(1e-12));
        assertThat(table[1][6]).isCloseTo(Math.sin(0.001), within(1e-12));
    }

    @Test
    void stepsAreLinearMapsThatDoNotDependOnThePosition() {
        double[][] table = Positions.table(60, WIDTH);
        for (int k = 1; k <= 7; k++) {
            for (int p = 0; p + k < 60; p++) {
                for (int i = 0; i < WIDTH / 2; i++) {
                    double c = Math.cos(k * frequency(i));
                    double d = Math.sin(k * frequency(i));
                    double sin = table[p][2 * i];
                    double cos = table[p][2 * i + 1];
                    assertThat(table[p + k][2 * i]).isCloseTo(c * sin + d * cos, within(1e-12));
                    assertThat(table[p + k][2 * i + 1]).isCloseTo(c * cos - d * sin, within(1e-12));
                }
            }
        }
    }

    @Test
    void distancesDependOnlyOnTheStep() {
        double[][] table = Positions.table(40, WIDTH);
        for (int k = 1; k < 10; k++) {
            for (int p = 0; p + k < 40; p++) {
                assertThat(distance(table[p], table[p + k])).isCloseTo(distance(table[0], table[k]), within(1e-12));
            }
        }
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) squares += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(squares);
    }

    @Test
    void theTableIsAddedToEachRowOfTheBatch() {
        INDArray x = Rig.normal(1, 2, 5, WIDTH);
        double[][][] y =
                Rig.cube(Rig.eval(new Params(1, DataType.DOUBLE), x, (s, v) -> Positions.Kind.SINUSOIDAL.add(s, v)));
        for (int b = 0; b < 2; b++) {
            double[][] wanted = Loops.sum(Rig.cube(x)[b], Positions.table(5, WIDTH));
            for (int p = 0; p < 5; p++) assertThat(y[b][p]).containsExactly(wanted[p], within(1e-12));
        }
    }

    @Test
    void learnedPositionsAreTheFirstRowsOfTheirTable() {
        for (int maxTime : new int[] {3, 5}) {
            Params params = new Params(1, DataType.DOUBLE);
            INDArray zeros = Nd4j.zeros(DataType.DOUBLE, 2, 3, 4);
            double[][][] y = Rig.cube(Rig.eval(params, zeros, (s, v) -> Positions.learned(s, v, maxTime)));
            double[][] table = Rig.matrix(Rig.array(params, "layer/weight"));
            for (int p = 0; p < 3; p++) {
                assertThat(y[0][p]).isEqualTo(table[p]);
                assertThat(y[1][p]).isEqualTo(table[p]);
            }
        }
    }

    @Test
    void oddWidthsAndUnknownTimesAreRefused() {
        assertThatThrownBy(() -> Positions.table(3, 5)).hasMessageContaining("width must be even and positive, got 5");
        assertThatThrownBy(() -> Positions.table(0, 4)).hasMessageContaining("time must be at least 1");
        assertThatThrownBy(() -> Graph.write(
                        new Params(1), Mode.EVAL, s -> Positions.sinusoidal(s.in("here"), s.input("x", 2, -1, 4))))
                .hasMessageContaining("here: positions want a known time");
    }
}
