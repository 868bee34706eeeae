package lab.samediff.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Bad input is told from Java, by name, before native code sees it. */
class InputsTest {
    private static final INDArray X = Nd4j.ones(DataType.FLOAT, 2, 3);
    private static final INDArray IDS = Nd4j.createFromArray(new int[] {0, 3});

    private static Interpreter rowsOfATable() {
        return Interpreter.forValues(Graph.write(new Params(1), Mode.EVAL, s -> {
            s.report("x", s.input("x", -1, 3));
            return Arrange.gather(s.param("table", Init.normal(1, 4, 2)), s.ids("ids", 4, -1));
        }));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(Map.of("ids", IDS), "wants inputs [ids, x], got [ids]"),
                Arguments.of(Map.of("ids", IDS, "x", X, "y", X), "got [ids, x, y]"),
                Arguments.of(Map.of("ids", IDS, "z", X), "got [ids, z]"),
                Arguments.of(
                        Map.of("ids", IDS, "x", Nd4j.ones(2, 4)), "input x wants shape [-1, 3] (-1: any), got [2, 4]"),
                Arguments.of(Map.of("ids", IDS, "x", Nd4j.ones(3)), "got [3]"),
                Arguments.of(Map.of("ids", IDS, "x", Nd4j.ones(1, 2, 3)), "got [1, 2, 3]"),
                Arguments.of(Map.of("ids", IDS, "x", Nd4j.empty(DataType.FLOAT)), "got []"),
                Arguments.of(Map.of("ids", IDS, "x", Nd4j.create(DataType.FLOAT, 0, 3)), "input x is empty"),
                Arguments.of(Map.of("ids", Nd4j.create(DataType.INT32, 0), "x", X), "input ids is empty"),
                Arguments.of(Map.of("ids", Nd4j.createFromArray(new int[] {0, 4}), "x", X), "input ids holds id 4"),
                Arguments.of(Map.of("ids", Nd4j.createFromArray(new int[] {-1}), "x", X), "ids are 0 to 3"),
                Arguments.of(Map.of("ids", Nd4j.createFromArray(new float[] {1.5f}), "x", X), "holds id 1.5"),
                Arguments.of(Map.of("ids", Nd4j.createFromArray(new float[] {Float.NaN}), "x", X), "holds id NaN"),
                Arguments.of(Map.of("ids", Nd4j.createFromArray(new double[] {1e300}), "x", X), "holds id 1.0E300"),
                Arguments.of(
                        Map.of("ids", Nd4j.createFromArray(new long[] {4294967296L}), "x", X), "input ids holds id"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badInputIsRejectedByName(Map<String, INDArray> inputs, String message) {
        assertThatThrownBy(() -> rowsOfATable().run(inputs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void idsMayBeFedAsFloatsAndAsViews() {
        INDArray many = Nd4j.createFromArray(new int[] {99, 0, 3, 99});
        Interpreter rows = rowsOfATable();
        double[] expected =
                rows.run(Map.of("ids", IDS, "x", X)).result().dup('c').data().asDouble();
        for (INDArray ids : new INDArray[] {
            IDS.castTo(DataType.FLOAT), IDS.castTo(DataType.INT64), many.get(NDArrayIndex.interval(1, 3))
        }) {
            INDArray found = rows.run(Map.of("ids", ids, "x", X)).result();
            assertThat(found.dup('c').data().asDouble()).isEqualTo(expected);
        }
    }

    @Test
    void outOfRangeIdsInAViewAreFound() {
        INDArray many = Nd4j.createFromArray(new int[] {0, 1, 99, 2});
        assertThatThrownBy(() -> rowsOfATable().run(Map.of("ids", many.get(NDArrayIndex.interval(1, 3)), "x", X)))
                .hasMessageContaining("holds id 99");
    }
}
