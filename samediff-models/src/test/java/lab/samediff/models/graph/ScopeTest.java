package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import lab.samediff.models.engine.Interpreter;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ScopeTest {
    private static SDVariable linear(Scope s, SDVariable x) {
        return Ops.matmul(x, s.param("weight", Init.normal(1, 3, 2)));
    }

    private static Graph write(Params params, Function<Scope, SDVariable> build) {
        return Graph.write(params, Mode.TRAIN, build);
    }

    /** Runs {@code use} on a scope, then ends the graph with something harmless. */
    private static void on(Consumer<Scope> use) {
        write(new Params(1), s -> {
            use.accept(s);
            return s.param("end", Init.zeros());
        });
    }

    @Test
    void aPlaceOpensOnce() {
        on(s -> {
            s.in("a");
            assertThatThrownBy(() -> s.in("a"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("again");
            s.in("b").in("a");
        });
    }

    @Test
    void againNeedsAPlaceThatIsThere() {
        on(s -> assertThatThrownBy(() -> s.again("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not there yet"));
    }

    @Test
    void aParameterIsBuiltOncePerPlace() {
        on(s -> {
            s.param("w", Init.zeros(2));
            assertThatThrownBy(() -> s.param("w", Init.zeros(2))).hasMessageContaining("again");
        });
    }

    @Test
    void againSharesTheArrayAndSumsTheGradients() {
        Params params = new Params(1);
        INDArray x = Nd4j.createFromArray(new float[][] {{1, 2, 3}});
        Graph shared = write(
                params,
                s -> Ops.sum(
                        Ops.add(
                                linear(s.in("net"), s.input("x", 1, 3)),
                                Ops.mul(linear(s.again("net"), s.input("x", 1, 3)), 4)),
                        false));
        Graph once = write(params, s -> Ops.sum(linear(s.in("net"), s.input("x", 1, 3)), false));
        assertThat(params.arrays().keySet()).containsExactly("net/weight");
        INDArray five =
                Interpreter.forGradients(shared).run(Map.of("x", x)).gradients().get("net/weight");
        INDArray one =
                Interpreter.forGradients(once).run(Map.of("x", x)).gradients().get("net/weight");
        assertThat(five).isEqualTo(one.mul(5));
    }

    @Test
    void insideAgainEverythingIsSharedIncludingDeeperPlaces() {
        Params params = new Params(1);
        write(params, s -> {
            SDVariable x = s.input("x", 1, 3);
            SDVariable first = linear(s.in("net").in("layer"), x);
            return Ops.add(first, linear(s.again("net").in("layer"), x));
        });
        assertThat(params.arrays().keySet()).containsExactly("net/layer/weight");
    }

    @Test
    void anInputMayBeAskedForAgainAsTheSame() {
        on(s -> {
            assertThat(s.input("x", -1, 3)).isSameAs(s.in("deep").input("x", -1, 3));
            assertThatThrownBy(() -> s.input("x", -1, 4))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContainingAll("x [-1, 3]", "[-1, 4]");
            assertThatThrownBy(() -> s.ids("x", 5, -1, 3)).hasMessageContaining("INT");
        });
    }

    @Test
    void idsKeepTheirLimit() {
        on(s -> {
            s.ids("ids", 5, -1);
            assertThatThrownBy(() -> s.ids("ids", 6, -1)).hasMessageContainingAll("ids", "5", "6");
            assertThatThrownBy(() -> s.ids("none", 0, -1)).hasMessageContaining("positive limit");
        });
    }

    @Test
    void inputsAndParametersDoNotHideEachOther() {
        on(s -> {
            s.param("w", Init.zeros(2));
            assertThatThrownBy(() -> s.input("w", 2)).hasMessageContaining("hide");
            s.input("x", 2);
            assertThatThrownBy(() -> s.param("x", Init.zeros(2))).hasMessageContaining("is an input");
        });
    }

    @Test
    void sizesOfInputsArePositiveOrUnknown() {
        on(s -> {
            assertThatThrownBy(() -> s.input("x", 0, 3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> s.input("x", -2)).hasMessageContaining("input x needs positive sizes");
        });
    }

    @Test
    void namesAreNotEmptyAndHoldNoHash() {
        on(s -> {
            assertThatThrownBy(() -> s.in("")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> s.param("a#1", Init.zeros(1))).hasMessageContaining("a#1");
        });
    }

    @Test
    void expectNamesThePlaceTheLayerAndBothShapes() {
        on(s -> {
            SDVariable x = s.input("x", -1, 3);
            s.expect("linear", x, -1, 3);
            s.expect("linear", x, 7, 3);
            Scope deep = s.in("block0").in("mlp");
            assertThatThrownBy(() -> deep.expect("linear", x, -1, 4))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContainingAll("block0/mlp", "linear", "[-1, 4]", "x [-1, 3]");
            assertThatThrownBy(() -> deep.expect("linear", x, -1)).hasMessageContaining("[-1]");
        });
    }

    @Test
    void misfitsNameThePlaceTheOpAndTheOperands() {
        on(s -> {
            SDVariable x = s.input("x", -1, 3);
            Scope deep = s.in("block0");
            SDVariable w = deep.param("w", Init.zeros(4, 2));
            assertThatThrownBy(() -> Ops.matmul(x, w))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContainingAll("block0: matmul", "x [-1, 3]", "block0/w [4, 2]");
            assertThatThrownBy(() -> Ops.add(x, w)).hasMessageContainingAll("block0: add", "broadcast");
            assertThatThrownBy(() -> Ops.maximum(x, w)).hasMessageContainingAll("maximum", "equal");
            assertThatThrownBy(() -> Ops.sum(x, false, 2)).hasMessageContainingAll("sum", "axes [2]");
            assertThatThrownBy(() -> Ops.mean(x, false, 1, -1)).hasMessageContaining("axes [1, -1]");
        });
    }

    @Test
    void arrangingMisfitsAreNamedToo() {
        on(s -> {
            SDVariable x = s.input("x", -1, 3);
            SDVariable w = s.param("w", Init.zeros(4, 2));
            assertThatThrownBy(() -> Arrange.reshape(w, 3, -1))
                    .hasMessageContainingAll("reshape", "[3, -1]", "w [4, 2]");
            assertThatThrownBy(() -> Arrange.concat(0, x, w)).hasMessageContainingAll("concat", "size 1 differs");
            assertThatThrownBy(() -> Arrange.concat(0, x, Arrange.reshape(w, 8)))
                    .hasMessageContaining("ranks");
            assertThatThrownBy(() -> Arrange.slice(w, 0, 3, 2)).hasMessageContainingAll("slice", "2 from 3", "axis 0");
            assertThatThrownBy(() -> Arrange.slice(x, 0, 0, 1)).hasMessageContaining("slice");
            assertThatThrownBy(() -> Arrange.slice(w, 0, -1, 2)).isInstanceOf(ShapeException.class);
            assertThatThrownBy(() -> Arrange.split(w, 0, 3))
                    .hasMessageContainingAll("split", "3 equal parts", "axis 0");
            assertThatThrownBy(() -> Arrange.split(w, 0, 0)).isInstanceOf(ShapeException.class);
            assertThatThrownBy(() -> Arrange.split(x, 0, 1)).hasMessageContaining("split");
            assertThatThrownBy(() -> Arrange.squeeze(w, 1)).hasMessageContaining("not of size 1");
            assertThatThrownBy(() -> Arrange.expandDims(w, 3)).hasMessageContaining("no such axis 3");
            assertThatThrownBy(() -> Arrange.permute(w, 0)).hasMessageContaining("every axis");
            assertThatThrownBy(() -> Arrange.where(x, w, w)).hasMessageContaining("equal");
            assertThat(Scope.shape(Arrange.concat(0, x, x))).containsExactly(-1, 3);
        });
    }

    @Test
    void idsAreLookedUpOnlyWhereTheyFit() {
        on(s -> {
            SDVariable table = s.param("table", Init.zeros(4, 2));
            SDVariable ids = s.ids("ids", 5, 6);
            assertThatThrownBy(() -> Arrange.gather(table, ids)).hasMessageContainingAll("gather", "4 rows", "up to 4");
            assertThatThrownBy(() -> Arrange.oneHot(Arrange.reshape(ids, 2, 3), 4, table))
                    .hasMessageContaining("one_hot");
            assertThatThrownBy(() -> Arrange.gather(table, s.input("x", 2))).hasMessageContaining("Scope.ids");
            SDVariable few = s.ids("few", 4, 6);
            assertThatThrownBy(() -> Arrange.gather(table, Ops.add(few, 1))).hasMessageContaining("at most rearranged");
            SDVariable part = Arrange.slice(Arrange.permute(Arrange.reshape(few, 2, 3), 1, 0), 0, 1, 2);
            assertThat(Scope.shape(Arrange.gather(table, part))).containsExactly(2, 2, 2);
        });
    }

    @Test
    void rowsAreAddedOnlyWhereTheyFit() {
        on(s -> {
            SDVariable table = s.param("table", Init.zeros(4, 2));
            SDVariable few = s.ids("few", 4, 6);
            SDVariable rows = s.input("rows", 6, 2);
            SDVariable many = s.ids("many", 5, 6);
            assertThat(Scope.shape(Arrange.scatterAdd(table, few, rows))).containsExactly(4, 2);
            assertThatThrownBy(() -> Arrange.scatterAdd(table, many, rows))
                    .hasMessageContainingAll("scatter_add", "4 rows", "up to 4");
            for (long[] wrong : new long[][] {{5, 2}, {6, 3}, {6}, {6, 2, 1}}) {
                SDVariable misfit = s.input("rows of " + Arrays.toString(wrong), wrong);
                assertThatThrownBy(() -> Arrange.scatterAdd(table, few, misfit))
                        .isInstanceOf(ShapeException.class)
                        .hasMessageContaining("rows [m, ...]");
            }
            SDVariable matrix = Arrange.reshape(few, 2, 3);
            assertThatThrownBy(() -> Arrange.scatterAdd(table, matrix, rows)).isInstanceOf(ShapeException.class);
            SDVariable vector = s.input("vector", 4);
            assertThatThrownBy(() -> Arrange.scatterAdd(vector, few, s.input("entries", 6)))
                    .isInstanceOf(ShapeException.class);
            assertThatThrownBy(() -> Arrange.scatterAdd(table, s.input("x", 6), rows))
                    .hasMessageContaining("Scope.ids");
        });
    }

    @Test
    void reportsAreHandedOutByNameOnce() {
        Graph graph = write(new Params(1), s -> {
            SDVariable x = s.input("x", 2);
            s.report("double", Ops.mul(x, 2));
            assertThatThrownBy(() -> s.report("double", x)).hasMessageContaining("reported twice");
            return Ops.sum(x, false);
        });
        INDArray x = Nd4j.createFromArray(new float[] {1, 2});
        assertThat(Interpreter.forValues(graph).run(Map.of("x", x)).reported())
                .containsExactly(Map.entry("double", x.mul(2)));
    }
}
