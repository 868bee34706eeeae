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
    void alongEdgesItIsTheConvolutionWithTheirMatrix() {
        Params params = new Params(1, DataType.DOUBLE);
        int[] source = {0, 1, 3, 3, 2};
        int[] target = {1, 1, 0, 0, 3};
        double[] weight = {0.5, -1, 2, 3, 0.25};
        double[][] matrix = new double[4][4];
        for (int e = 0; e < 5; e++) matrix[target[e]][source[e]] += weight[e];
        INDArray nodes = Rig.normal(2, 4, 3);
        Call sparse = Call.of(
                params,
                s -> MessagePassing.graphConvolution(
                        s.in("layer"),
                        s.input("nodes", 4, 3),
                        new Edges(s.ids("source", 4, -1), s.ids("target", 4, -1), s.input("edgeWeight", -1)),
                        3,
                        5));
        double[][] found = Rig.matrix(sparse.run(Map.of(
                "nodes", nodes,
                "source", Nd4j.createFromArray(source),
                "target", Nd4j.createFromArray(target),
                "edgeWeight", Nd4j.createFromArray(weight))));
        Call dense = Call.of(
                params,
                s -> MessagePassing.graphConvolution(
                        s.in("layer"), s.input("nodes", -1, 4, 3), s.input("adjacency", -1, 4, 4), 3, 5));
        double[][] wanted = Rig.cube(dense.run(Map.of(
                "nodes",
                nodes.reshape(1, 4, 3),
                "adjacency",
                Nd4j.createFromArray(matrix).reshape(1, 4, 4))))[0];
        for (int i = 0; i < 4; i++) assertThat(found[i]).containsExactly(wanted[i], within(1e-12));
    }

    @Test
    void sumsAreThoseOfTheNodesOfEachGraphAndZeroOfNone() {
        double[][] nodes = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
        Call call = Call.of(
                new Params(1, DataType.DOUBLE),
                s -> MessagePassing.sumByGraph(s, s.input("nodes", 4, 2), s.ids("graph", 3, 4), 3));
        INDArray sums =
                call.run(Map.of("nodes", Nd4j.createFromArray(nodes), "graph", Nd4j.createFromArray(2, 0, 2, 2)));
        assertThat(Rig.matrix(sums)).isDeepEqualTo(new double[][] {{3, 4}, {0, 0}, {13, 16}});
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
