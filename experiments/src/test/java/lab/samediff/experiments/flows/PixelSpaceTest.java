package lab.samediff.experiments.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import lab.samediff.experiments.core.SeededRandom;
import lab.samediff.pipelines.images.LabelledImages;
import lab.samediff.pipelines.images.LogitPixels;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class PixelSpaceTest {
    private static final int IMAGES = 400;
    private static final int PIXELS = 6;

    /** Pixels between 40 and 200, of which each place has a mean of its own. */
    private static LabelledImages images() {
        SeededRandom random = new SeededRandom(1);
        byte[] pixels = new byte[IMAGES * PIXELS];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (40 + 20 * (i % PIXELS) + random.nextInt(60));
        return new LabelledImages(pixels, new byte[IMAGES], 2, 3, 1);
    }

    private static int[] rows() {
        return IntStream.range(0, IMAGES).toArray();
    }

    private static PixelSpace space() {
        return new PixelSpace(new LogitPixels(1e-3), images(), rows(), new SeededRandom(2));
    }

    @Test
    void aFlowSeesMeanZeroAndDeviationOne() {
        INDArray w = space().points(images(), rows(), new SeededRandom(3));
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            assertThat(w.getColumn(pixel).meanNumber().doubleValue()).isCloseTo(0, within(0.01));
            assertThat(w.getColumn(pixel).stdNumber().doubleValue()).isCloseTo(1, within(0.01));
        }
    }

    @Test
    void greyValuesComeBackUpToTheNoise() {
        PixelSpace space = space();
        float[][] x = space.pixels(space.points(images(), rows(), new SeededRandom(3)));
        byte[] pixels = images().pixels();
        for (int i = 0; i < pixels.length; i++) {
            double noise = 256 * x[i / PIXELS][i % PIXELS] - (pixels[i] & 0xff);
            assertThat(noise).isBetween(-0.01, 1.01);
        }
    }

    /** p(x) = p(w) / (dx/dw) with the slope by differences. */
    @Test
    void bitsAreThoseOfTheDensityOfGreyValuesByChangeOfVariables() {
        PixelSpace space = space();
        INDArray w = space.points(images(), new int[] {5, 9}, new SeededRandom(3));
        double[] logDensities = {-4.2, -7.5};
        double step = 0.05;
        float[][] above = space.pixels(w.add(step));
        float[][] below = space.pixels(w.sub(step));
        double[] bits = space.bitsPerPixel(w, logDensities);
        for (int i = 0; i < 2; i++) {
            double logDensity = logDensities[i];
            for (int j = 0; j < PIXELS; j++) logDensity -= Math.log((above[i][j] - below[i][j]) / (2 * step));
            assertThat(bits[i]).isCloseTo(8 - logDensity / (PIXELS * Math.log(2)), within(0.005));
        }
    }

    /** The logits' density is that of w times the product of dw/dy, and y is the logit of x for small λ. */
    @Test
    void logitDensitiesCountTheDeviations() {
        PixelSpace space = space();
        LogitPixels logits = new LogitPixels(1e-3);
        INDArray w = space.points(images(), new int[] {5}, new SeededRandom(3));
        double step = 0.05;
        float[] above = space.pixels(w.add(step))[0];
        float[] below = space.pixels(w.sub(step))[0];
        double wanted = -4.2;
        for (int j = 0; j < PIXELS; j++) {
            wanted -= Math.log((logits.toLogit(above[j]) - logits.toLogit(below[j])) / (2 * step));
        }
        assertThat(space.logitDensities(new double[] {-4.2})[0]).isCloseTo(wanted, within(0.005));
    }
}
