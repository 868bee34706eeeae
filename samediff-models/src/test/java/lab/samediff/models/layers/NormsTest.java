package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import lab.samediff.models.graph.Params;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NormsTest {
    @Test
    void agreesWithTheDoubleLoopForAnyGainBiasAndEpsilon() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 2, 3, 5);
        Rig.eval(params, x, (s, v) -> Norms.layerNorm(s, v, 5, 0.1));
        Rig.array(params, "layer/gain").assign(Rig.normal(3, 5));
        Rig.array(params, "layer/bias").assign(Rig.normal(4, 5));
        INDArray y = Rig.eval(params, x, (s, v) -> Norms.layerNorm(s, v, 5, 0.1));
        double[][] wanted = Loops.layerNorm(params, "layer", Rig.matrix(x.reshape(6, 5)), 0.1);
        assertThat(Rig.plain(y))
                .containsExactly(
                        Arrays.stream(wanted).flatMapToDouble(Arrays::stream).toArray(), within(1e-12));
    }

    @Test
    void shiftAndPositiveScaleOfTheInputHardlyMatter() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 3, 6);
        double[] y = Rig.plain(Rig.eval(params, x, (s, v) -> Norms.layerNorm(s, v, 6, 1e-12)));
        double[] z = Rig.plain(Rig.eval(params, x.mul(7).add(3), (s, v) -> Norms.layerNorm(s, v, 6, 1e-12)));
        assertThat(z).containsExactly(y, within(1e-9));
    }

    @Test
    void aConstantRowBecomesTheBias() {
        INDArray x = Nd4j.valueArrayOf(new long[] {2, 4}, 3.0, DataType.FLOAT);
        assertThat(Rig.plain(Rig.eval(new Params(1), x, (s, v) -> Norms.layerNorm(s, v, 4, 1e-5))))
                .containsOnly(0);
    }

    @Test
    void epsilonMustBePositive() {
        assertThatThrownBy(() -> Rig.eval(new Params(1), Rig.normal(1, 2, 4), (s, x) -> Norms.layerNorm(s, x, 4, 0)))
                .hasMessageContaining("epsilon must be positive");
    }
}
