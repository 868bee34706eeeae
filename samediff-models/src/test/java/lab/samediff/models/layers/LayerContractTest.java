package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What holds for every layer. To add one: a row in {@link #layers}. */
class LayerContractTest {
    /** A layer, the input without its batch, and its parameters as "name shape". */
    private record Case(String name, List<Long> input, List<String> parameters, Rig.Build build) {
        long[] batch(long size) {
            return LongStream.concat(LongStream.of(size), input.stream().mapToLong(Long::longValue))
                    .toArray();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, List<Long> input, List<String> parameters, Rig.Build build) {
        return new Case(name, input, parameters, build);
    }

    private static List<Long> input(long... sizes) {
        return Arrays.stream(sizes).boxed().toList();
    }

    private static final List<String> AFFINE = List.of("weight [3, 4]", "bias [4]");
    private static final List<String> BATCH_NORM = List.of("gain [4]", "bias [4]", "mean [4]", "variance [4]");
    private static final List<String> MLP = List.of(
            "hidden0/weight [3, 5]",
            "hidden0/bias [5]",
            "hidden1/weight [5, 5]",
            "hidden1/bias [5]",
            "out/weight [5, 2]",
            "out/bias [2]");
    private static final List<String> ATTENTION = List.of(
            "query/weight [4, 4]",
            "query/bias [4]",
            "key/weight [4, 4]",
            "value/weight [4, 4]",
            "value/bias [4]",
            "out/weight [4, 4]",
            "out/bias [4]");
    private static final Coupling COUPLED = new Coupling(4, 3, Coupling.Keeps.ODD);
    private static final List<String> COUPLING = List.of(
            "trunk0/weight [4, 3]",
            "trunk0/bias [3]",
            "trunk1/weight [3, 3]",
            "trunk1/bias [3]",
            "scale/weight [3, 4]",
            "scale/bias [4]",
            "shift/weight [3, 4]",
            "shift/bias [4]");

    private static SDVariable coupling(Scope s, SDVariable x) {
        Transformed y = COUPLED.forward(s, x);
        return Arrange.concat(1, y.value(), Arrange.expandDims(y.logDeterminant(), 1));
    }

    private static final List<String> LSTM = List.of("input/weight [4, 8]", "input/bias [8]", "state/weight [2, 8]");

    static Stream<Case> layers() {
        Attention attention = new Attention(4, 2, 0);
        TransformerBlock block = new TransformerBlock(4, 2, 3, 0, Activation.GELU);
        return Stream.of(
                of("linear of rank 2", input(3), AFFINE, (s, x) -> Linear.linear(s, x, 3, 4)),
                of("linear of rank 3", input(2, 3), AFFINE, (s, x) -> Linear.linear(s, x, 3, 4)),
                of("linear of rank 4", input(2, 2, 3), AFFINE, (s, x) -> Linear.linear(s, x, 3, 4)),
                of(
                        "linear without bias",
                        input(2, 3),
                        List.of("weight [3, 4]"),
                        (s, x) -> Linear.withoutBias(s, x, 3, 4)),
                of("mlp", input(3), MLP, (s, x) -> new Mlp(3, 5, 2, 2, Activation.TANH).apply(s, x)),
                of("mlp of depth 0", input(2, 3), List.of("out/weight [3, 2]", "out/bias [2]"), (s, x) -> new Mlp(
                                3, 5, 0, 2, Activation.RELU)
                        .apply(s, x)),
                of(
                        "layer norm of rank 2",
                        input(4),
                        List.of("gain [4]", "bias [4]"),
                        (s, x) -> Norms.layerNorm(s, x, 4, 1e-5)),
                of(
                        "layer norm of rank 3",
                        input(2, 4),
                        List.of("gain [4]", "bias [4]"),
                        (s, x) -> Norms.layerNorm(s, x, 4, 1e-5)),
                of(
                        "group norm",
                        input(2, 3, 4),
                        List.of("gain [4]", "bias [4]"),
                        (s, x) -> Norms.groupNorm(s, x, 4, 2, 1e-5)),
                of(
                        "instance norm",
                        input(2, 3, 2),
                        List.of("gain [2]", "bias [2]"),
                        (s, x) -> Norms.groupNorm(s, x, 2, 2, 1e-5)),
                of("batch norm of rank 2", input(4), BATCH_NORM, (s, x) -> Norms.batchNorm(s, x, 4, 0.1)),
                of("batch norm of rank 4", input(2, 3, 4), BATCH_NORM, (s, x) -> Norms.batchNorm(s, x, 4, 1e-5)),
                of("learned positions", input(3, 4), List.of("weight [5, 4]"), (s, x) -> Positions.learned(s, x, 5)),
                of("patches", input(2, 4, 6), List.of("weight [8, 3]", "bias [3]"), (s, x) -> new Patches(4, 6, 2, 2)
                        .embed(s, x, 3)),
                of(
                        "conv",
                        input(3, 4, 2),
                        List.of("weight [3, 3, 2, 3]", "bias [3]"),
                        (s, x) -> Conv.conv(s, x, 2, 3, 3, 1)),
                of(
                        "strided conv without bias",
                        input(4, 2, 2),
                        List.of("weight [4, 4, 2, 1]"),
                        (s, x) -> Conv.withoutBias(s, x, 2, 1, 4, 2)),
                of(
                        "transposed conv",
                        input(2, 3, 2),
                        List.of("weight [4, 4, 3, 2]", "bias [3]"),
                        (s, x) -> Conv.transposed(s, x, 2, 3, 4, 2)),
                of(
                        "transposed conv without bias",
                        input(2, 1, 2),
                        List.of("weight [2, 2, 1, 2]"),
                        (s, x) -> Conv.transposedWithoutBias(s, x, 2, 1, 2, 2)),
                of("attention", input(3, 4), ATTENTION, (s, x) -> attention.apply(s, x, Mask.none())),
                of("causal attention", input(3, 4), ATTENTION, (s, x) -> attention.apply(s, x, Mask.causal(s, 3))),
                of(
                        "cross attention",
                        input(3, 4),
                        ATTENTION,
                        (s, x) -> attention.apply(s, x, Arrange.slice(x, 1, 1, 2), Mask.none())),
                of("lstm", input(3, 4), LSTM, (s, x) -> Recurrent.lstm(s, x, 4, 2)
                        .outputs()),
                of("lstm from a state", input(3, 4), LSTM, LayerContractTest::lstmFromAState),
                of("coupling", input(4), COUPLING, LayerContractTest::coupling),
                of("inverse coupling", input(4), COUPLING, (s, y) -> COUPLED.inverse(s, y)),
                of(
                        "transformer block",
                        input(3, 4),
                        blockParameters(),
                        (s, x) -> block.apply(s, x, Mask.causal(s, 3))));
    }

    /** With the layers that take any width or more than one input. Dropout, which is random in training, has its own test. */
    static Stream<Case> all() {
        Stream<Case> activations = Arrays.stream(Activation.values())
                .map(a -> of(a.toString(), input(4), List.of(), (s, x) -> a.apply(x)));
        Stream<Case> others = Stream.of(
                of("sinusoidal positions", input(3, 4), List.of(), (s, x) -> Positions.sinusoidal(s, x)),
                of("graph convolution", input(4, 3 + 4), AFFINE, LayerContractTest::graphConvolution),
                of("mean of present nodes", input(4, 3 + 1), List.of(), LayerContractTest::meanOfPresent));
        return Stream.of(layers(), activations, others).flatMap(cases -> cases);
    }

    /** The state is made from the first token, so that its gradients are checked with those of the input. */
    private static SDVariable lstmFromAState(Scope s, SDVariable x) {
        SDVariable first = Arrange.squeeze(Arrange.slice(x, 1, 0, 1), 1);
        Recurrent.State state = new Recurrent.State(Arrange.slice(first, 1, 0, 2), Arrange.slice(first, 1, 2, 2));
        Recurrent.Unrolled read = Recurrent.lstm(s, x, state, 4, 2);
        SDVariable cell = Arrange.expandDims(read.last().cell(), 1);
        return Arrange.concat(1, read.outputs(), cell);
    }

    /** Of four nodes, each row its three features and its row of the adjacency. */
    private static SDVariable graphConvolution(Scope s, SDVariable x) {
        SDVariable nodes = Arrange.slice(x, 2, 0, 3);
        return MessagePassing.graphConvolution(s, nodes, Arrange.slice(x, 2, 3, 4), 3, 4);
    }

    /** Of four nodes, each row its three features and whether it is present. */
    private static SDVariable meanOfPresent(Scope s, SDVariable x) {
        SDVariable present = Ops.positive(Arrange.squeeze(Arrange.slice(x, 2, 3, 1), 2));
        return MessagePassing.meanOfPresent(s, Arrange.slice(x, 2, 0, 3), present);
    }

    private static List<String> blockParameters() {
        List<String> parameters = new ArrayList<>(List.of(
                "norm1/gain [4]",
                "norm1/bias [4]",
                "norm2/gain [4]",
                "norm2/bias [4]",
                "mlp/hidden0/weight [4, 3]",
                "mlp/hidden0/bias [3]",
                "mlp/out/weight [3, 4]",
                "mlp/out/bias [4]"));
        for (String parameter : ATTENTION) parameters.add("attention/" + parameter);
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradientsOfParametersAndInputAgreeWithDifferences(Case layer) {
        for (long batch : new long[] {1, 2}) {
            GradientCheck.Result result = Rig.gradients(batch + 10, layer.batch(batch), layer.build());
            assertThat(result.worst()).as("batch %s: %s", batch, result).isLessThan(1e-6);
            assertThat(result.entries()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void rowsOfTheBatchDoNotMix(Case layer) {
        Params params = new Params(5, DataType.DOUBLE);
        INDArray x = Rig.normal(6, layer.batch(4));
        INDArray y = Rig.eval(params, x, layer.build());
        int[] order = {2, 0, 3, 1};
        INDArray permuted =
                Rig.eval(params, Nd4j.pullRows(x.reshape(4, -1), 1, order).reshape(x.shape()), layer.build());
        INDArray alone = Rig.eval(params, x.get(NDArrayIndex.interval(2, 3)).dup(), layer.build());
        int row = Rig.plain(y).length / 4;
        for (int i = 0; i < 4; i++) {
            double[] wanted = Arrays.copyOfRange(Rig.plain(y), order[i] * row, (order[i] + 1) * row);
            assertThat(Arrays.copyOfRange(Rig.plain(permuted), i * row, (i + 1) * row))
                    .containsExactly(wanted, within(1e-12));
        }
        assertThat(Rig.plain(alone)).containsExactly(Arrays.copyOfRange(Rig.plain(y), 2 * row, 3 * row), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("all")
    void evaluationIsDeterministic(Case layer) {
        Params params = new Params(5);
        INDArray x = Rig.normal(6, layer.batch(3));
        double[] first = Rig.plain(Rig.eval(params, x, layer.build()));
        assertThat(Rig.plain(Rig.eval(params, x, layer.build()))).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("all")
    void singlePrecisionAgreesWithDouble(Case layer) {
        INDArray x = Rig.normal(7, layer.batch(3)).castTo(DataType.FLOAT);
        double[] exact = Rig.plain(Rig.eval(new Params(5, DataType.DOUBLE), x, layer.build()));
        assertThat(Rig.plain(Rig.eval(new Params(5), x, layer.build()))).containsExactly(exact, within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("all")
    void parametersAreNamedAndShapedAsPromised(Case layer) {
        Params params = new Params(5);
        Rig.eval(params, Rig.normal(7, layer.batch(1)), layer.build());
        Map<String, String> found = new TreeMap<>();
        Rig.shapes(params).forEach((name, shape) -> found.put(name, name + " " + Arrays.toString(shape)));
        assertThat(found.values())
                .containsExactlyInAnyOrderElementsOf(
                        layer.parameters().stream().map(p -> "layer/" + p).toList());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aWrongWidthIsToldWithPathLayerAndShapes(Case layer) {
        long[] wrong = layer.batch(-1);
        wrong[wrong.length - 1] = 77;
        // Positions take any width but no more tokens than they have rows.
        if (layer.name().equals("learned positions")) wrong[1] = 77;
        assertThatThrownBy(() -> Graph.write(
                        new Params(1), Mode.EVAL, s -> layer.build().apply(s.in("layer"), s.input("x", wrong))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer")
                .hasMessageContaining("77")
                .hasMessageContaining("x [");
    }
}
