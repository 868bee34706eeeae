package lab.samediff.models.engine.plan;

import java.util.Map;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tiles of every form: rows and columns that fit into a tile or do not, and operands that walk otherwise than the rest. */
class RegionTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "7, 1", "7, 2", "5, 3", "400, 3", "33, 65", "5, 1000", "3, 5000", "2, 1024", "1, 5000"})
    void rowsAndColumnsOfAnySizeGiveTheSame(int rows, int columns) {
        Map<String, INDArray> inputs = Map.of("x", Plans.normal(1, rows, columns));
        Plans.agrees(s -> normalised(s, columns), inputs);
    }

    /** Row sums, row maxima, column sums (the gradients of gain and bias) and everything between. */
    private static SDVariable normalised(Scope s, int columns) {
        SDVariable x = s.input("x", -1, columns);
        SDVariable gain = s.param("gain", Init.normal(1, columns));
        SDVariable scaled = Ops.add(Ops.mul(x, gain), s.param("bias", Init.normal(1, columns)));
        SDVariable soft = s.report("softmax", Ops.softmax(scaled, 1));
        SDVariable centred = Ops.sub(scaled, Ops.mean(scaled, true, 1));
        SDVariable length = Ops.sqrt(Ops.add(Ops.mean(Ops.square(centred), true, 1), 0.1));
        SDVariable normal = s.report("normal", Ops.div(centred, length));
        return Ops.mean(Ops.add(Ops.exp(Ops.mul(normal, 0.5)), Ops.mul(soft, Ops.tanh(scaled))), false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void operandsAreStretchedAlongAnyAxes(int batch) {
        Map<String, INDArray> inputs =
                Map.of("x", Plans.normal(1, batch, 3, 4, 5), "y", Plans.normal(2, batch, 1, 4, 1));
        Plans.agrees(
                s -> {
                    SDVariable z = s.input("x", -1, 3, 4, 5);
                    z = Ops.mul(z, s.input("y", -1, 1, 4, 1));
                    z = Ops.add(z, s.param("rows", Init.normal(1, 4, 1)));
                    z = Ops.mul(z, s.param("columns", Init.normal(1, 5)));
                    z = Ops.add(z, s.param("outer", Init.normal(1, 3, 1, 5)));
                    z = Ops.mul(z, s.param("one", Init.normal(1, 1, 3, 1, 1)));
                    z = Ops.add(z, s.param("scalar", Init.normal(1)));
                    z = Ops.add(Ops.tanh(z), Ops.sum(z, true, 1, 3));
                    return Ops.mean(Ops.square(Ops.add(z, Ops.mean(z, true, 2))), false);
                },
                inputs);
    }

    /** Masks [time, time] for all heads and [batch, 1, 1, time] for each sample, beside the softmax over rows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 17})
    void softmaxNextToMasksOfItsRows(int time) {
        Map<String, INDArray> inputs =
                Map.of("x", Plans.normal(1, 5, 2, time, time), "present", Plans.normal(2, 5, 1, 1, time));
        Plans.agrees(
                s -> {
                    SDVariable scores = Ops.mul(s.input("x", -1, 2, time, time), s.param("w", Init.normal(1, 2, 1, 1)));
                    SDVariable masked = Ops.add(scores, s.constant(Plans.normal(3, time, time)));
                    masked = Ops.add(masked, s.input("present", -1, 1, 1, time));
                    SDVariable weights = s.report("weights", Ops.softmax(masked, 3));
                    return Ops.mean(Ops.mul(Ops.square(weights), s.param("v", Init.normal(1, time))), false);
                },
                inputs);
    }

    @Test
    void softmaxAndSumsOverAnyAxis() {
        Map<String, INDArray> inputs = Map.of("x", Plans.normal(1, 5, 4, 3));
        for (int axis = 0; axis < 3; axis++) {
            int over = axis;
            Plans.agrees(
                    s -> {
                        SDVariable x = Ops.mul(s.input("x", -1, 4, 3), s.param("w", Init.normal(1, 4, 3)));
                        SDVariable soft = Ops.softmax(x, over);
                        SDVariable peak = Ops.max(x, true, over);
                        SDVariable sums = Ops.sum(Ops.mul(soft, x), true, over);
                        return Ops.mean(Ops.square(Ops.add(sums, Ops.mul(peak, soft))), false);
                    },
                    inputs);
        }
    }

    @Test
    void whatIsTurnedMeetsWhatIsNot() {
        Map<String, INDArray> inputs = Map.of("x", Plans.normal(1, 5, 6, 6));
        Plans.agrees(
                s -> {
                    SDVariable x = Ops.mul(s.input("x", -1, 6, 6), s.param("w", Init.normal(1, 6, 6)));
                    SDVariable turned = Ops.tanh(Arrange.permute(x, 0, 2, 1));
                    SDVariable both = Ops.add(Ops.mul(turned, x), Ops.exp(Ops.mul(x, 0.1)));
                    SDVariable rows = Ops.sum(Ops.mul(both, Arrange.permute(both, 0, 2, 1)), true, 2);
                    return Ops.mean(Ops.square(Ops.add(Arrange.permute(rows, 0, 2, 1), both)), false);
                },
                inputs);
    }

    /** The operand of the maximum is one number for each row, stretched by a constant. */
    @Test
    void maximaOfWhatIsTheSameAlongTheRow() {
        Map<String, INDArray> inputs = Map.of("x", Plans.normal(1, 5, 1));
        Plans.agrees(
                s -> {
                    SDVariable x = Ops.mul(s.input("x", -1, 1), s.param("w", Init.normal(1, 1)));
                    SDVariable wide = Ops.mul(x, s.constant(org.nd4j.linalg.factory.Nd4j.ones(1, 7)));
                    SDVariable soft = Ops.softmax(wide, 1);
                    return Ops.mean(Ops.add(Ops.mul(soft, Ops.square(x)), Ops.max(wide, true, 1)), false);
                },
                inputs);
    }
}
