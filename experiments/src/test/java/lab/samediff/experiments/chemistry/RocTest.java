package lab.samediff.experiments.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocTest {
    /** Scores with few values, so that many are equal. */
    private static double[][] drawn(int seed, int levels) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] labels = new double[60];
        double[] scores = new double[60];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i < 2 ? i : random.nextInt(2);
            scores[i] = random.nextInt(levels) + (random.nextBoolean() ? labels[i] : 0);
        }
        return new double[][] {scores, labels};
    }

    /** The chance that a positive has the higher score, ties counting half: by counting all pairs. */
    private static double pairs(double[] scores, double[] labels) {
        double won = 0;
        int all = 0;
        for (int p = 0; p < scores.length; p++) {
            for (int n = 0; n < scores.length; n++) {
                if (labels[p] != 1 || labels[n] != 0) continue;
                all++;
                won += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
            }
        }
        return won / all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void theAreaIsTheShareOfPairsInOrder(int levels) {
        for (int seed = 0; seed < 20; seed++) {
            double[][] drawn = drawn(seed, levels);
            assertThat(Roc.of(drawn[0], drawn[1]).area()).isCloseTo(pairs(drawn[0], drawn[1]), within(1e-12));
        }
    }

    @Test
    void theAreaIsOneForSeparatedScoresAndMirroredForNegatedOnes() {
        assertThat(Roc.of(new double[] {3, 2, 1, 0}, new double[] {1, 1, 0, 0}).area())
                .isEqualTo(1);
        double[][] drawn = drawn(3, 7);
        double[] negated = Arrays.stream(drawn[0]).map(s -> -s).toArray();
        double[] raised = Arrays.stream(drawn[0]).map(Math::exp).toArray();
        double area = Roc.of(drawn[0], drawn[1]).area();
        assertThat(Roc.of(negated, drawn[1]).area()).isCloseTo(1 - area, within(1e-12));
        assertThat(Roc.of(raised, drawn[1]).area()).isCloseTo(area, within(1e-12));
    }

    @Test
    void theCurveRisesFromZeroToOne() {
        double[][] drawn = drawn(4, 9);
        Roc roc = Roc.of(drawn[0], drawn[1]);
        assertThat(roc.falsePositives()).isSorted().startsWith(0.0).endsWith(1.0);
        assertThat(roc.truePositives()).isSorted().startsWith(0.0).endsWith(1.0);
        assertThat(Roc.of(new double[] {1, 1, 1}, new double[] {1, 0, 1}).falsePositives())
                .containsExactly(0.0, 1.0);
    }

    @Test
    void whatHasNoCurveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Roc.of(new double[] {1, 2}, new double[] {1, 1}))
                .withMessageContaining("both classes, got 2 positives and 0 negatives");
        assertThatIllegalArgumentException().isThrownBy(() -> Roc.of(new double[1], new double[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Roc.of(new double[] {1, Double.NaN}, new double[] {1, 0}))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Roc.of(new double[] {1, 2}, new double[] {1, 0.5}))
                .withMessageContaining("0.5");
    }
}
