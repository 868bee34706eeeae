package lab.samediff.pipelines.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallGraphsTest {
    /** OEIS A001349 from 1 node on. */
    private static final int[] CONNECTED = {1, 1, 2, 6, 21, 112};

    @Test
    void thereAreAsManyConnectedGraphsAsIsKnownAndAllAreConnected() {
        for (int n = 1; n <= CONNECTED.length; n++) {
            List<Graph> graphs = SmallGraphs.connected(n);
            assertThat(graphs).hasSize(CONNECTED[n - 1]);
            int nodes = n;
            assertThat(graphs).allMatch(graph -> graph.components() == 1 && graph.nodes() == nodes);
        }
        assertThatThrownBy(() -> SmallGraphs.connected(8)).hasMessageContaining("nodes 8 must lie in 1..7");
    }

    @Test
    void cyclesPathsAndUnionsAreThemselves() {
        Graph cycle = SmallGraphs.cycle(5);
        Graph path = SmallGraphs.path(4);
        assertThat(IntStream.range(0, 5).map(cycle::degree).toArray()).containsOnly(2);
        assertThat(IntStream.range(0, 4).map(path::degree).toArray()).containsExactly(1, 2, 2, 1);
        Graph both = SmallGraphs.union(List.of(cycle, path));
        assertThat(both.nodes()).isEqualTo(9);
        assertThat(both.components()).isEqualTo(2);
        assertThat(both.neighbours(5)).containsExactly(6);
    }

    @Test
    void relabellingMovesEachEdge() {
        Graph path = SmallGraphs.path(4);
        int[] order = {2, 0, 3, 1};
        Graph moved = SmallGraphs.relabelled(path, order);
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++)
                assertThat(moved.hasEdge(order[a], order[b])).isEqualTo(path.hasEdge(a, b));
        }
        assertThatThrownBy(() -> SmallGraphs.relabelled(path, 0, 1, 1, 2)).hasMessageContaining("each of them once");
    }
}
