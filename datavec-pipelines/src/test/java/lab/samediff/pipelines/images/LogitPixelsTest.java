package lab.samediff.pipelines.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogitPixelsTest {
    private static LabelledImages everyValue() {
        byte[] pixels = new byte[512];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (i % 256);
        return new LabelledImages(pixels, new byte[] {0, 1}, 16, 16, 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.05})
    void pixelsComeBackFromTheirLogitsAndTheSlopeIsThatOfDifferences(double lambda) {
        LogitPixels map = new LogitPixels(lambda);
        for (double x = 0.001; x < 1; x += 0.0625) {
            double y = map.toLogit(x);
            assertThat(map.toPixel(y)).isCloseTo(x, within(1e-12));
            double step = 1e-7;
            double slope = (map.toLogit(x + step) - map.toLogit(x - step)) / (2 * step);
            assertThat(map.logSlope(y)).isCloseTo(Math.log(slope), within(1e-6));
        }
    }

    @Test
    void theEndsHaveFiniteLogits() {
        LogitPixels map = new LogitPixels(1e-6);
        assertThat(map.toLogit(0)).isCloseTo(Math.log(1e-6), within(1e-5));
        assertThat(map.toLogit(1)).isCloseTo(-Math.log(1e-6), within(1e-5));
        assertThat(map.logSlope(map.toLogit(0))).isCloseTo(-Math.log(1e-6), within(1e-5));
    }

    @Test
    void noiseStaysWithinItsGreyValueAndIsUniform() {
        LogitPixels map = new LogitPixels(0.05);
        LabelledImages images = everyValue();
        double[][] y = map.dequantised(images, new int[] {1, 0, 1}, new SplittableRandom(1))
                .toDoubleMatrix();
        double sum = 0;
        for (double[] row : y) {
            for (int value = 0; value < 256; value++) {
                double noise = 256 * map.toPixel(row[value]) - value;
                assertThat(noise).isBetween(-1e-3, 1 + 1e-3);
                sum += noise;
            }
        }
        // Four standard errors of the mean of 768 uniform numbers.
        assertThat(sum / 768).isCloseTo(0.5, within(4 / Math.sqrt(12 * 768)));
    }

    /** Change of variables: of uniform pixels the logits have density e^-logSlope. */
    @Test
    void theLogitsOfUniformPixelsHaveADensityThatIntegratesToOne() {
        LogitPixels map = new LogitPixels(1e-3);
        double step = 1e-3;
        double mass = 0;
        for (double y = map.toLogit(0) + step / 2; y < map.toLogit(1); y += step) mass += Math.exp(-map.logSlope(y));
        assertThat(mass * step).isCloseTo(1, within(1e-5));
    }

    @Test
    void badNumbersAreNamed() {
        assertThatThrownBy(() -> new LogitPixels(0)).hasMessageContaining("lambda must be in (0, 0.5)");
        assertThatThrownBy(() -> new LogitPixels(0.5)).hasMessageContaining("lambda");
        assertThatThrownBy(() -> new LogitPixels(0.1).dequantised(everyValue(), new int[] {2}, new SplittableRandom(1)))
                .hasMessageContaining("row 2 is not in 0..1");
    }
}
