package lab.samediff.models.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class AttentionRolloutTest {
    private static final double[][][] IDENTITY = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

    private static double[][][] random(long seed, int heads, int time) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][][] weights = new double[heads][time][time];
        for (double[][] head : weights) {
            for (double[] row : head) {
                Arrays.setAll(row, i -> random.nextDouble());
                double sum = Arrays.stream(row).sum();
                Arrays.setAll(row, i -> row[i] / sum);
            }
        }
        return weights;
    }

    @Test
    void identityAttentionGivesTheIdentity() {
        assertThat(AttentionRollout.of(List.of(IDENTITY, IDENTITY, IDENTITY))).isDeepEqualTo(IDENTITY[0]);
    }

    @Test
    void rowsSumToOneEvenIfThoseOfTheBlocksDoNot() {
        double[][][] dropped = random(2, 4, 6);
        for (double[][] head : dropped) for (double[] row : head) row[1] = 0;
        for (double[] row : AttentionRollout.of(List.of(random(1, 4, 6), dropped, random(3, 4, 6)))) {
            assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void oneBlockIsHalfItselfAndHalfTheIdentity() {
        double[][][] block = {{{0.5, 0.5}, {0, 1}}, {{1, 0}, {0.4, 0.6}}};
        double[][] found = AttentionRollout.of(List.<double[][][]>of(block));
        assertThat(found[0]).containsExactly(new double[] {0.875, 0.125}, within(1e-12));
        assertThat(found[1]).containsExactly(new double[] {0.1, 0.9}, within(1e-12));
    }

    @Test
    void theLastBlockStandsOnTheLeft() {
        // Block 0 carries token 0 into token 1, block 1 carries token 1 into token 2: so token 0 reaches token 2.
        double[][][] first = {{{1, 0, 0}, {1, 0, 0}, {0, 0, 1}}};
        double[][][] second = {{{1, 0, 0}, {0, 1, 0}, {0, 1, 0}}};
        assertThat(AttentionRollout.of(List.of(first, second))[2][0]).isEqualTo(0.25);
        assertThat(AttentionRollout.of(List.of(second, first))[2][0]).isZero();
    }

    @Test
    void weightsOfOneImageAreItsSliceOfTheReport() {
        float[][][][] report = new float[2][3][2][2];
        for (int i = 0; i < 24; i++) report[i / 12][i / 4 % 3][i / 2 % 2][i % 2] = i;
        double[][][] weights = AttentionRollout.weights(Nd4j.createFromArray(report), 1);
        assertThat(weights)
                .isDeepEqualTo(new double[][][] {{{12, 13}, {14, 15}}, {{16, 17}, {18, 19}}, {{20, 21}, {22, 23}}});
    }

    @Test
    void noBlocksAndBlocksOfDifferentSizesAreRefused() {
        assertThatThrownBy(() -> AttentionRollout.of(List.of())).hasMessageContaining("at least one block");
        assertThatThrownBy(() -> AttentionRollout.of(List.of(IDENTITY, random(1, 1, 2))))
                .hasMessageContaining("3 and 2 tokens");
    }
}
