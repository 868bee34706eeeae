package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import lab.samediff.models.graph.Params;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActivationTest {
    private static final double[] GRID = {-5, -3, -1, -0.5, -1e-3, 0, 1e-3, 0.5, 1, 2, 3, 5};

    @ParameterizedTest
    @EnumSource
    void agreesWithItsFormula(Activation activation) {
        INDArray x = Nd4j.createFromArray(GRID).reshape(1, GRID.length);
        double[] y = Rig.plain(Rig.eval(new Params(1, DataType.DOUBLE), x, (s, v) -> activation.apply(v)));
        double[] wanted = Arrays.stream(GRID).map(v -> formula(activation, v)).toArray();
        assertThat(y).containsExactly(wanted, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void staysFiniteFarOut(Activation activation) {
        INDArray x = Nd4j.createFromArray(new float[][] {{-1e4f, -200, 200, 1e4f}});
        double[] y = Rig.plain(Rig.eval(new Params(1), x, (s, v) -> activation.apply(v)));
        assertThat(Arrays.stream(y).allMatch(Double::isFinite)).isTrue();
    }

    private static double formula(Activation activation, double x) {
        return switch (activation) {
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
            case ELU -> x > 0 ? x : Math.expm1(x);
            case SELU -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
            case GELU -> Loops.gelu(x);
            case SILU -> x / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case IDENTITY -> x;
        };
    }
}
