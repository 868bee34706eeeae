package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.samediff.models.engine.Interpreter;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GraphTest {
    private static final Map<String, INDArray> INPUT = Map.of("x", Nd4j.createFromArray(new double[][] {{0.5, -1, 2}}));

    /** generator: z = x·g; critic: Σ (z·c)². */
    private static SDVariable game(Scope s) {
        SDVariable z = Ops.matmul(s.input("x", 1, 3), s.in("generator").param("w", Init.normal(1, 3, 2)));
        return Ops.sum(Ops.square(Ops.matmul(z, s.in("critic").param("w", Init.normal(1, 2, 2)))), false);
    }

    private static Params params() {
        return new Params(3, DataType.DOUBLE);
    }

    @Test
    void constantsOfAGraphGetNoGradientButLetItThrough() {
        Params params = params();
        Graph all = Graph.write(params, Mode.TRAIN, GraphTest::game);
        Graph generator = Graph.write(params, "generator", Mode.TRAIN, GraphTest::game);
        assertThat(all.moved()).containsExactlyInAnyOrder("generator/w", "critic/w");
        assertThat(generator.moved()).containsExactly("generator/w");
        Map<String, INDArray> part =
                Interpreter.forGradients(generator).run(INPUT).gradients();
        assertThat(part.keySet()).containsExactly("generator/w");
        assertThat(part.get("generator/w"))
                .isEqualTo(Interpreter.forGradients(all).run(INPUT).gradients().get("generator/w"));
    }

    @Test
    void aChangeInPlaceIsSeenByEveryGraphAndGradientFunction() {
        Params params = params();
        Interpreter values = Interpreter.forValues(Graph.write(params, Mode.EVAL, GraphTest::game));
        Interpreter gradients = Interpreter.forGradients(Graph.write(params, Mode.TRAIN, GraphTest::game));
        Interpreter frozen = Interpreter.forGradients(Graph.write(params, "generator", Mode.TRAIN, GraphTest::game));
        for (Interpreter each : List.of(values, gradients, frozen)) each.run(INPUT);
        double before = values.run(INPUT).result().getDouble(0);
        INDArray slope = gradients.run(INPUT).gradients().get("generator/w");
        params.arrays().get("critic/w").muli(3);
        // Quadratic in the critic: loss and slope are nine times what they were.
        for (Interpreter each : List.of(values, gradients, frozen)) {
            assertThat(each.run(INPUT).result().getDouble(0) / before)
                    .isCloseTo(9, org.assertj.core.data.Offset.offset(1e-12));
        }
        for (Interpreter each : List.of(gradients, frozen)) {
            assertThat(each.run(INPUT)
                            .gradients()
                            .get("generator/w")
                            .sub(slope.mul(9))
                            .amaxNumber()
                            .doubleValue())
                    .isLessThan(1e-12);
        }
    }

    @Test
    void theArraysOfTheGraphAreThoseOfTheParameters() {
        Params params = params();
        Graph graph = Graph.write(params, "critic", Mode.TRAIN, GraphTest::game);
        params.arrays().forEach((name, array) -> assertThat(
                        graph.sameDiff().getVariable(name).getArr())
                .as(name)
                .isSameAs(array));
    }

    @Test
    void inputsAreListedWithTheirShapesAndLimits() {
        Graph graph = Graph.write(params(), Mode.EVAL, s -> {
            SDVariable rows = Arrange.gather(s.param("t", Init.zeros(5, 3)), s.ids("ids", 5, -1));
            return Ops.add(rows, s.input("x", -1, 3));
        });
        assertThat(graph.inputs())
                .containsOnly(
                        Map.entry("ids", new Graph.Input(DataType.INT32, List.of(-1L), 5)),
                        Map.entry("x", new Graph.Input(DataType.DOUBLE, List.of(-1L, 3L), 0)));
        assertThat(graph.resultShape()).containsExactly(-1, 3);
    }

    @Test
    void aGraphThatFailsHalfWayIsNotHandedOutAndSpoilsNothing() {
        Params params = params();
        assertThatThrownBy(() -> Graph.write(params, Mode.TRAIN, s -> {
                    game(s);
                    return Ops.matmul(s.input("x", 1, 3), s.param("late", Init.zeros(4, 4)));
                }))
                .isInstanceOf(ShapeException.class);
        Graph next = Graph.write(params, Mode.TRAIN, GraphTest::game);
        assertThat(Interpreter.forGradients(next).run(INPUT).gradients()).hasSize(2);
    }

    @Test
    void variablesFromOutsideAreRefused() {
        assertThatThrownBy(() -> Graph.write(
                        params(), Mode.EVAL, s -> Ops.square(s.input("x", 2).add(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was not made by Scope, Ops or Arrange");
    }

    @Test
    void constantsAreCopiesInTheGraphsType() {
        INDArray value = Nd4j.createFromArray(new int[] {1, 2});
        INDArray same = Nd4j.createFromArray(new double[] {1, 2});
        Graph graph = Graph.write(params(), Mode.EVAL, s -> Ops.add(s.constant(value), s.constant(same)));
        same.muli(100);
        assertThat(Interpreter.forValues(graph).run(Map.of()).result().toDoubleVector())
                .containsExactly(2, 4);
    }
}
