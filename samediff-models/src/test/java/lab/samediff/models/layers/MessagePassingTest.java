package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MessagePassingTest {
    @Test
    void convolutionAgreesWithTheLoop() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray nodes = Rig.normal(2, 3, 4, 2);
        INDArray adjacency = Rig.normal(3, 3, 4, 4);
        Call call = Call.of(
                params,
                s -> MessagePassing.graphConvolution(
                        s.in("layer"), s.input("nodes", -1, 4, 2), s.input("adjacency", -1, 4, 4), 2, 5));
        double[][][] found = Rig.cube(call.run(Map.of("nodes", nodes, "adjacency", adjacency)));
        for (int g = 0; g < 3; g++) {
            double[][] heard = new double[4][2];
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    for (int c = 0; c < 2; c++) {
                        heard[i][c] += Rig.cube(adjacency)[g][i][j] * Rig.cube(nodes)[g][j][c];
                    }
                }
            }
            double[][] wanted = Loops.linear(params, "layer", heard);
            for (int i = 0; i < 4; i++) assertThat(found[g][i]).containsExactly(wanted[i], within(1e-12));
        }
    }

    @Test
    void theMeanIsThatOfThePresentNodesAndZeroOfNone() {
        double[][][] nodes = {{{1, 2}, {3, 4}, {1e9, -1e9}}, {{1e9, 1}, {5, 6}, {1, 1}}, {{7, 7}, {7, 7}, {7, 7}}};
        INDArray present = Nd4j.createFromArray(new double[][] {{1, 1, 0}, {0, 1, 0}, {0, 0, 0}});
        INDArray mean = Rig.eval(
                new Params(1, DataType.DOUBLE),
                Nd4j.createFromArray(nodes),
                (s, x) -> MessagePassing.meanOfPresent(s, x, s.constant(present)));
        assertThat(Rig.matrix(mean)).isDeepEqualTo(new double[][] {{2, 3}, {5, 6}, {0, 0}});
    }

    @Test
    void theSumIsThatOfThePresentNodes() {
        double[][][] nodes = {{{1, 2}, {3, 4}, {1e9, -1e9}}, {{7, 7}, {7, 7}, {7, 7}}};
        INDArray present = Nd4j.createFromArray(new double[][] {{1, 1, 0}, {0, 0, 0}});
        INDArray sum = Rig.eval(
                new Params(1, DataType.DOUBLE),
                Nd4j.createFromArray(nodes),
                (s, x) -> MessagePassing.sumOfPresent(s, x, s.constant(present)));
        assertThat(Rig.matrix(sum)).isDeepEqualTo(new double[][] {{4, 6}, {0, 0}});
    }

    @Test
    void otherNumbersOfNodesAreRefused() {
        assertThatThrownBy(() -> Call.of(
                        new Params(1),
                        s -> MessagePassing.graphConvolution(
                                s.in("layer"), s.input("nodes", -1, 4, 2), s.input("adjacency", -1, 4, 5), 2, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer: graph convolution");
        assertThatThrownBy(() -> Call.of(
                        new Params(1),
                        s -> MessagePassing.meanOfPresent(
                                s.in("layer"), s.input("nodes", -1, 4, 2), s.input("present", -1, 3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer: mean over nodes");
    }
}
