package lab.samediff.models.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class VelocityMlpTest {
    private static final VelocityMlp FIELD = new VelocityMlp(2, 5, 2, Activation.TANH);

    @Test
    void isAPerceptronOfPointAndTime() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(1, 4, 2);
        INDArray t = Rig.normal(2, 4, 1);
        Call call = Call.of(params, s -> FIELD.velocity(s, s.input("x", -1, 2), s.input("t", -1, 1)));
        double[][] found = Rig.matrix(call.run(Map.of("x", x, "t", t)));
        double[][] hidden = new double[4][3];
        for (int i = 0; i < 4; i++) hidden[i] = new double[] {x.getDouble(i, 0), x.getDouble(i, 1), t.getDouble(i, 0)};
        for (int layer = 0; layer < 2; layer++) {
            hidden = Loops.linear(params, "hidden" + layer, hidden);
            for (double[] row : hidden) Arrays.setAll(row, i -> Math.tanh(row[i]));
        }
        double[][] wanted = Loops.linear(params, "out", hidden);
        for (int i = 0; i < 4; i++) assertThat(found[i]).containsExactly(wanted[i], within(1e-12));
    }

    @Test
    void timesWithoutTheirAxisAndWrongDimensionsAreRefused() {
        assertThatThrownBy(() -> Call.of(
                        new Params(1), s -> FIELD.velocity(s.in("field"), s.input("x", -1, 2), s.input("t", -1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("field: velocity");
        assertThatThrownBy(() -> Call.of(
                        new Params(1), s -> FIELD.velocity(s.in("field"), s.input("x", -1, 3), s.input("t", -1, 1))))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new VelocityMlp(0, 5, 2, Activation.TANH)).hasMessageContaining("dim");
    }
}
