package lab.samediff.models.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GcnTest {
    private static final Gcn GCN = new Gcn(3, 5, 2, 2);
    private static final int NODES = 6;
    private static final int[] PRESENT = {6, 4, 0, 1};

    /** A batch of graphs with {@link #PRESENT} nodes; what fills up is not zero. */
    private static final class Graphs {
        final double[][][] nodes;
        final float[][][] adjacency;
        final double[][] present;

        private Graphs(double[][][] nodes, float[][][] adjacency, double[][] present) {
            this.nodes = nodes;
            this.adjacency = adjacency;
            this.present = present;
        }

        static Graphs random(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][][] nodes = Rig.cube(Rig.normal(seed, PRESENT.length, NODES, 3));
            float[][][] adjacency = new float[PRESENT.length][][];
            double[][] present = new double[PRESENT.length][NODES];
            for (int g = 0; g < PRESENT.length; g++) {
                float[][] edges = new float[PRESENT[g]][PRESENT[g]];
                for (int i = 0; i < edges.length; i++) {
                    for (int j = 0; j < i; j++) {
                        edges[i][j] = random.nextInt(2);
                        edges[j][i] = edges[i][j];
                    }
                }
                adjacency[g] = Adjacency.normalised(edges, NODES);
                Arrays.fill(present[g], 0, PRESENT[g], 1);
            }
            return new Graphs(nodes, adjacency, present);
        }

        /** The same with node i where node order[i] was. */
        Graphs permuted(int... order) {
            Graphs to = random(0);
            for (int g = 0; g < PRESENT.length; g++) {
                for (int i = 0; i < NODES; i++) {
                    to.nodes[g][i] = nodes[g][order[i]];
                    to.present[g][i] = present[g][order[i]];
                    for (int j = 0; j < NODES; j++) to.adjacency[g][i][j] = adjacency[g][order[i]][order[j]];
                }
            }
            return to;
        }

        Map<String, INDArray> inputs() {
            return Map.of(
                    "nodes", Nd4j.createFromArray(nodes),
                    "adjacency", Nd4j.createFromArray(adjacency).castTo(DataType.DOUBLE),
                    "present", Nd4j.createFromArray(present));
        }

        double[][] said(Params params) {
            Call call = Call.of(
                    params,
                    s -> GCN.graph(
                            s,
                            s.input("nodes", -1, NODES, 3),
                            s.input("adjacency", -1, NODES, NODES),
                            s.input("present", -1, NODES)));
            return Rig.matrix(call.run(inputs()));
        }

        double[][][] known(Params params) {
            Call call = Call.of(
                    params, s -> GCN.nodes(s, s.input("nodes", -1, NODES, 3), s.input("adjacency", -1, NODES, NODES)));
            Map<String, INDArray> inputs = inputs();
            return Rig.cube(call.run(Map.of("nodes", inputs.get("nodes"), "adjacency", inputs.get("adjacency"))));
        }
    }

    /** The model for one graph, over its present nodes only. */
    private static double[] loop(Params params, Graphs graphs, int g) {
        double[][] hidden = Arrays.copyOf(graphs.nodes[g], PRESENT[g]);
        for (int layer = 0; layer < 2; layer++) {
            double[][] heard = new double[hidden.length][layer == 0 ? 3 : 5];
            for (int i = 0; i < hidden.length; i++) {
                for (int j = 0; j < hidden.length; j++) {
                    for (int c = 0; c < heard[i].length; c++) {
                        heard[i][c] += graphs.adjacency[g][i][j] * hidden[j][c];
                    }
                }
            }
            hidden = Loops.linear(params, "convolution" + layer, heard);
            for (double[] row : hidden) Arrays.setAll(row, c -> Math.max(row[c], 0));
        }
        double[] mean = new double[5];
        for (double[] row : hidden) for (int c = 0; c < 5; c++) mean[c] += row[c] / hidden.length;
        return Loops.linear(params, "head", new double[][] {mean})[0];
    }

    @Test
    void agreesWithTheLoopOverThePresentNodes() {
        Params params = new Params(1, DataType.DOUBLE);
        Graphs graphs = Graphs.random(3);
        double[][] said = graphs.said(params);
        for (int g = 0; g < PRESENT.length; g++) {
            assertThat(said[g]).containsExactly(loop(params, graphs, g), within(1e-12));
        }
    }

    @Test
    void reorderedNodesKnowTheSameAndTheGraphSaysTheSame() {
        Params params = new Params(1, DataType.DOUBLE);
        Graphs graphs = Graphs.random(3);
        int[] order = {4, 0, 5, 2, 1, 3};
        Graphs permuted = graphs.permuted(order);
        double[][][] known = graphs.known(params);
        double[][][] reordered = permuted.known(params);
        for (int g = 0; g < PRESENT.length; g++) {
            for (int i = 0; i < NODES; i++) {
                assertThat(reordered[g][i]).containsExactly(known[g][order[i]], within(1e-12));
            }
            assertThat(permuted.said(params)[g]).containsExactly(graphs.said(params)[g], within(1e-12));
        }
    }

    @Test
    void nodesThatFillUpAreNotHeard() {
        Params params = new Params(1, DataType.DOUBLE);
        Graphs graphs = Graphs.random(3);
        double[][] before = graphs.said(params);
        for (int g = 0; g < PRESENT.length; g++) {
            for (int i = PRESENT[g]; i < NODES; i++) Arrays.fill(graphs.nodes[g][i], 1e6);
        }
        assertThat(graphs.said(params)).isDeepEqualTo(before);
    }

    @Test
    void nodesFartherAwayThanThereAreLayersAreNotHeard() {
        Params params = new Params(1, DataType.DOUBLE);
        Graphs graphs = Graphs.random(3);
        float[][] path = new float[NODES][NODES];
        for (int i = 1; i < NODES; i++) {
            path[i][i - 1] = 1;
            path[i - 1][i] = 1;
        }
        graphs.adjacency[0] = Adjacency.normalised(path, NODES);
        double[][] before = graphs.known(params)[0];
        Arrays.fill(graphs.nodes[0][5], 10);
        double[][] after = graphs.known(params)[0];
        for (int i = 0; i <= 2; i++) assertThat(after[i]).isEqualTo(before[i]);
        for (int i = 3; i <= 5; i++) assertThat(after[i]).isNotEqualTo(before[i]);
    }

    @Test
    void badSizesAndShapesAreNamed() {
        assertThatThrownBy(() -> new Gcn(0, 1, 1, 1)).hasMessageContaining("features must be at least 1");
        assertThatThrownBy(() -> new Gcn(1, 0, 1, 1)).hasMessageContaining("width");
        assertThatThrownBy(() -> new Gcn(1, 1, 0, 1)).hasMessageContaining("layers");
        assertThatThrownBy(() -> new Gcn(1, 1, 1, 0)).hasMessageContaining("outputs");
        for (long[] wrong : new long[][] {{4, 6, 6, 6}, {3, 5, 6, 6}, {3, 6, 5, 6}, {3, 6, 6, 5}}) {
            assertThatThrownBy(() -> Call.of(
                            new Params(1),
                            s -> GCN.graph(
                                    s.in("gcn"),
                                    s.input("nodes", -1, 6, wrong[0]),
                                    s.input("adjacency", -1, wrong[1], wrong[2]),
                                    s.input("present", -1, wrong[3]))))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("gcn");
        }
    }
}
