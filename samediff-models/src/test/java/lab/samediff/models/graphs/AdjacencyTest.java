package lab.samediff.models.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdjacencyTest {
    private static final float[][] STAR = {{0, 1, 1, 1}, {1, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, 0, 0}};

    @Test
    void anEdgeIsHalfEverywhereAndALonelyNodeHearsItself() {
        assertThat(Adjacency.normalised(new float[][] {{0, 1}, {1, 0}}, 2))
                .isDeepEqualTo(new float[][] {{0.5f, 0.5f}, {0.5f, 0.5f}});
        assertThat(Adjacency.normalised(new float[1][1], 1)).isDeepEqualTo(new float[][] {{1}});
    }

    @Test
    void aStarHasItsClosedForm() {
        float[][] found = Adjacency.normalised(STAR, 4);
        assertThat(found[0][0]).isCloseTo(1 / 4f, within(1e-6f));
        for (int leaf = 1; leaf < 4; leaf++) {
            assertThat(found[leaf][leaf]).isCloseTo(1 / 2f, within(1e-6f));
            assertThat(found[0][leaf]).isEqualTo(found[leaf][0]).isCloseTo((float) Math.sqrt(1 / 8.0), within(1e-6f));
        }
        assertThat(found[1][2]).isZero();
    }

    @Test
    void theRootsOfTheDegreesAreLeftAsTheyAre() {
        float[][] found = Adjacency.normalised(STAR, 4);
        double[] roots = {2, Math.sqrt(2), Math.sqrt(2), Math.sqrt(2)};
        for (int i = 0; i < 4; i++) {
            double sum = 0;
            for (int j = 0; j < 4; j++) sum += found[i][j] * roots[j];
            assertThat(sum).isCloseTo(roots[i], within(1e-6));
        }
    }

    @Test
    void whatFillsUpIsZero() {
        float[][] found = Adjacency.normalised(new float[1][1], 3);
        assertThat(found).isDeepEqualTo(new float[][] {{1, 0, 0}, {0, 0, 0}, {0, 0, 0}});
    }

    @Test
    void badMatricesAreRefused() {
        assertThatThrownBy(() -> Adjacency.normalised(STAR, 3)).hasMessage("4 nodes do not fit into 3");
        assertThatThrownBy(() -> Adjacency.normalised(new float[2][3], 3)).hasMessageContaining("row 0 has 3 entries");
        assertThatThrownBy(() -> Adjacency.normalised(new float[][] {{0, 1}, {0, 0}}, 2))
                .hasMessageContaining("symmetric");
        assertThatThrownBy(() -> Adjacency.normalised(new float[][] {{-1}}, 1)).hasMessageContaining("not negative");
        assertThatThrownBy(() -> Adjacency.normalised(new float[][] {{Float.NaN}}, 1))
                .hasMessageContaining("finite");
    }
}
