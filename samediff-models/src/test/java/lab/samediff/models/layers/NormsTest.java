package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
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

    @Test
    void groupNormAgreesWithTheLoopOverGroups() {
        for (int groups : new int[] {1, 2, 3, 6}) {
            Params params = new Params(1, DataType.DOUBLE);
            INDArray x = Rig.normal(2, 3, 2, 4, 6).add(Rig.normal(8, 6).mul(3));
            double[] y = trained(params, x, (s, v) -> Norms.groupNorm(s, v, 6, groups, 0.01));
            assertThat(y).containsExactly(groupLoop(params, x, groups, 0.01), within(1e-11));
        }
    }

    private static double[] groupLoop(Params params, INDArray x, int groups, double epsilon) {
        double[] gain = Rig.plain(Rig.array(params, "layer/gain"));
        double[] bias = Rig.plain(Rig.array(params, "layer/bias"));
        double[] flat = Rig.plain(x);
        int channels = gain.length;
        int image = flat.length / Math.toIntExact(x.size(0));
        double[] y = new double[flat.length];
        for (int i = 0; i < flat.length; i++) {
            int group = i % channels * groups / channels;
            int first = i / image * image;
            double[] members = IntStream.range(first, first + image)
                    .filter(k -> k % channels * groups / channels == group)
                    .mapToDouble(k -> flat[k])
                    .toArray();
            y[i] = gain[i % channels] * normal(flat[i], members, epsilon) + bias[i % channels];
        }
        return y;
    }

    static double normal(double value, double[] members, double epsilon) {
        double mean = Arrays.stream(members).average().orElseThrow();
        double variance = Arrays.stream(members)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        return (value - mean) / Math.sqrt(variance + epsilon);
    }

    /** Where the mean is large, mean(x²) - mean(x)² would have no correct digit left in float32. */
    @Test
    void groupNormKeepsItsDigitsFarFromZero() {
        INDArray x = Rig.normal(2, 2, 3, 3, 4);
        double[] wanted = Rig.plain(Rig.eval(new Params(1, DataType.DOUBLE), x, NormsTest::groups));
        double[] far = Rig.plain(Rig.eval(new Params(1), x.add(1000), NormsTest::groups));
        assertThat(far).containsExactly(wanted, within(1e-2));
    }

    private static SDVariable groups(Scope s, SDVariable x) {
        return Norms.groupNorm(s, x, 4, 2, Norms.EPSILON);
    }

    @Test
    void groupsMustDivideTheChannels() {
        assertThatThrownBy(() ->
                        Rig.eval(new Params(1), Rig.normal(1, 2, 2, 2, 4), (s, x) -> Norms.groupNorm(s, x, 4, 3, 1e-5)))
                .hasMessageContaining("channels 4 is not a multiple of groups 3");
    }

    /** The value in training under a gain and a bias that are not 1 and 0. */
    static double[] trained(Params params, INDArray x, Rig.Build build) {
        Rig.train(params, x, build);
        Rig.array(params, "layer/gain")
                .addi(Rig.normal(3, Rig.array(params, "layer/gain").length()));
        Rig.array(params, "layer/bias")
                .addi(Rig.normal(4, Rig.array(params, "layer/bias").length()));
        return Rig.plain(Rig.train(params, x, build));
    }
}
