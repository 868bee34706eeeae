package lab.samediff.models.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NoiseMlpTest {
    private static final double STEP = 1e-5;

    private static SDVariable divergence(NoiseMlp model, Scope s) {
        SDVariable x = s.input("x", -1, model.dim());
        SDVariable noise = model.noise(s.in("net"), x, s.input("t", -1, 1));
        return model.divergence(s, noise, x);
    }

    private static SDVariable noise(NoiseMlp model, Scope s) {
        return model.noise(s.in("net"), s.input("x", -1, model.dim()), s.input("t", -1, 1));
    }

    static Stream<Arguments> nets() {
        return Stream.of(Activation.TANH, Activation.SILU, Activation.LEAKY_RELU, Activation.SIGMOID)
                .flatMap(activation -> Stream.of(Arguments.of(activation, 0), Arguments.of(activation, 2)));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void theDivergenceAgreesWithCentralDifferences(Activation activation, int octaves) {
        NoiseMlp model = new NoiseMlp(3, 7, 2, activation, octaves);
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(1, 4, 3);
        INDArray t = Rig.normal(2, 4, 1);
        Call noise = Call.of(params, s -> noise(model, s));
        double[] expected = new double[4];
        for (int axis = 0; axis < 3; axis++) {
            INDArray above = x.dup();
            INDArray below = x.dup();
            above.getColumn(axis).addi(STEP);
            below.getColumn(axis).subi(STEP);
            double[][] high = Rig.matrix(noise.run(Map.of("x", above, "t", t)).dup());
            double[][] low = Rig.matrix(noise.run(Map.of("x", below, "t", t)).dup());
            for (int i = 0; i < 4; i++) expected[i] += (high[i][axis] - low[i][axis]) / (2 * STEP);
        }
        INDArray found = Call.of(params, s -> divergence(model, s)).run(Map.of("x", x, "t", t));
        assertThat(found.shape()).containsExactly(4, 1);
        assertThat(Rig.plain(found)).containsExactly(expected, within(1e-6));
    }

    @Test
    void thePerceptronSeesThePointTheTimeAndTheirWaves() {
        NoiseMlp model = new NoiseMlp(2, 5, 1, Activation.TANH, 2);
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(1, 3, 2);
        INDArray t = Rig.normal(2, 3, 1);
        double[][] found = Rig.matrix(Call.of(params, s -> noise(model, s)).run(Map.of("x", x, "t", t)));
        double[][] features = new double[3][15];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                double z = k < 2 ? x.getDouble(i, k) : t.getDouble(i, 0);
                features[i][k] = z;
                for (int octave = 0; octave < 2; octave++) {
                    double angle = Math.PI / 2 * Math.pow(2, octave) * z;
                    features[i][3 + 2 * k + octave] = Math.sin(angle);
                    features[i][9 + 2 * k + octave] = Math.cos(angle);
                }
            }
        }
        double[][] hidden = Loops.linear(params, "net/hidden0", features);
        for (double[] row : hidden) Arrays.setAll(row, i -> Math.tanh(row[i]));
        double[][] wanted = Loops.linear(params, "net/out", hidden);
        for (int i = 0; i < 3; i++) assertThat(found[i]).containsExactly(wanted[i], within(1e-12));
    }

    @Test
    void theTimeIsSeen() {
        NoiseMlp model = new NoiseMlp(2, 8, 2, Activation.SILU, 1);
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(1, 4, 2);
        Call noise = Call.of(params, s -> noise(model, s));
        double[] early = Rig.plain(noise.run(Map.of("x", x, "t", Rig.normal(2, 4, 1))));
        double[] late = Rig.plain(noise.run(Map.of("x", x, "t", Rig.normal(3, 4, 1))));
        assertThat(late).isNotEqualTo(early);
    }

    @Test
    void activationsWithoutARuleAndWrongShapesAreNamed() {
        NoiseMlp model = new NoiseMlp(2, 8, 2, Activation.SELU, 0);
        assertThatThrownBy(() -> Call.of(new Params(1), s -> divergence(model, s)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("selu");
        assertThatThrownBy(() ->
                        Call.of(new Params(1), s -> model.noise(s.in("net"), s.input("x", -1, 3), s.input("t", -1, 1))))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new NoiseMlp(2, 8, 0, Activation.SILU, 0)).hasMessageContaining("depth");
        assertThatThrownBy(() -> new NoiseMlp(2, 8, 1, Activation.SILU, 17)).hasMessageContaining("octaves");
    }
}
