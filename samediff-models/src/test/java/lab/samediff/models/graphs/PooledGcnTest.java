package lab.samediff.models.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class PooledGcnTest {
    private static final int WIDTH = 4;
    private static final PooledGcn MODEL = new PooledGcn(new Gcn(3, WIDTH, 2, 2), 5, 0.3);
    private static final Params PARAMS = new Params(1, DataType.DOUBLE);

    /** A ring of some nodes with random features, filled up with nodes of features 9. */
    private static final class Ring {
        private final double[][] features;
        private final float[][] adjacency;
        private final int size;

        private Ring(double[][] features, float[][] adjacency, int size) {
            this.features = features;
            this.adjacency = adjacency;
            this.size = size;
        }

        static Ring of(int present, int size) {
            SplittableRandom random = new SplittableRandom(present);
            double[][] features = new double[size][3];
            for (double[] row : features) Arrays.setAll(row, c -> random.nextDouble(-1, 1));
            for (int i = present; i < size; i++) Arrays.fill(features[i], 9);
            float[][] joined = new float[present][present];
            for (int i = 0; i < present; i++) {
                joined[i][(i + 1) % present] = 1;
                joined[(i + 1) % present][i] = 1;
            }
            return new Ring(features, joined, size);
        }

        double[] said() {
            double[][] present = new double[1][size];
            Arrays.fill(present[0], 0, adjacency.length, 1);
            float[][][] edges = {Adjacency.normalised(adjacency, size)};
            Call call = Call.of(
                    PARAMS,
                    s -> MODEL.graph(
                            s,
                            s.input("nodes", -1, size, 3),
                            s.input("adjacency", -1, size, size),
                            s.input("present", -1, size)));
            return Rig.matrix(call.run(Map.of(
                    "nodes", Nd4j.createFromArray(new double[][][] {features}),
                    "adjacency", Nd4j.createFromArray(edges).castTo(DataType.DOUBLE),
                    "present", Nd4j.createFromArray(present))))[0];
        }

        /** The same two rings side by side, with no bond between them. */
        Ring twice() {
            int n = adjacency.length;
            double[][] both = new double[2 * n][];
            float[][] joined = new float[2 * n][2 * n];
            for (int i = 0; i < n; i++) {
                both[i] = features[i];
                both[n + i] = features[i];
                for (int j = 0; j < n; j++) {
                    joined[i][j] = adjacency[i][j];
                    joined[n + i][n + j] = adjacency[i][j];
                }
            }
            return new Ring(both, joined, 2 * n);
        }
    }

    @Test
    void agreesWithTheLoop() {
        Ring ring = Ring.of(5, 5);
        double[] found = ring.said();
        float[][] edges = Adjacency.normalised(ring.adjacency, 5);
        double[][] hidden = ring.features;
        for (int layer = 0; layer < 2; layer++) {
            double[][] heard = new double[5][hidden[0].length];
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 5; j++) {
                    for (int c = 0; c < heard[i].length; c++) heard[i][c] += edges[i][j] * hidden[j][c];
                }
            }
            hidden = Loops.linear(PARAMS, "convolution" + layer, heard);
            for (double[] row : hidden) Arrays.setAll(row, c -> Math.max(row[c], 0));
        }
        double[] pooled = new double[2 * WIDTH];
        for (double[] row : hidden) {
            for (int c = 0; c < WIDTH; c++) {
                pooled[c] += row[c] / 5;
                pooled[WIDTH + c] += row[c] / 20;
            }
        }
        double[][] head = Loops.linear(PARAMS, "head/hidden", new double[][] {pooled});
        Arrays.setAll(head[0], c -> Math.max(head[0][c], 0));
        assertThat(found).containsExactly(Loops.linear(PARAMS, "head/out", head)[0], within(1e-12));
    }

    @Test
    void nodesThatFillUpAreNotHeard() {
        assertThat(Ring.of(5, 8).said()).containsExactly(Ring.of(5, 5).said(), within(1e-12));
    }

    @Test
    void unlikeTheMeanItKnowsHowLargeAGraphIs() {
        Ring ring = Ring.of(5, 5);
        assertThat(ring.twice().said()[0]).isNotCloseTo(ring.said()[0], within(1e-6));
    }

    @Test
    void badSizesAreNamed() {
        Gcn gcn = new Gcn(3, 4, 2, 2);
        assertThatThrownBy(() -> new PooledGcn(gcn, 0, 0)).hasMessageContaining("hidden");
        assertThatThrownBy(() -> new PooledGcn(gcn, 1, 1)).hasMessageContaining("dropout");
    }
}
