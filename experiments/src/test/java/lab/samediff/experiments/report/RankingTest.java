package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    /** Scores with many ties. */
    private static double[] scores(SplittableRandom random, int n, int levels) {
        return random.doubles(n).map(u -> Math.floor(u * levels)).toArray();
    }

    private static double naiveAuc(double[] positives, double[] negatives) {
        double won = 0;
        for (double p : positives) for (double n : negatives) won += p > n ? 1 : p == n ? 0.5 : 0;
        return won / (positives.length * negatives.length);
    }

    /** By each positive the precision of all that score at least as high: the same where ties count together. */
    private static double naivePrecision(double[] positives, double[] negatives) {
        double sum = 0;
        for (double p : positives) {
            double right = Arrays.stream(positives).filter(s -> s >= p).count();
            double wrong = Arrays.stream(negatives).filter(s -> s >= p).count();
            sum += right / (right + wrong);
        }
        return sum / positives.length;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1000})
    void areaAndPrecisionAgreeWithDoubleLoops(int levels) {
        SplittableRandom random = new SplittableRandom(levels);
        for (int round = 0; round < 50; round++) {
            double[] positives = scores(random, 1 + random.nextInt(30), levels);
            double[] negatives = scores(random, 1 + random.nextInt(30), levels);
            Ranking ranking = Ranking.of(positives, negatives);
            assertThat(ranking.rocAuc()).isCloseTo(naiveAuc(positives, negatives), within(1e-12));
            assertThat(ranking.averagePrecision()).isCloseTo(naivePrecision(positives, negatives), within(1e-12));
        }
    }

    @Test
    void theAreaIsThatUnderTheCurve() {
        SplittableRandom random = new SplittableRandom(3);
        Ranking ranking = Ranking.of(scores(random, 40, 20), scores(random, 60, 20));
        double[] x = ranking.falsePositiveRate();
        double[] y = ranking.truePositiveRate();
        double area = 0;
        for (int i = 1; i < x.length; i++) area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        assertThat(ranking.rocAuc()).isCloseTo(area, within(1e-12));
        assertThat(new double[] {x[0], y[0], x[x.length - 1], y[y.length - 1]}).containsExactly(0, 0, 1, 1);
        double[] precision = ranking.precision();
        assertThat(precision).hasSameSizeAs(x);
        assertThat(precision[precision.length - 1]).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void onlyTheOrderOfScoresMatters() {
        SplittableRandom random = new SplittableRandom(4);
        double[] p = scores(random, 30, 9);
        double[] n = scores(random, 30, 9);
        Ranking moved = Ranking.of(
                Arrays.stream(p).map(s -> Math.exp(3 * s)).toArray(),
                Arrays.stream(n).map(s -> Math.exp(3 * s)).toArray());
        assertThat(moved.rocAuc()).isEqualTo(Ranking.of(p, n).rocAuc());
        assertThat(Ranking.of(n, p).rocAuc()).isCloseTo(1 - Ranking.of(p, n).rocAuc(), within(1e-12));
    }

    @Test
    void infiniteScoresAreTheEnds() {
        double up = Double.POSITIVE_INFINITY;
        assertThat(Ranking.of(new double[] {up, 0}, new double[] {-up, -up}).rocAuc())
                .isEqualTo(1);
        assertThat(Ranking.of(new double[] {-up}, new double[] {-up, up}).rocAuc())
                .isEqualTo(0.25);
    }

    @Test
    void labelsSayWhichScoresArePositive() {
        Ranking ranking = Ranking.ofLabels(new double[] {4, 1, 3, 2}, new double[] {1, 1, 0, 0});
        assertThat(ranking.rocAuc()).isEqualTo(0.5);
        assertThat(ranking.truePositiveRate()).containsExactly(0, 0.5, 0.5, 0.5, 1);
        assertThat(ranking.falsePositiveRate()).containsExactly(0, 0, 0.5, 1, 1);
    }

    @Test
    void labelsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Ranking.ofLabels(new double[1], new double[2])).hasMessageContaining("1 scores for 2");
        assertThatThrownBy(() -> Ranking.ofLabels(new double[] {1, 2}, new double[] {1, 0.5}))
                .hasMessageContaining("label 1 must be 0 or 1, got 0.5");
        assertThatThrownBy(() -> Ranking.ofLabels(new double[] {1, 2}, new double[] {1, 1}))
                .hasMessageContaining("both classes, got 2 positives and 0 negatives");
    }

    @Test
    void nothingToRankIsRefused() {
        assertThatThrownBy(() -> Ranking.of(new double[0], new double[1])).hasMessageContaining("0 positives");
        assertThatThrownBy(() -> Ranking.of(new double[1], new double[0])).hasMessageContaining("0 negatives");
        assertThatThrownBy(() -> Ranking.of(new double[] {Double.NaN}, new double[1]))
                .hasMessageContaining("not a number");
    }
}
