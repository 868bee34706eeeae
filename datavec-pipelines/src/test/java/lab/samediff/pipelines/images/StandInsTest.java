package lab.samediff.pipelines.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandInsTest {
    private static final Mnist DIGITS = Mnist.standIn(1);
    private static final Mnist CLOTHES = Mnist.standInClothes(1);

    @Test
    void digitsCanBeLearnedButNotByTheirMeansAlone() {
        assertThat(DIGITS.train().size()).isEqualTo(6000);
        assertThat(DIGITS.test().size()).isEqualTo(1000);
        // Real MNIST gives this classifier 0.82.
        assertThat(accuracyOfNearestMean(DIGITS)).isBetween(0.6, 0.95);
    }

    @Test
    void clothesCanBeLearnedButNotByTheirMeansAlone() {
        // Real Fashion-MNIST gives this classifier 0.68.
        assertThat(accuracyOfNearestMean(CLOTHES)).isBetween(0.5, 0.9);
    }

    @Test
    void everyTenImagesHoldEachClassOnce() {
        for (LabelledImages images : new LabelledImages[] {StandIns.digits(200, 4), StandIns.clothes(200, 4)}) {
            for (int from = 0; from < images.size(); from += 10) {
                byte[] ten = Arrays.copyOfRange(images.labels(), from, from + 10);
                Arrays.sort(ten);
                assertThat(ten).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            }
        }
    }

    @Test
    void aSeedGivesTheSameBytesAndAShorterSetIsItsBeginning() {
        LabelledImages once = StandIns.digits(60, 9);
        assertThat(StandIns.digits(60, 9).pixels()).containsExactly(once.pixels());
        assertThat(StandIns.digits(25, 9).pixels())
                .containsExactly(once.take(25).pixels());
        assertThat(StandIns.clothes(25, 9).pixels())
                .containsExactly(StandIns.clothes(60, 9).take(25).pixels());
    }

    @Test
    void noTwoImagesAreTheSameInOrBetweenSeedsAndParts() {
        assertThat(distinct(DIGITS.train(), DIGITS.test(), StandIns.digits(1000, 2)))
                .isEqualTo(8000);
        assertThat(distinct(CLOTHES.train(), CLOTHES.test(), StandIns.clothes(1000, 2)))
                .isEqualTo(8000);
    }

    @Test
    void drawingsStayInsideTheFrame() {
        LabelledImages digits = StandIns.digits(1000, 3);
        double border = 0;
        double all = 0;
        for (int i = 0; i < digits.size(); i++) {
            float[] tile = digits.tile(i);
            for (int at = 0; at < tile.length; at++) {
                int x = at % 28;
                int y = at / 28;
                all += tile[at];
                border += x == 0 || y == 0 || x == 27 || y == 27 ? tile[at] : 0;
            }
        }
        assertThat(border / all).isLessThan(0.002);
        // MNIST's mean brightness is 0.13.
        assertThat(all / digits.pixels().length).isBetween(0.08, 0.18);
    }

    @Test
    void aCountThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> StandIns.digits(0, 1)).hasMessageContaining("cannot draw 0 images");
    }

    private static long distinct(LabelledImages... parts) {
        return Arrays.stream(parts)
                .flatMap(part -> IntStream.range(0, part.size())
                        .mapToObj(row ->
                                ByteBuffer.wrap(part.pixels(), row * 784, 784).slice()))
                .distinct()
                .count();
    }

    private static double accuracyOfNearestMean(Mnist set) {
        LabelledImages train = set.train();
        double[][] means = new double[10][28 * 28];
        for (int i = 0; i < train.size(); i++) {
            float[] tile = train.tile(i);
            for (int at = 0; at < tile.length; at++) {
                means[train.label(i)][at] += tile[at] * 10 / train.size();
            }
        }
        int right = 0;
        for (int i = 0; i < set.test().size(); i++) {
            right += nearest(means, set.test().tile(i)) == set.test().label(i) ? 1 : 0;
        }
        return (double) right / set.test().size();
    }

    private static int nearest(double[][] means, float[] tile) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int label = 0; label < means.length; label++) {
            double distance = 0;
            for (int at = 0; at < tile.length; at++) {
                distance += Math.pow(means[label][at] - tile[at], 2);
            }
            if (distance < least) {
                least = distance;
                best = label;
            }
        }
        return best;
    }
}
