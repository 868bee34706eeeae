package lab.samediff.experiments.flows;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.pipelines.images.LabelledImages;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How likely a flow finds images, with one draw of the noise for each. */
final class PixelBits {
    private static final int BATCH = 500;

    private final double[] bits;
    private final double[] logLikelihoods;

    /**
     * Measures images.
     *
     * @param space in which the flow sees them
     */
    PixelBits(PixelSpace space, LabelledImages images, LearnedFlow flow, RandomGenerator random) {
        this.bits = new double[images.size()];
        this.logLikelihoods = new double[images.size()];
        for (int from = 0; from < images.size(); from += BATCH) {
            int[] rows =
                    IntStream.range(from, Math.min(from + BATCH, images.size())).toArray();
            INDArray x = space.points(images, rows, random);
            double[] logs = flow.logDensities(x);
            System.arraycopy(space.bitsPerPixel(x, logs), 0, bits, from, rows.length);
            System.arraycopy(space.logitDensities(logs), 0, logLikelihoods, from, rows.length);
        }
    }

    /** Bits for each pixel of an image. */
    double of(int image) {
        return bits[image];
    }

    /** Bits for each pixel, averaged over the images. */
    double mean() {
        return Arrays.stream(bits).average().orElseThrow();
    }

    /** ln p of the logits in nats, averaged over the images. */
    double meanLogLikelihood() {
        return Arrays.stream(logLikelihoods).average().orElseThrow();
    }
}
