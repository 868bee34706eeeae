package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Convolve.Padding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Laws of convolutions beside their values, which {@link OpsGradientTest} compares with loops. */
class ConvolveTest {
    private static SDVariable kernel(Scope s, long... shape) {
        return s.param("w", Init.normal(1, shape));
    }

    private static long[] shape(Function<Scope, SDVariable> build) {
        return Graph.write(new Params(1), Mode.EVAL, build).resultShape();
    }

    @Test
    void sizesAreKnownWhileTheBatchIsNot() {
        assertThat(shape(s -> Convolve.conv2d(s.input("x", -1, 28, 28, 1), kernel(s, 4, 4, 1, 8), 2, Padding.SAME)))
                .containsExactly(-1, 14, 14, 8);
        assertThat(shape(s -> Convolve.conv2d(s.input("x", -1, 28, -1, 1), kernel(s, 5, 3, 1, 8), 2, Padding.VALID)))
                .containsExactly(-1, 12, -1, 8);
        assertThat(shape(s -> Convolve.transposedConv2d(s.input("x", -1, 7, -1, 6), kernel(s, 4, 4, 3, 6), 2)))
                .containsExactly(-1, 14, -1, 3);
        assertThat(shape(s -> Convolve.maxPool2d(s.input("x", -1, 4, 6, 3)))).containsExactly(-1, 2, 3, 3);
        assertThat(shape(s -> Convolve.upsample2d(s.input("x", -1, 4, -1, 3)))).containsExactly(-1, 8, -1, 3);
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                misfit("channels differ", s -> conv(s, 1, Padding.SAME, 3, 3, 5, 1)),
                misfit("no rank 4", s -> Convolve.conv2d(s.input("x", -1, 4), kernel(s, 3, 3, 2, 1), 1, Padding.SAME)),
                misfit("kernel of rank 3", s -> conv(s, 1, Padding.SAME, 3, 3, 2)),
                misfit("stride 0", s -> conv(s, 0, Padding.SAME, 3, 3, 2, 1)),
                misfit("stride beyond the kernel", s -> conv(s, 4, Padding.SAME, 5, 3, 2, 1)),
                misfit("kernel beyond the image", s -> conv(s, 1, Padding.VALID, 7, 3, 2, 1)),
                misfit("transposed channels", s -> Convolve.transposedConv2d(image(s), kernel(s, 4, 4, 2, 3), 2)),
                misfit("odd height", s -> Convolve.maxPool2d(s.input("x", -1, 5, 4, 1))),
                misfit("unknown width", s -> Convolve.averagePool2d(s.input("x", -1, 4, -1, 1))),
                misfit("rank 3", s -> Convolve.upsample2d(s.input("x", -1, 4, 4))));
    }

    private static Arguments misfit(String name, Function<Scope, SDVariable> build) {
        return Arguments.of(name, build);
    }

    private static SDVariable image(Scope s) {
        return s.input("x", -1, 6, 6, 2);
    }

    private static SDVariable conv(Scope s, int stride, Padding padding, long... kernel) {
        return Convolve.conv2d(image(s), kernel(s, kernel), stride, padding);
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void whatDoesNotFitIsToldWithPathAndShapes(String name, Function<Scope, SDVariable> build) {
        assertThatThrownBy(() -> Graph.write(new Params(1), Mode.EVAL, s -> build.apply(s.in("place"))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("place")
                .hasMessageContaining("x [-1");
    }

    /** ⟨conv(x, w), y⟩ = ⟨x, transposed(y, w)⟩. */
    @Test
    void transposedIsTheTranspose() {
        Params params = new Params(4, DataType.DOUBLE);
        INDArray x = normal(1, 2, 6, 4, 3);
        INDArray y = normal(2, 2, 3, 2, 5);
        Interpreter down = values(params, s -> Convolve.conv2d(s.input("x", -1, 6, 4, 3), w(s), 2, Padding.SAME));
        Interpreter up = values(params, s -> Convolve.transposedConv2d(s.input("x", -1, 3, 2, 5), w(s), 2));
        double there = down.run(Map.of("x", x)).result().mul(y).sumNumber().doubleValue();
        double back = up.run(Map.of("x", y)).result().mul(x).sumNumber().doubleValue();
        assertThat(there).isCloseTo(back, within(1e-10));
        assertThat(Math.abs(there)).isGreaterThan(1e-3);
    }

    private static SDVariable w(Scope s) {
        return kernel(s, 4, 4, 3, 5);
    }

    /** In float32 another library may do the work. */
    @Test
    void ofEqualPixelsTheFirstGetsTheGradient() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            Graph graph = Graph.write(
                    new Params(1, type),
                    Mode.TRAIN,
                    s -> Ops.sum(Convolve.maxPool2d(s.param("x", Init.constant(3, 1, 2, 4, 1))), false));
            INDArray slope =
                    Interpreter.forGradients(graph).run(Map.of()).gradients().get("x");
            assertThat(Plain.of(slope).data).containsExactly(1, 0, 1, 0, 0, 0, 0, 0);
        }
    }

    static Stream<OpCase> cases() {
        return Stream.concat(ConvolveCases.all(), ConvolveCases.ofUsualSizes());
    }

    /** Float32 goes through other kernels than float64, several of them chosen by size. */
    @ParameterizedTest
    @MethodSource("cases")
    void singlePrecisionAgreesWithDouble(OpCase op) {
        Params exact = op.params(false);
        Params rough = new Params(7);
        Graph doubles = training(exact, op);
        Graph floats = training(rough, op);
        rough.arrays().forEach((name, array) -> array.assign(array(exact.arrays(), name)));
        Interpreter.Outcome wanted = Interpreter.forGradients(doubles).run(Map.of());
        Interpreter.Outcome found = Interpreter.forGradients(floats).run(Map.of());
        assertThat(found.gradients()).hasSameSizeAs(wanted.gradients());
        wanted.gradients().forEach((name, gradient) -> {
            double tolerance = 1e-5 * (1 + gradient.amaxNumber().doubleValue());
            assertThat(Plain.of(array(found.gradients(), name)).data)
                    .containsExactly(Plain.of(gradient).data, within(tolerance));
        });
        assertThat(found.result().getDouble(0)).isCloseTo(wanted.result().getDouble(0), within(1e-2));
    }

    private static INDArray array(Map<String, INDArray> arrays, String name) {
        INDArray array = arrays.get(name);
        if (array == null) throw new AssertionError("no " + name + " in " + arrays.keySet());
        return array;
    }

    private static Graph training(Params params, OpCase op) {
        return Graph.write(
                params, Mode.TRAIN, s -> OpsGradientTest.weighted(s, op.build().on(s, op.operands(s, false))));
    }

    private static Interpreter values(Params params, Function<Scope, SDVariable> build) {
        return Interpreter.forValues(Graph.write(params, Mode.EVAL, build));
    }

    private static INDArray normal(long seed, long... shape) {
        return Init.normal(1, shape).create(new SplittableRandom(seed), DataType.DOUBLE);
    }
}
