package lab.samediff.pipelines.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Graph PATH_AND_POINT =
            Graph.of(5, new Pairs(new int[] {1, 0, 2, 3, 3}, new int[] {0, 1, 1, 2, 3}));

    @Test
    void directionsRepetitionsAndLoopsAreDropped() {
        assertThat(PATH_AND_POINT.edges().from()).containsExactly(0, 1, 2);
        assertThat(PATH_AND_POINT.edges().to()).containsExactly(1, 2, 3);
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < 5; b++) {
                assertThat(PATH_AND_POINT.hasEdge(a, b)).isEqualTo(Math.abs(a - b) == 1 && a < 4 && b < 4);
            }
        }
    }

    @Test
    void degreesAreNumbersOfNeighboursAndSumToTwiceTheEdges() {
        int sum = 0;
        for (int i = 0; i < 5; i++) {
            assertThat(PATH_AND_POINT.neighbours(i)).hasSize(PATH_AND_POINT.degree(i));
            sum += PATH_AND_POINT.degree(i);
        }
        assertThat(sum).isEqualTo(2 * PATH_AND_POINT.edges().size());
        assertThat(PATH_AND_POINT.neighbours(2)).containsExactly(1, 3);
    }

    @Test
    void aNodeWithoutEdgesIsAComponent() {
        assertThat(PATH_AND_POINT.components()).isEqualTo(2);
        assertThat(Graph.of(3, new Pairs(new int[0], new int[0])).components()).isEqualTo(3);
    }

    @Test
    void nodesThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> Graph.of(2, new Pairs(new int[] {0}, new int[] {2})))
                .hasMessageContaining("pair 0 is (0, 2)")
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> new Pairs(new int[] {-1}, new int[] {2})).hasMessageContaining("(-1, 2)");
        assertThatThrownBy(() -> new Pairs(new int[1], new int[2])).hasMessageContaining("1 first and 2 second");
        assertThatThrownBy(() -> Graph.of(0, new Pairs(new int[0], new int[0]))).hasMessageContaining("0 nodes");
    }
}
