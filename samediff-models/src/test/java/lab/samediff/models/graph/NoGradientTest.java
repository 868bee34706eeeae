package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import lab.samediff.models.engine.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Ops that let no gradient through, the random one, and gradients at kinks. */
class NoGradientTest {
    private static final Map<String, INDArray> IDS = Map.of("ids", Nd4j.createFromArray(new int[] {2, 0, 1}));

    static Stream<Arguments> blocked() {
        return Stream.of(
                blocked("zerosLike", (s, x) -> Arrange.zerosLike(x)),
                blocked("uniformLike", (s, x) -> Arrange.uniformLike(x)),
                blocked("positive", (s, x) -> Ops.positive(x)),
                blocked("stopGradient", (s, x) -> Ops.stopGradient(x)),
                blocked("oneHot", (s, x) -> Arrange.oneHot(s.ids("ids", 3, 3), 3, x)));
    }

    private static Arguments blocked(String name, BiFunction<Scope, SDVariable, SDVariable> op) {
        return Arguments.of(name, op);
    }

    @ParameterizedTest
    @MethodSource("blocked")
    void onlyTheGradientOfTheOtherPathArrives(String name, BiFunction<Scope, SDVariable, SDVariable> op) {
        Params params = new Params(3, DataType.DOUBLE);
        Graph graph = Graph.write(params, Mode.TRAIN, s -> {
            SDVariable x = s.param("x", Init.normal(1, 3, 3));
            return Ops.add(Ops.sum(Ops.mul(op.apply(s, x), 5), false), Ops.sum(Ops.mul(x, 3), false));
        });
        INDArray gradient = Interpreter.forGradients(graph)
                .run(name.equals("oneHot") ? IDS : Map.of())
                .gradients()
                .get("x");
        assertThat(Plain.of(gradient).data).containsOnly(3);
    }

    @Test
    void valuesAreThoseOfPlainJava() {
        Params params = new Params(3, DataType.DOUBLE);
        INDArray x = params.getOrCreate("x", Init.normal(1, 2, 3));
        assertThat(value(params, Ops::stopGradient)).isEqualTo(Plain.of(x).data);
        assertThat(value(params, Ops::positive)).isEqualTo(Plain.of(x).map(v -> v > 0 ? 1 : 0).data);
        assertThat(value(params, Arrange::zerosLike)).containsOnly(0).hasSize(6);
    }

    private static double[] value(Params params, java.util.function.UnaryOperator<SDVariable> op) {
        Graph graph = Graph.write(params, Mode.EVAL, s -> op.apply(s.param("x", Init.zeros(2, 3))));
        return Plain.of(Interpreter.forValues(graph).run(Map.of()).result()).data;
    }

    @Test
    void oneHotMarksEachId() {
        Params params = new Params(3);
        Graph graph = Graph.write(
                params, Mode.EVAL, s -> Arrange.oneHot(s.ids("ids", 4, -1, 2), 5, s.param("x", Init.zeros(1))));
        INDArray ids = Nd4j.createFromArray(new int[][] {{3, 0}, {1, 1}, {2, 3}});
        INDArray found = Interpreter.forValues(graph).run(Map.of("ids", ids)).result();
        assertThat(found.shape()).containsExactly(3, 2, 5);
        assertThat(found.dataType()).isEqualTo(DataType.FLOAT);
        Plain wanted = Plain.of(ids);
        assertThat(Plain.of(found).data)
                .isEqualTo(Plain.fill(found.shape(), i -> wanted.at(i[0], i[1]) == i[2] ? 1 : 0).data);
    }

    @Test
    void noiseIsUniformSeededAndNewEachTime() {
        Params params = new Params(3);
        Graph graph = Graph.write(params, Mode.TRAIN, s -> Arrange.uniformLike(s.input("x", -1, 100)));
        Interpreter interpreter = Interpreter.forValues(graph);
        Map<String, INDArray> input = Map.of("x", Nd4j.zeros(DataType.FLOAT, 50, 100));
        Nd4j.getRandom().setSeed(5);
        double[] first = Plain.of(interpreter.run(input).result()).data;
        double[] second = Plain.of(interpreter.run(input).result()).data;
        Nd4j.getRandom().setSeed(5);
        double[] again = Plain.of(interpreter.run(input).result()).data;
        assertThat(again).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
        assertThat(Arrays.stream(first).allMatch(v -> v >= 0 && v < 1)).isTrue();
        // Mean 1/2 and mean square 1/3, each within 4 standard errors of n = 5000.
        assertThat(Arrays.stream(first).average().orElseThrow()).isCloseTo(0.5, within(4 * Math.sqrt(1 / 12.0 / 5000)));
        assertThat(Arrays.stream(first).map(v -> v * v).average().orElseThrow())
                .isCloseTo(1 / 3.0, within(4 * Math.sqrt(4 / 45.0 / 5000)));
    }

    @Test
    void gradientsAtKinksAreTheDocumentedOnes() {
        assertThat(slopes(Ops::abs, -2, 0, 3)).containsExactly(-1, 0, 1);
        assertThat(slopes(Ops::relu, -2, 0, 3)).containsExactly(0, 0, 1);
        assertThat(slopes(x -> Ops.clip(x, -1, 1), -2, 0.5, 3)).containsExactly(0, 1, 0);
        assertThat(slopes(Ops::softplus, 0)).containsExactly(0.5);
        assertThat(slopes(x -> Ops.max(x, false), 4, 4, 1)).containsExactly(1, 0, 0);
        assertThat(slopes(x -> Ops.max(Arrange.reshape(x, 2, 3), false, -1), 4, 4, 1, 0, 7, 7))
                .containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(slopes(Ops::sqrt, 0)).containsExactly(Double.POSITIVE_INFINITY);
    }

    private static double[] slopes(java.util.function.UnaryOperator<SDVariable> op, double... at) {
        Params params = new Params(3, DataType.DOUBLE);
        params.getOrCreate("x", Init.zeros(at.length)).assign(Nd4j.createFromArray(at));
        Graph graph =
                Graph.write(params, Mode.TRAIN, s -> Ops.sum(op.apply(s.param("x", Init.zeros(at.length))), false));
        return Plain.of(Interpreter.forGradients(graph)
                        .run(Map.of())
                        .gradients()
                        .get("x"))
                .data;
    }
}
