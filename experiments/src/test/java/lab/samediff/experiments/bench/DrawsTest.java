package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawsTest {
    @Test
    void theSameSeedDrawsTheSameInEveryProcess() {
        assertThat(new Draws(5).normal(4, 3)).isEqualTo(new Draws(5).normal(4, 3));
        assertThat(new Draws(5).normal(4, 3)).isNotEqualTo(new Draws(6).normal(4, 3));
    }

    @Test
    void eachRowOfLabelsHasASingleOne() {
        for (double[] row : new Draws(1).oneHot(50, 7).toDoubleMatrix()) {
            assertThat(row).hasSize(7).containsOnlyOnce(1).containsOnly(0, 1);
        }
    }

    @Test
    void idsAreBelowTheirLimit() {
        int[] ids = new Draws(1).ids(3, 10, 10).reshape(100).toIntVector();
        assertThat(ids).containsOnly(0, 1, 2);
    }
}
