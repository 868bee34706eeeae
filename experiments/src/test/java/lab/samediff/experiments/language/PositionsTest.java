package lab.samediff.experiments.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PositionsTest {
    private static final Reverser REVERSER = new Reverser(9, 6, 8, 2, 1);

    @Test
    void sinusoidsKeepTheirLaws() {
        Sinusoids sinusoids = new Sinusoids(40, 16, false);
        assertThat(sinusoids.shiftResidual()).isLessThan(1e-12);
        assertThat(sinusoids.distanceSpread()).isLessThan(1e-12);
        assertThat(sinusoids.normError()).isLessThan(1e-12);
        assertThat(sinusoids.waveError()).isLessThan(1e-12);
        assertThat(sinusoids.distanceTo(0)).isZero();
    }

    /** The slip keeps each pair a rotation but makes the longest wave 10000^((width - 2) / width) times as long. */
    @Test
    void squaredWavesAreStillRotationsButTooLong() {
        Sinusoids squared = new Sinusoids(40, 16, true);
        assertThat(squared.shiftResidual()).isLessThan(1e-9);
        assertThat(squared.normError()).isLessThan(1e-12);
        assertThat(squared.waveError()).isCloseTo(Math.pow(10_000, 14 / 16.0) - 1, within(1e-3));
    }

    @Test
    void theTaskIsEachOrderOfDifferentTokensBackwards() {
        SplittableRandom random = new SplittableRandom(1);
        int[][] counts = new int[6][9];
        for (int i = 0; i < 1800; i++) {
            int[] tokens = REVERSER.distinct(random);
            assertThat(tokens).hasSize(6).doesNotHaveDuplicates();
            for (int place = 0; place < 6; place++) counts[place][tokens[place]]++;
        }
        // 200 of each token at each place, four and a half standard deviations.
        for (int[] place : counts) for (int count : place) assertThat(count).isBetween(140, 260);
        assertThat(Reverser.backwards(new int[] {3, 1, 2})).containsExactly(2, 1, 3);
        assertThat(Reverser.share(new int[] {1, 2, 3, 4}, new int[] {1, 0, 3, 0}))
                .isEqualTo(0.5);
        assertThatThrownBy(() -> new Reverser(9, 5, 8, 2, 1)).hasMessageContaining("even");
        assertThatThrownBy(() -> new Reverser(4, 6, 8, 2, 1)).hasMessageContaining("2..4");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWithoutPlacesDoTheLogitsFollowTheTokens(Reverser.Places places) {
        double[][] table = new Sinusoids(6, 8, false).table(6);
        Call call = Call.of(new Params(1), s -> REVERSER.logits(s, places, table));
        int[] tokens = {4, 0, 7, 2, 8, 1};
        double[][] straight = logits(call, tokens);
        double[][] turned = logits(call, Reverser.backwards(tokens));
        for (int t = 0; t < 6; t++) {
            double[] same = turned[5 - t];
            double apart = 0;
            for (int v = 0; v < 9; v++) apart = Math.max(apart, Math.abs(straight[t][v] - same[v]));
            if (places == Reverser.Places.NONE) assertThat(apart).isLessThan(1e-5);
            else assertThat(apart).isGreaterThan(1e-3);
        }
    }

    private static double[][] logits(Call call, int[] tokens) {
        INDArray ids = Nd4j.createFromArray(new int[][] {Arrays.copyOf(tokens, tokens.length)});
        return call.run(Map.of("ids", ids)).reshape(6, 9).toDoubleMatrix();
    }
}
