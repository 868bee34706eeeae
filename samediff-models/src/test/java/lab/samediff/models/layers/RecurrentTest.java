package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class RecurrentTest {
    private static final int IN = 3;
    private static final int WIDTH = 5;

    /** Outputs of all times, with the last state reported. */
    private static SDVariable read(Scope s, Recurrent.Unrolled unrolled) {
        s.report("output", unrolled.last().output());
        s.report("cell", unrolled.last().cell());
        return unrolled.outputs();
    }

    private static Call fromZero(Params params, int time) {
        return Call.of(params, s -> read(s, Recurrent.lstm(s.in("layer"), s.input("x", -1, time, IN), IN, WIDTH)));
    }

    private static Call fromState(Params params, int time) {
        return Call.of(params, s -> {
            Recurrent.State first = new Recurrent.State(s.input("h", -1, WIDTH), s.input("c", -1, WIDTH));
            return read(s, Recurrent.lstm(s.in("layer"), s.input("x", -1, time, IN), first, IN, WIDTH));
        });
    }

    private static INDArray reported(Call call, Map<String, INDArray> inputs, String name) {
        return java.util.Objects.requireNonNull(call.reported(inputs).get(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void agreesWithTheLoopFromZero(int time) {
        Params params = new Params(1, DataType.DOUBLE);
        Map<String, INDArray> inputs = Map.of("x", Rig.normal(2, 2, time, IN).mul(2));
        Call call = fromZero(params, time);
        double[][][] outputs = Rig.cube(call.run(inputs));
        double[][][] x = Rig.cube(inputs.values().iterator().next());
        for (int b = 0; b < 2; b++) {
            double[][] wanted = Loops.lstm(params, "layer", x[b], new double[WIDTH], new double[WIDTH]);
            for (int t = 0; t < time; t++) assertThat(outputs[b][t]).containsExactly(wanted[t], within(1e-12));
            assertThat(Rig.matrix(reported(call, inputs, "output"))[b])
                    .containsExactly(wanted[time - 1], within(1e-12));
            assertThat(Rig.matrix(reported(call, inputs, "cell"))[b]).containsExactly(wanted[time], within(1e-12));
        }
    }

    @Test
    void agreesWithTheLoopFromAGivenState() {
        Params params = new Params(1, DataType.DOUBLE);
        Map<String, INDArray> inputs =
                Map.of("x", Rig.normal(2, 2, 4, IN), "h", Rig.normal(3, 2, WIDTH), "c", Rig.normal(4, 2, WIDTH));
        Call call = fromState(params, 4);
        double[][][] outputs = Rig.cube(call.run(inputs));
        double[][][] x = Rig.cube(Rig.normal(2, 2, 4, IN));
        for (int b = 0; b < 2; b++) {
            double[] h = Rig.matrix(Rig.normal(3, 2, WIDTH))[b];
            double[] c = Rig.matrix(Rig.normal(4, 2, WIDTH))[b];
            double[][] wanted = Loops.lstm(params, "layer", x[b], h, c);
            for (int t = 0; t < 4; t++) assertThat(outputs[b][t]).containsExactly(wanted[t], within(1e-12));
            assertThat(Rig.matrix(reported(call, inputs, "cell"))[b]).containsExactly(wanted[4], within(1e-12));
        }
    }

    @Test
    void readingOnIsReadingAtOnce() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 3, 6, IN);
        Call head = fromZero(params, 2);
        Map<String, INDArray> first = Map.of("x", part(x, 0, 2));
        Map<String, INDArray> second =
                Map.of("x", part(x, 2, 6), "h", reported(head, first, "output"), "c", reported(head, first, "cell"));
        double[] pieces = Rig.plain(fromState(params, 4).run(second));
        double[] whole = Rig.plain(part(fromZero(params, 6).run(Map.of("x", x)), 2, 6));
        assertThat(pieces).containsExactly(whole, within(1e-12));
    }

    private static INDArray part(INDArray x, int from, int to) {
        return x.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all())
                .dup('c');
    }

    @Test
    void beginsAsItsSourcesSay() {
        int width = 50;
        Params params = new Params(1);
        Rig.eval(params, Rig.normal(2, 1, 2, 20), (s, x) -> Recurrent.lstm(s, x, 20, width)
                .outputs());
        double[] bias = Rig.plain(Rig.array(params, "layer/input/bias"));
        assertThat(Arrays.copyOfRange(bias, width, 2 * width)).containsOnly(1);
        assertThat(Arrays.stream(bias).sum()).isEqualTo(width);
        double bound = 1 / Math.sqrt(width);
        for (String name : new String[] {"layer/input/weight", "layer/state/weight"}) {
            double[] weights = Rig.plain(Rig.array(params, name));
            assertThat(Arrays.stream(weights).map(Math::abs).max().orElseThrow())
                    .isBetween(0.99 * bound, bound);
            double square = Arrays.stream(weights).map(w -> w * w).average().orElseThrow();
            assertThat(square).isCloseTo(bound * bound / 3, within(0.05 * bound * bound));
        }
    }

    @Test
    void misfitsAreNamed() {
        assertThatThrownBy(() -> write(s -> Recurrent.lstm(s.in("lstm"), s.input("x", 2, -1, IN), IN, WIDTH)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lstm")
                .hasMessageContaining("known time");
        assertThatThrownBy(() -> write(s -> {
                    Recurrent.State narrow = new Recurrent.State(s.input("h", -1, WIDTH), s.input("c", -1, 77));
                    return Recurrent.lstm(s.in("lstm"), s.input("x", -1, 2, IN), narrow, IN, WIDTH);
                }))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("lstm state")
                .hasMessageContaining("c [-1, 77]");
        assertThatThrownBy(() -> write(s -> Recurrent.lstm(s.in("lstm"), s.input("x", -1, 2, IN), IN, 0)))
                .hasMessageContaining("width must be at least 1");
    }

    private interface Written {
        Recurrent.Unrolled on(Scope s);
    }

    private static void write(Written build) {
        Graph.write(new Params(1), Mode.EVAL, s -> build.on(s).outputs());
    }
}
