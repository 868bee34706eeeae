package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TimeEmbeddingTest {
    private static double[][] embed(int width, double... times) {
        INDArray t = Nd4j.createFromArray(times);
        return Rig.matrix(Rig.eval(new Params(1, DataType.DOUBLE), t, (s, x) -> TimeEmbedding.sinusoidal(s, x, width)));
    }

    @Test
    void wholeTimesHaveTheFeaturesOfPositionsWithSinesFirst() {
        double[][] found = embed(6, 0, 1, 2, 3);
        double[][] wanted = Positions.table(4, 6);
        for (int t = 0; t < 4; t++) {
            for (int i = 0; i < 3; i++) {
                assertThat(found[t][i]).isCloseTo(wanted[t][2 * i], within(1e-12));
                assertThat(found[t][3 + i]).isCloseTo(wanted[t][2 * i + 1], within(1e-12));
            }
        }
    }

    /** Σ sin² + cos² = width/2, and the product of two embeddings depends on the difference of the times alone. */
    @Test
    void productsDependOnDifferencesOfTimes() {
        double[][] e = embed(8, 0.5, 2.25, 700.5, 702.25);
        assertThat(product(e[0], e[0])).isCloseTo(4, within(1e-12));
        assertThat(product(e[0], e[1])).isCloseTo(product(e[2], e[3]), within(1e-9));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    @Test
    void oddWidthsAndTimesOfHigherRankAreRefused() {
        assertThatThrownBy(() -> embed(5, 1)).hasMessageContaining("width must be even");
        assertThatThrownBy(() -> embed(0, 1)).hasMessageContaining("width must be even");
        assertThatThrownBy(
                        () -> Rig.eval(new Params(1), Rig.normal(1, 3, 1), (s, x) -> TimeEmbedding.sinusoidal(s, x, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("time embedding");
    }
}
