package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class LinearTest {
    @Test
    void agreesWithTheDoubleLoopAtEveryRank() {
        for (long[] shape : new long[][] {{5, 3}, {2, 5, 3}, {2, 2, 5, 3}}) {
            Params params = new Params(1, DataType.DOUBLE);
            INDArray x = Rig.normal(2, shape);
            INDArray y = Rig.eval(params, x, (s, v) -> Linear.linear(s, v, 3, 4));
            double[][] wanted = Loops.linear(params, "layer", Rig.matrix(x.reshape(-1, 3)));
            assertThat(y.shape()).endsWith(shape[shape.length - 2], 4);
            assertThat(Rig.plain(y)).containsExactly(flat(wanted), within(1e-12));
        }
    }

    @Test
    void withoutBiasAgreesWithTheDoubleLoop() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 2, 5, 3);
        INDArray y = Rig.eval(params, x, (s, v) -> Linear.withoutBias(s, v, 3, 4));
        assertThat(Rig.plain(y))
                .containsExactly(flat(Loops.linear(params, "layer", Rig.matrix(x.reshape(-1, 3)))), within(1e-12));
    }

    @Test
    void weightAndBiasBeginWithinOneOverTheRootOfTheFanIn() {
        Params params = new Params(1);
        Rig.eval(params, Rig.normal(2, 1, 16), (s, x) -> Linear.linear(s, x, 16, 400));
        for (String name : new String[] {"layer/weight", "layer/bias"}) {
            double[] values = Rig.plain(Rig.array(params, name));
            assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow()).isBetween(0.24, 0.25);
        }
    }

    @Test
    void parametersBeginAsGiven() {
        Params params = new Params(1);
        INDArray y = Rig.eval(
                params,
                Rig.normal(2, 3, 2),
                (s, x) -> Linear.linear(s, x, Init.zeros(2, 4), Init.constant(0.5, 4), 2, 4));
        assertThat(Rig.plain(y)).containsOnly(0.5);
    }

    @Test
    void ranksOneAndFiveAreRefused() {
        for (long[] shape : new long[][] {{3}, {2, 2, 2, 2, 3}}) {
            assertThatThrownBy(() -> Rig.eval(new Params(1), Rig.normal(2, shape), (s, x) -> Linear.linear(s, x, 3, 4)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("layer: linear");
        }
    }

    @Test
    void anMlpIsLinearMapsWithActivationsBetween() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 5, 3);
        INDArray y = Rig.eval(params, x, (s, v) -> new Mlp(3, 6, 2, 2, Activation.TANH).apply(s, v));
        double[][] hidden = Loops.linear(params, "layer/hidden0", Rig.matrix(x));
        for (double[] row : hidden) Arrays.setAll(row, i -> Math.tanh(row[i]));
        hidden = Loops.linear(params, "layer/hidden1", hidden);
        for (double[] row : hidden) Arrays.setAll(row, i -> Math.tanh(row[i]));
        assertThat(Rig.plain(y)).containsExactly(flat(Loops.linear(params, "layer/out", hidden)), within(1e-12));
    }

    @Test
    void badSizesOfAnMlpAreNamed() {
        assertThatThrownBy(() -> new Mlp(0, 1, 1, 1, Activation.RELU)).hasMessageContaining("in must be at least 1");
        assertThatThrownBy(() -> new Mlp(1, 0, 1, 1, Activation.RELU)).hasMessageContaining("width");
        assertThatThrownBy(() -> new Mlp(1, 1, -1, 1, Activation.RELU)).hasMessageContaining("depth");
        assertThatThrownBy(() -> new Mlp(1, 1, 1, 0, Activation.RELU)).hasMessageContaining("out");
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
