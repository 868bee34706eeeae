package lab.samediff.experiments.flows;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import lab.samediff.pipelines.images.LabelledImages;
import lab.samediff.pipelines.images.LogitPixels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/**
 * The space in which a flow sees images: w = (y - mean) / deviation, pixel by pixel, of the logits y of dequantised grey
 * values x. A density of w is turned into one of y by -Σ ln deviation and on into one of x by Σ ln dy/dx.
 */
final class PixelSpace {
    private static final double NATS_OF_A_BYTE = Math.log(256);

    private final LogitPixels logits;
    private final NormalizerStandardize standard = new NormalizerStandardize();
    private final double logDeviations;

    /** Fitted to the mean and deviation of these images. */
    PixelSpace(LogitPixels logits, LabelledImages images, int[] rows, RandomGenerator random) {
        this.logits = logits;
        INDArray y = logits.dequantised(images, rows, random);
        standard.fit(new DataSet(y, y));
        logDeviations =
                Arrays.stream(standard.getStd().toDoubleVector()).map(Math::log).sum();
    }

    /** Images with fresh noise as a flow sees them: [n, height·width]. */
    INDArray points(LabelledImages images, int[] rows, RandomGenerator random) {
        INDArray y = logits.dequantised(images, rows, random);
        standard.transform(y);
        return y;
    }

    /** Grey values from 0 to 1, of images as a flow sees them. */
    float[][] pixels(INDArray points) {
        float[][] x = logitsOf(points).toFloatMatrix();
        for (float[] row : x) for (int j = 0; j < row.length; j++) row[j] = (float) logits.toPixel(row[j]);
        return x;
    }

    /** ln p(y) of each image from the ln p(w) that a flow gives, both in nats. */
    double[] logitDensities(double[] logDensities) {
        return Arrays.stream(logDensities).map(log -> log - logDeviations).toArray();
    }

    /**
     * Bits for each pixel of each image: -(ln p(y) + Σ ln dy/dx - n ln 256) / (n ln 2), on average over the noise at
     * least those of the best code for the 256 values by this model.
     */
    double[] bitsPerPixel(INDArray points, double[] logDensities) {
        double[] nats = logitDensities(logDensities);
        double[][] y = logitsOf(points).toDoubleMatrix();
        double[] bits = new double[nats.length];
        for (int i = 0; i < bits.length; i++) {
            double slopes = Arrays.stream(y[i]).map(logits::logSlope).sum();
            double each = NATS_OF_A_BYTE - (nats[i] + slopes) / y[i].length;
            bits[i] = each / Math.log(2);
        }
        return bits;
    }

    private INDArray logitsOf(INDArray points) {
        INDArray y = points.dup();
        standard.revertFeatures(y);
        return y;
    }
}
