package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class InitTest {
    /** Variance and kurtosis (fourth moment over squared variance: 3 for a normal, 9/5 for a uniform). */
    static Stream<Arguments> distributions() {
        return Stream.of(
                Arguments.of("normal", Init.normal(0.3, 100, 200), 0.09, 3.0),
                Arguments.of("uniform", Init.uniform(0.5, 100, 200), 0.25 / 3, 1.8),
                Arguments.of("fanIn", Init.fanIn(100, 200), 1 / 300.0, 1.8),
                Arguments.of("glorot", Init.glorot(100, 200), 2 / 300.0, 1.8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void momentsAreThoseOfTheFormula(String name, Init init, double variance, double kurtosis) {
        double[] values =
                init.create(new SplittableRandom(2), DataType.DOUBLE).data().asDouble();
        double n = values.length;
        double mean = Arrays.stream(values).average().orElseThrow();
        double meanSquare = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(variance / n)));
        assertThat(meanSquare).isCloseTo(variance, within(4 * variance * Math.sqrt((kurtosis - 1) / n)));
    }

    /** Wide, square and tall; the shorter side is orthonormal up to the gain. */
    @ParameterizedTest
    @CsvSource({"4, 64", "64, 64", "64, 2", "1, 1"})
    void orthogonalWeightsTimesTheirTransposeAreTheGainSquared(int in, int out) {
        double gain = Math.sqrt(2);
        double[][] w = Init.orthogonal(gain, in, out)
                .create(new SplittableRandom(3), DataType.DOUBLE)
                .toDoubleMatrix();
        int shorter = Math.min(in, out);
        for (int a = 0; a < shorter; a++) {
            for (int b = 0; b < shorter; b++) {
                double product = 0;
                for (int k = 0; k < Math.max(in, out); k++) {
                    product += in <= out ? w[a][k] * w[b][k] : w[k][a] * w[k][b];
                }
                assertThat(product).isCloseTo(a == b ? 2 : 0, within(1e-13));
            }
        }
    }

    @Test
    void orthogonalWeightsPreferNoDirection() {
        // A direction spread evenly over the sphere in n dimensions has coordinates of mean 0 and mean square 1/n.
        int draws = 4000;
        double[] means = new double[6];
        double[] squares = new double[6];
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < draws; i++) {
            double[] w = Init.orthogonal(1, 3, 2)
                    .create(random, DataType.DOUBLE)
                    .data()
                    .asDouble();
            for (int k = 0; k < 6; k++) {
                means[k] += w[k] / draws;
                squares[k] += w[k] * w[k] / draws;
            }
        }
        assertThat(means).containsExactly(new double[6], within(4 * Math.sqrt(1 / 3.0 / draws)));
        double[] third = new double[6];
        Arrays.fill(third, 1 / 3.0);
        assertThat(squares).containsExactly(third, within(4 * Math.sqrt(4 / 45.0 / draws)));
    }

    @Test
    void uniformStaysInsideItsBound() {
        double[] values = Init.uniform(0.5, 10_000)
                .create(new SplittableRandom(2), DataType.DOUBLE)
                .data()
                .asDouble();
        assertThat(Arrays.stream(values).allMatch(v -> v >= -0.5 && v < 0.5)).isTrue();
    }

    @Test
    void constantsAreExactAndTyped() {
        INDArray ones = Init.ones(2, 3).create(new SplittableRandom(1), DataType.FLOAT);
        assertThat(ones.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(ones.shape()).containsExactly(2, 3);
        assertThat(ones.toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 1, 1}, {1, 1, 1}});
        assertThat(Init.zeros().create(new SplittableRandom(1), DataType.FLOAT).rank())
                .isZero();
    }

    @Test
    void stretchesOfAJoinedVectorBeginAsTheirParts() {
        double[] values = Init.joined(Init.zeros(2), Init.ones(1), Init.uniform(1, 3))
                .create(new SplittableRandom(1), DataType.DOUBLE)
                .data()
                .asDouble();
        double[] drawn = Init.uniform(1, 3)
                .create(new SplittableRandom(1), DataType.DOUBLE)
                .data()
                .asDouble();
        assertThat(values).startsWith(0, 0, 1).endsWith(drawn).hasSize(6);
        assertThatThrownBy(() -> Init.joined(Init.zeros(2), Init.zeros(2, 1))).hasMessageContaining("vectors");
    }

    @Test
    void sizesBelowOneAreRejected() {
        assertThatThrownBy(() -> Init.zeros(2, 0))
                .hasMessageContaining("positive sizes")
                .hasMessageContaining("[2, 0]");
        assertThatThrownBy(() -> Init.normal(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
