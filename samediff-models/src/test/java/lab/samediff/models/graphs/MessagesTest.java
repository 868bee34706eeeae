package lab.samediff.models.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MessagesTest {
    /** A star of four nodes, an edge between two of its leaves, and a lonely node. */
    private static final int[] FROM = {0, 0, 0, 2};

    private static final int[] TO = {1, 2, 3, 1};
    private static final int NODES = 5;

    static float[][] dense(Messages messages) {
        float[][] matrix = new float[messages.nodes()][messages.nodes()];
        for (int e = 0; e < messages.size(); e++) matrix[messages.target(e)][messages.source(e)] += messages.weight(e);
        return matrix;
    }

    private static float[][] adjacency() {
        float[][] matrix = new float[NODES][NODES];
        for (int e = 0; e < FROM.length; e++) {
            matrix[FROM[e]][TO[e]] = 1;
            matrix[TO[e]][FROM[e]] = 1;
        }
        return matrix;
    }

    @Test
    void normalisedOnesAreTheNonZerosOfTheNormalisedMatrix() {
        Messages messages = Messages.normalised(NODES, FROM, TO);
        float[][] wanted = Adjacency.normalised(adjacency(), NODES);
        float[][] found = dense(messages);
        for (int i = 0; i < NODES; i++) assertThat(found[i]).containsExactly(wanted[i], within(1e-7f));
        assertThat(messages.size()).isEqualTo(2 * FROM.length + NODES);
    }

    @Test
    void sumsHearEachNeighbourOnceAndThemselvesOnePlusEpsilonTimes() {
        float[][] wanted = adjacency();
        for (int i = 0; i < NODES; i++) wanted[i][i] = 1.25f;
        assertThat(dense(Messages.sums(NODES, FROM, TO, 0.25))).isDeepEqualTo(wanted);
    }

    @Test
    void edgesThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> Messages.sums(2, new int[] {0, 1}, new int[] {1, 1}, 0))
                .hasMessageContaining("edge 1 is (1, 1)");
        assertThatThrownBy(() -> Messages.normalised(2, new int[] {0}, new int[] {2}))
                .hasMessageContaining("edge 0 is (0, 2)");
        assertThatThrownBy(() -> Messages.sums(2, new int[] {-1}, new int[] {1}, 0))
                .hasMessageContaining("(-1, 1)");
        assertThatThrownBy(() -> Messages.sums(0, new int[0], new int[0], 0)).hasMessageContaining("0 nodes");
        assertThatThrownBy(() -> Messages.sums(2, new int[1], new int[2], 0)).hasMessageContaining("1 and 2 ends");
    }
}
