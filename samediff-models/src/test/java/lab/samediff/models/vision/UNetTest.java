package lab.samediff.models.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.ImageLoops;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.losses.Regression;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class UNetTest {
    private static final UNet NET = new UNet(2, 2, 2);
    private static final INDArray TIMES = Nd4j.createFromArray(0.0, 17, 400);

    private static double[] noise(Params params, INDArray x, INDArray t) {
        Call call = Call.of(params, s -> NET.noise(s, s.input("x", Rig.open(x)), s.input("t", -1)));
        INDArray y = call.run(Map.of("x", x.castTo(params.dataType()), "t", t.castTo(params.dataType())));
        assertThat(y.shape()).isEqualTo(x.shape());
        return Rig.plain(y);
    }

    private static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    private static double[] vector(Params params, String path, double... x) {
        return Loops.linear(params, path, new double[][] {x})[0];
    }

    private static double[][][] normal(Params params, String path, double[][][] x) {
        return ImageLoops.map(ImageLoops.groupNorm(params, path, x, NET.groups(), Norms.EPSILON), UNetTest::silu);
    }

    private static double[][][] block(Params params, String path, double[][][] x, double... time) {
        double[][][] first = ImageLoops.conv(params, path + "/conv1", normal(params, path + "/norm1", x));
        double[][][] timed = ImageLoops.plus(first, vector(params, path + "/time", time));
        double[][][] second = ImageLoops.conv(params, path + "/conv2", normal(params, path + "/norm2", timed));
        boolean changes = params.arrays().containsKey(path + "/shortcut/weight");
        return ImageLoops.sum(second, changes ? ImageLoops.conv(params, path + "/shortcut", x) : x);
    }

    /** The whole model in plain loops. */
    private static double[][][] loop(Params params, double[][][] image, double t) {
        int size = 4 * NET.width();
        double[] waves = new double[size];
        for (int i = 0; i < size / 2; i++) {
            double angle = t * Math.pow(10_000, -2.0 * i / size);
            waves[i] = Math.sin(angle);
            waves[size / 2 + i] = Math.cos(angle);
        }
        double[] hidden = Arrays.stream(vector(params, "time/hidden", waves))
                .map(UNetTest::silu)
                .toArray();
        double[] time = Arrays.stream(vector(params, "time/out", hidden))
                .map(UNetTest::silu)
                .toArray();
        double[][][] fine = block(params, "down0", ImageLoops.conv(params, "stem", image), time);
        double[][][] half = block(params, "down1", ImageLoops.maxPool(fine), time);
        double[][][] middle = block(params, "middle", ImageLoops.maxPool(half), time);
        double[][][] up1 = block(params, "up1", ImageLoops.join(ImageLoops.upsample(middle), half), time);
        double[][][] up0 = block(params, "up0", ImageLoops.join(ImageLoops.upsample(up1), fine), time);
        return ImageLoops.conv(params, "head", normal(params, "norm", up0));
    }

    @Test
    void agreesWithTheLoopInBothPrecisions() {
        Params params = new Params(1, DataType.DOUBLE);
        Params single = new Params(1);
        INDArray x = Rig.normal(2, 3, 4, 8, 2);
        double[] found = noise(params, x, TIMES);
        double[] rough = noise(single, x, TIMES);
        int length = 4 * 8 * 2;
        for (int b = 0; b < 3; b++) {
            double[] wanted = Arrays.stream(loop(params, Rig.cube(x.slice(b)), TIMES.getDouble(b)))
                    .flatMap(Arrays::stream)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            assertThat(Arrays.copyOfRange(found, b * length, (b + 1) * length)).containsExactly(wanted, within(1e-10));
            assertThat(Arrays.copyOfRange(rough, b * length, (b + 1) * length)).containsExactly(wanted, within(1e-3));
        }
    }

    @Test
    void gradientsAgreeWithDifferences() {
        INDArray x = Rig.normal(1, 3, 4, 4, 2);
        INDArray target = Rig.normal(2, 3, 4, 4, 2);
        GradientCheck.Result result = GradientCheck.along(
                new SplittableRandom(5),
                new Params(2, DataType.DOUBLE),
                Map.of("x", x, "t", TIMES, "target", target),
                s -> Regression.meanSquared(
                        NET.noise(s, s.input("x", -1, 4, 4, 2), s.input("t", -1)), s.input("target", -1, 4, 4, 2)));
        assertThat(result.worst()).as(result.toString()).isLessThan(1e-6);
        assertThat(result.entries()).as("arrays").isEqualTo(4 + 2 + 4 * 12 + 10 + 2 + 2);
    }

    @Test
    void hasAsManyParametersAsTheFormulaSays() {
        for (int width : new int[] {1, 4}) {
            Params params = new Params(1);
            UNet net = new UNet(3, width, 1);
            Call.of(params, s -> net.noise(s, s.input("x", -1, 8, 8, 3), s.input("t", -1)));
            long w = width;
            long time = 2 * (4 * w * 4 * w + 4 * w);
            long blocks = block(w, w, w)
                    + block(w, w, 2 * w)
                    + block(w, 2 * w, 4 * w)
                    + block(w, 6 * w, 2 * w)
                    + block(w, 3 * w, w);
            assertThat(params.count()).isEqualTo(time + (27 * w + w) + blocks + 2 * w + (27 * w + 3));
        }
    }

    private static long block(long w, long in, long out) {
        long shortcut = in == out ? 0 : in * out + out;
        long convs = (9 * in * out + out) + (9 * out * out + out);
        return 2 * in + 2 * out + convs + (4 * w * out + out) + shortcut;
    }

    @Test
    void imagesOfABatchDoNotMix() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 3, 4, 4, 2);
        double[] together = noise(params, x, TIMES);
        double[] alone = noise(
                params,
                x.get(NDArrayIndex.interval(1, 2)).dup(),
                TIMES.get(NDArrayIndex.interval(1, 2)).dup());
        assertThat(alone).containsExactly(Arrays.copyOfRange(together, 32, 64), within(1e-12));
    }

    @Test
    void learnsToTellNoiseFromWhatIsAlwaysThere() {
        UNet net = new UNet(1, 4, 2);
        INDArray noise = Rig.normal(3, 16, 8, 8, 1).castTo(DataType.FLOAT);
        INDArray image = Rig.normal(4, 1, 8, 8, 1).castTo(DataType.FLOAT);
        Map<String, INDArray> inputs =
                Map.of("x", noise.add(image), "t", Nd4j.zeros(DataType.FLOAT, 16), "noise", noise);
        Step step = Step.of(new Params(2), Rule.adam(0.01), s -> {
            return Regression.meanSquared(
                    net.noise(s, s.input("x", -1, 8, 8, 1), s.input("t", -1)), s.input("noise", -1, 8, 8, 1));
        });
        double first = step.run(inputs);
        double last = first;
        for (int i = 0; i < 80; i++) last = step.run(inputs);
        assertThat(first).isGreaterThan(0.8);
        // Subtracting nothing and scaling by half leaves half of the variance.
        assertThat(last).isLessThan(0.35);
    }

    @Test
    void sizesAndShapesThatDoNotFitAreTold() {
        assertThatThrownBy(() -> new UNet(1, 6, 4)).hasMessageContaining("width 6 is not a multiple of groups 4");
        assertThatThrownBy(() -> new UNet(0, 4, 4)).hasMessageContaining("channels");
        assertThatThrownBy(() -> write(new long[] {-1, 6, 8, 2}, -1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("even height");
        assertThatThrownBy(() -> write(new long[] {-1, 8, 8, 3}, -1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("unet");
        assertThatThrownBy(() -> write(new long[] {-1, 8, 8, 2}, -1, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("time");
    }

    private static Call write(long[] image, long... time) {
        return Call.of(new Params(1), s -> NET.noise(s.in("net"), s.input("x", image), s.input("t", time)));
    }
}
