package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    private final SplittableRandom random = new SplittableRandom(3);

    @RepeatedTest(5)
    void asManyValuesAreBelowTheMedianAsAboveAndAThirdAsManyBelowTheQuartile() {
        double[] values = random.doubles(4 * random.nextInt(1, 50) + 1).toArray();
        double median = Quantiles.median(values);
        double quartile = Quantiles.lowerQuartile(values);
        assertThat(count(values, median, 1)).isEqualTo(values.length / 2);
        assertThat(count(values, median, -1)).isEqualTo(values.length / 2);
        assertThat(count(values, quartile, -1)).isEqualTo(values.length / 4);
    }

    private static long count(double[] values, double bound, int sign) {
        return Arrays.stream(values)
                .filter(value -> Math.signum(value - bound) == sign)
                .count();
    }

    @Test
    void betweenTwoValuesItIsLinear() {
        assertThat(Quantiles.median(4, 1)).isEqualTo(2.5);
        assertThat(Quantiles.lowerQuartile(4, 0)).isEqualTo(1);
        assertThat(Quantiles.lowerQuartile(7)).isEqualTo(7);
    }

    @Test
    void theGeometricMeanOfReciprocalsIsTheReciprocal() {
        List<Double> ratios = random.doubles(11, 0.3, 4).boxed().toList();
        double mean = Quantiles.geometricMean(ratios);
        double product = ratios.stream().reduce(1.0, (a, b) -> a * b);
        assertThat(Math.pow(mean, 11)).isCloseTo(product, within(1e-9 * product));
        assertThat(Quantiles.geometricMean(ratios.stream().map(r -> 1 / r).toList()))
                .isCloseTo(1 / mean, within(1e-12));
    }

    @Test
    void noValuesHaveNoMedianAndNoMean() {
        assertThatIllegalArgumentException().isThrownBy(Quantiles::median);
        assertThat(Quantiles.geometricMean(List.of())).isNaN();
    }
}
