package lab.samediff.experiments.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import lab.samediff.models.graph.Params;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.SmallGraphs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphLayerTest {
    private static final int[] ORDER = {7, 3, 0, 11, 5, 9, 1, 10, 2, 8, 4, 6};

    @ParameterizedTest
    @EnumSource
    void aRenumberedGraphIsSaidTheSameOf(GraphLayer layer) {
        Graph graph = GnnEquivariance.ringWithChords();
        Random random = new Random(3);
        double[][] nodes = new double[12][4];
        double[][] moved = new double[12][];
        for (int i = 0; i < 12; i++) {
            for (int c = 0; c < 4; c++) nodes[i][c] = random.nextGaussian();
            moved[ORDER[i]] = nodes[i];
        }
        GraphLayer.Built built = layer.build(new Params(2), graph, 4, 8);
        double[][] before = built.of(nodes, graph);
        double[][] after = built.of(moved, SmallGraphs.relabelled(graph, ORDER));
        assertThat(before).hasDimensions(layer.pooled() ? 1 : 12, 8);
        for (int i = 0; i < before.length; i++) {
            assertThat(after[layer.pooled() ? i : ORDER[i]]).containsExactly(before[i], within(2e-6));
        }
        assertThat(built.of(moved, graph)).isNotEqualTo(after);
    }
}
