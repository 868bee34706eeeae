package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

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

    @Test
    void moleculesAreSymmetricAndTheirLargestEigenvalueIsOne() {
        INDArray graphs = new Draws(1).chains(3, 12);
        assertThat(graphs.shape()).containsExactly(3, 12, 12);
        assertThat(graphs).isEqualTo(graphs.permute(0, 2, 1).dup('c'));
        double[][] first = graphs.slice(0).toDoubleMatrix();
        double[] vector = new double[12];
        vector[0] = 1;
        double norm = 0;
        for (int round = 0; round < 2000; round++) {
            double[] next = new double[12];
            for (int i = 0; i < 12; i++) for (int j = 0; j < 12; j++) next[i] += first[i][j] * vector[j];
            norm = 0;
            for (double x : next) norm += x * x;
            for (int i = 0; i < 12; i++) vector[i] = next[i] / Math.sqrt(norm);
        }
        assertThat(Math.sqrt(norm)).isCloseTo(1, within(1e-5));
    }
}
