package lab.samediff.models.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CategoricalTest {
    private static final Categorical P = Categorical.ofWeights(1, 0, 3, 4);

    @Test
    void weightsAndTheirLogarithmsSayTheSame() {
        double[] wanted = {0.125, 0, 0.375, 0.5};
        Categorical shifted =
                Categorical.ofLogits(1000, Double.NEGATIVE_INFINITY, 1000 + Math.log(3), 1000 + Math.log(4));
        for (int i = 0; i < P.size(); i++) {
            assertThat(P.probability(i)).isCloseTo(wanted[i], within(1e-15));
            assertThat(shifted.probability(i)).isCloseTo(wanted[i], within(1e-12));
        }
        assertThat(P.logProbability(1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void entropyIsTheSumAndAtMostThatOfEqualChances() {
        assertThat(P.entropy())
                .isCloseTo(-0.125 * Math.log(0.125) - 0.375 * Math.log(0.375) - 0.5 * Math.log(0.5), within(1e-14));
        assertThat(Categorical.ofLogits(5, 5, 5).entropy()).isCloseTo(Math.log(3), within(1e-14));
        assertThat(Categorical.ofWeights(0, 7).entropy()).isZero();
    }

    @Test
    void divergenceIsTheSumAndInfiniteWhereTheOtherRulesOut() {
        Categorical q = Categorical.ofWeights(1, 1, 1, 1);
        assertThat(P.divergenceFrom(q)).isCloseTo(Math.log(4) - P.entropy(), within(1e-14));
        assertThat(q.divergenceFrom(P)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(P.divergenceFrom(P)).isZero();
    }

    @Test
    void samplesComeAsOftenAsTheirProbabilitiesSay() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 20_000;
        int[] counts = new int[P.size()];
        for (int i = 0; i < n; i++) counts[P.sample(random)]++;
        assertThat(counts[1]).isZero();
        for (int i = 0; i < counts.length; i++) {
            double p = P.probability(i);
            assertThat(counts[i] / (double) n).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / n)));
        }
    }

    @Test
    void badNumbersAreRefused() {
        assertThatThrownBy(Categorical::ofLogits).hasMessageContaining("one of them finite");
        assertThatThrownBy(() -> Categorical.ofLogits(1, Double.NaN)).hasMessageContaining("below infinity");
        assertThatThrownBy(() -> Categorical.ofWeights(0, 0)).hasMessageContaining("one of them finite");
        assertThatThrownBy(() -> Categorical.ofWeights(1, -1)).hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> P.divergenceFrom(Categorical.ofLogits(1))).hasMessageContaining("sizes differ");
    }
}
