package lab.samediff.models.engine.plan;

import java.util.List;
import java.util.Map;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Convolve;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Nodes that stand alone read views that begin inside of their root, and products are added where they belong. */
class RowsTest {
    @Test
    void maximaOfRowsThatBeginInside() {
        Plans.agrees(
                s -> {
                    SDVariable x = Ops.mul(s.param("w", Init.normal(1, 4, 6)), s.input("x", 1, 6));
                    return Ops.sum(Ops.square(Ops.max(Arrange.slice(x, 0, 2, 2), false, 1)), false);
                },
                Map.of("x", Plans.normal(1, 1, 6)));
    }

    @Test
    void runningSumsOfRowsThatBeginInside() {
        Plans.agrees(
                s -> {
                    SDVariable x = Ops.mul(s.param("w", Init.normal(1, 4, 6)), s.input("x", 1, 6));
                    return Ops.sum(Ops.square(Ops.cumsum(Arrange.slice(x, 0, 1, 2), 1)), false);
                },
                Map.of("x", Plans.normal(1, 1, 6)));
    }

    @Test
    void lookupsInTheMiddleOfATableByIdsInTheMiddleOfAnArray() {
        Plans.agrees(
                s -> {
                    SDVariable table = Arrange.slice(s.param("table", Init.normal(1, 9, 3)), 0, 4, 5);
                    SDVariable ids = Arrange.slice(s.ids("ids", 5, 3, 4), 0, 1, 2);
                    return Ops.sum(Ops.square(Arrange.gather(table, ids)), false);
                },
                Map.of(
                        "ids",
                        Nd4j.createFromArray(0, 0, 0, 0, 1, 4, 4, 2, 3, 1, 0, 2).reshape(3, 4)));
    }

    @Test
    void oneHotRowsTimesTheMiddleOfATable() {
        Plans.agrees(
                s -> {
                    SDVariable table = Arrange.slice(s.param("table", Init.normal(1, 9, 3)), 0, 4, 5);
                    SDVariable rows = Arrange.oneHot(s.ids("ids", 5, -1), 5, table);
                    return Ops.sum(Ops.square(Ops.matmul(rows, table)), false);
                },
                Map.of("ids", Nd4j.createFromArray(1, 4, 4, 2, 3, 1)));
    }

    /** A product of one row, of one column, or of one number, added to all rows of another. */
    @Test
    void productsThatAreStretchedAreAdded() {
        for (int[] shape : List.of(new int[] {1, 4}, new int[] {3, 1}, new int[] {1, 1})) {
            for (boolean first : new boolean[] {true, false}) {
                Plans.agrees(
                        s -> {
                            SDVariable whole = Ops.matmul(s.input("x", 3, 2), s.param("w", Init.normal(1, 2, 4)));
                            SDVariable a = s.param("a", Init.normal(1, shape[0], 5));
                            SDVariable small = Ops.matmul(a, s.param("b", Init.normal(1, 5, shape[1])));
                            SDVariable sum = first ? Ops.add(small, whole) : Ops.add(whole, small);
                            return Ops.sum(Ops.tanh(sum), false);
                        },
                        Map.of("x", Plans.normal(1, 3, 2)));
            }
        }
    }

    /** Weights used three times: the gradient is a sum of products. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 7})
    void weightsThatAreUsedAgainGetTheSumOfTheirGradients(int batch) {
        Plans.agrees(
                s -> {
                    SDVariable w = s.param("w", Init.normal(0.5, 4, 4));
                    SDVariable x = s.input("x", -1, 4);
                    for (int i = 0; i < 3; i++) x = Ops.add(Ops.tanh(Ops.matmul(x, w)), Ops.matmul(x, w));
                    return Ops.mean(Ops.square(x), false);
                },
                Map.of("x", Plans.normal(1, batch, 4)));
    }

    @Test
    void piecesOfAllKindsAreConcatenated() {
        Map<String, INDArray> inputs = Map.of("x", Plans.normal(1, 5, 4, 6));
        for (int axis = 1; axis < 3; axis++) {
            int along = axis;
            Plans.agrees(
                    s -> {
                        SDVariable x = Ops.mul(s.input("x", -1, 4, 6), s.param("w", Init.normal(1, 4, 6)));
                        SDVariable slice = Arrange.slice(x, along, 1, 3);
                        SDVariable zeros = Arrange.zerosLike(Arrange.slice(x, along, 0, 2));
                        SDVariable joined = Arrange.concat(along, slice, zeros, Ops.exp(slice), x);
                        return Ops.mean(Ops.square(Ops.sub(joined, 0.3)), false);
                    },
                    inputs);
        }
    }

    /** The images of a convolution are in one place, because they were put together, and its gradient is spread. */
    @Test
    void convolutionsOfImagesThatWerePutTogether() {
        Plans.agrees(
                s -> {
                    SDVariable x = s.input("x", -1, 4, 4, 2);
                    SDVariable w = s.param("w", Init.normal(0.3, 3, 3, 2, 3));
                    SDVariable joined = Ops.cumsum(x, 0);
                    SDVariable y = Convolve.conv2d(joined, w, 1, Convolve.Padding.SAME);
                    return Ops.mean(Ops.square(Ops.mul(y, s.input("y", -1, 4, 4, 3))), false);
                },
                Map.of("x", Plans.normal(1, 5, 4, 4, 2), "y", Plans.normal(2, 5, 4, 4, 3)));
    }
}
