package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ConvTest {
    @Test
    void aKernelOfOnePixelIsALinearMapOfThePixels() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 2, 3, 4, 5);
        double[] found = Rig.plain(Rig.eval(params, x, (s, v) -> Conv.conv(s, v, 5, 3, 1, 1)));
        Params linear = new Params(1, DataType.DOUBLE);
        Rig.eval(linear, x, (s, v) -> Linear.linear(s, v, 5, 3));
        Rig.array(linear, "layer/weight")
                .assign(Rig.array(params, "layer/weight").reshape(5, 3));
        Rig.array(linear, "layer/bias").assign(Rig.array(params, "layer/bias"));
        assertThat(found)
                .containsExactly(Rig.plain(Rig.eval(linear, x, (s, v) -> Linear.linear(s, v, 5, 3))), within(1e-12));
    }

    @Test
    void theBiasIsAddedToEveryPixel() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 1, 4, 4, 2).mul(0);
        double[] found = Rig.plain(Rig.eval(params, x, (s, v) -> Conv.transposed(s, v, 2, 3, 4, 2)));
        double[] bias = Rig.plain(Rig.array(params, "layer/bias"));
        assertThat(found).hasSize(8 * 8 * 3);
        for (int i = 0; i < found.length; i++) assertThat(found[i]).isEqualTo(bias[i % 3]);
    }

    /** Far from the edges of a constant image all pixels are painted alike if the stride divides the kernel. */
    @Test
    void noCheckersAppearIfTheStrideDividesTheKernel() {
        INDArray x = Rig.normal(2, 1, 6, 6, 1).mul(0).add(1);
        assertThat(spread(x, 4)).isLessThan(1e-12);
        assertThat(spread(x, 3)).isGreaterThan(1e-3);
    }

    private static double spread(INDArray x, int kernel) {
        Params params = new Params(3, DataType.DOUBLE);
        Rig.eval(params, x, (s, v) -> Conv.transposedWithoutBias(s, v, 1, 1, kernel, 2));
        Rig.array(params, "layer/weight").assign(1);
        double[][] image = Rig.matrix(Rig.eval(params, x, (s, v) -> Conv.transposedWithoutBias(s, v, 1, 1, kernel, 2))
                .reshape(12, 12));
        double[] inner = Arrays.stream(image, 4, 8)
                .flatMapToDouble(row -> Arrays.stream(row, 4, 8))
                .toArray();
        return Arrays.stream(inner).max().orElseThrow()
                - Arrays.stream(inner).min().orElseThrow();
    }

    /** Var(y) = terms · Var(w) · Var(x) with Var(w) = bound²/3, so a third of the input's; the bias is left out. */
    @Test
    void aThirdOfTheVarianceArrivesWhateverKernelAndStride() {
        INDArray x = Rig.normal(5, 1, 24, 24, 16);
        for (int[] kernelStride : new int[][] {{3, 1}, {4, 2}, {5, 1}}) {
            int kernel = kernelStride[0];
            int stride = kernelStride[1];
            Params params = new Params(3);
            assertThat(variance(Rig.eval(params, x, (s, v) -> Conv.withoutBias(s, v, 16, 32, kernel, stride))))
                    .isCloseTo(1 / 3.0, within(0.06));
            assertThat(variance(Rig.eval(
                            new Params(3), x, (s, v) -> Conv.transposedWithoutBias(s, v, 16, 32, kernel, stride))))
                    .isCloseTo(1 / 3.0, within(0.06));
        }
    }

    private static double variance(INDArray y) {
        return Arrays.stream(Rig.plain(y)).map(v -> v * v).average().orElseThrow();
    }

    @Test
    void aStrideBeyondTheKernelIsRefused() {
        assertThatThrownBy(
                        () -> Rig.eval(new Params(1), Rig.normal(1, 1, 4, 4, 2), (s, x) -> Conv.conv(s, x, 2, 2, 3, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("stride 4");
    }
}
