package lab.samediff.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class RegressionTest {
    @Test
    void agreesWithTheLoop() {
        INDArray p = Rig.normal(1, 3, 2, 2);
        INDArray t = Rig.normal(2, 3, 2, 2);
        double wanted = 0;
        for (int i = 0; i < 12; i++) wanted += Math.pow(Rig.plain(p)[i] - Rig.plain(t)[i], 2) / 12;
        Call call = Call.of(
                new Params(1, DataType.DOUBLE),
                s -> Regression.meanSquared(s.input("p", -1, 2, 2), s.input("t", -1, 2, 2)));
        assertThat(call.run(Map.of("p", p, "t", t)).getDouble(0)).isCloseTo(wanted, within(1e-12));
    }

    @Test
    void shapesThatWouldBroadcastAreRefused() {
        assertThatThrownBy(() -> Graph.write(
                        new Params(1), Mode.EVAL, s -> Regression.meanSquared(s.input("p", -1, 1), s.input("t", -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one shape, got p [-1, 1] and t [-1]");
    }
}
