package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import lab.samediff.models.graph.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class CouplingTest {
    private static final int WIDTH = 5;

    /** y and, as its last entry, the log-determinant of one x. */
    private static double[] loop(Params params, double[] x, Coupling.Keeps keeps) {
        double[] out = Arrays.copyOf(x, WIDTH + 1);
        double[][] seen = {x.clone()};
        for (int i = 0; i < WIDTH; i++) if (!kept(i, keeps)) seen[0][i] = 0;
        double[][] hidden = seen;
        for (String name : new String[] {"trunk0", "trunk1"}) {
            hidden = Loops.linear(params, "layer/" + name, hidden);
            for (double[] row : hidden) Arrays.setAll(row, i -> Math.max(row[i], 0));
        }
        double[] scale = Loops.linear(params, "layer/scale", hidden)[0];
        double[] shift = Loops.linear(params, "layer/shift", hidden)[0];
        for (int i = 0; i < WIDTH; i++) {
            if (kept(i, keeps)) continue;
            out[i] = x[i] * Math.exp(Math.tanh(scale[i])) + shift[i];
            out[WIDTH] += Math.tanh(scale[i]);
        }
        return out;
    }

    private static boolean kept(int coordinate, Coupling.Keeps keeps) {
        return (coordinate % 2 == 0) == (keeps == Coupling.Keeps.EVEN);
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheLoopAndLeavesTheKeptCoordinates(Coupling.Keeps keeps) {
        Params params = new Params(1, DataType.DOUBLE);
        Coupling coupling = new Coupling(WIDTH, 7, keeps);
        INDArray x = Rig.normal(2, 3, WIDTH);
        double[][] y =
                Rig.matrix(Rig.eval(params, x, (s, v) -> coupling.forward(s, v).value()));
        double[] logDeterminants =
                Rig.plain(Rig.eval(params, x, (s, v) -> coupling.forward(s, v).logDeterminant()));
        for (int row = 0; row < 3; row++) {
            double[] wanted = loop(params, Rig.matrix(x)[row], keeps);
            assertThat(y[row]).containsExactly(Arrays.copyOf(wanted, WIDTH), within(1e-12));
            assertThat(logDeterminants[row]).isCloseTo(wanted[WIDTH], within(1e-12));
            for (int i = 0; i < WIDTH; i++) {
                if (kept(i, keeps)) assertThat(y[row][i]).isEqualTo(Rig.matrix(x)[row][i]);
                else assertThat(y[row][i]).isNotEqualTo(Rig.matrix(x)[row][i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void inverseUndoesForward(Coupling.Keeps keeps) {
        Params params = new Params(1, DataType.DOUBLE);
        Coupling coupling = new Coupling(WIDTH, 7, keeps);
        INDArray x = Rig.normal(2, 3, WIDTH);
        INDArray there = Rig.eval(params, x, (s, v) -> coupling.forward(s, v).value());
        assertThat(Rig.plain(Rig.eval(params, there, coupling::inverse))).containsExactly(Rig.plain(x), within(1e-12));
    }

    @Test
    void badSizesAreNamed() {
        assertThatThrownBy(() -> new Coupling(1, 7, Coupling.Keeps.EVEN))
                .hasMessageContaining("width must be at least 2");
        assertThatThrownBy(() -> new Coupling(2, 0, Coupling.Keeps.EVEN)).hasMessageContaining("hidden");
    }
}
