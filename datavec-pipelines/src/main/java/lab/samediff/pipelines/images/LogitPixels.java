package lab.samediff.pipelines.images;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Grey values as unbounded real numbers, for models with a density: noise fills the gaps between the 256 values
 * (dequantisation, Uria et al. 2013, arXiv:1306.0186), x = (value + noise) / 256 for noise uniform on [0, 1), and
 * y = logit(λ + (1 - 2λ) x) takes [0, 1) to the line (Dinh et al. 2017, arXiv:1605.08803, section 4.1; the constants as
 * Papamakarios et al. 2017, arXiv:1705.07057).
 *
 * <p>A density of y becomes one of the 256 values by ln p(values) ≥ ln p(y) + Σ ln dy/dx - n ln 256, so that
 * bits per dimension = -(ln p(y) + Σ ln dy/dx) / (n ln 2) + 8.
 *
 * @param lambda how far the ends 0 and 1 are kept from the infinite, in (0, 0.5)
 */
public record LogitPixels(double lambda) {
    /**
     * Checks λ.
     *
     * @throws IllegalArgumentException if it is not in (0, 0.5)
     */
    public LogitPixels {
        if (!(lambda > 0 && lambda < 0.5)) {
            throw new IllegalArgumentException("lambda must be in (0, 0.5), got " + lambda);
        }
    }

    /**
     * Images with fresh noise: float [n, height·width].
     *
     * @param images where they come from
     * @param rows which of them, in which order
     * @param random source of the noise
     * @throws IndexOutOfBoundsException if a row is not in 0..size - 1
     */
    public INDArray dequantised(LabelledImages images, int[] rows, RandomGenerator random) {
        int area = images.height() * images.width();
        float[] values = new float[Math.multiplyExact(rows.length, area)];
        byte[] pixels = images.pixels();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= images.size()) {
                throw new IndexOutOfBoundsException("row " + rows[i] + " is not in 0.." + (images.size() - 1));
            }
            for (int j = 0; j < area; j++) {
                int value = pixels[rows[i] * area + j] & 0xff;
                values[i * area + j] = (float) toLogit((value + random.nextFloat()) / 256);
            }
        }
        return Nd4j.createFromArray(values).reshape(rows.length, area);
    }

    /** y = logit(λ + (1 - 2λ) x), for x in [0, 1]. */
    public double toLogit(double x) {
        double inner = lambda + (1 - 2 * lambda) * x;
        return Math.log(inner / (1 - inner));
    }

    /** The x whose {@link #toLogit} is y; below 0 or above 1 by up to about λ for y beyond the ends' logits. */
    public double toPixel(double y) {
        return (1 / (1 + Math.exp(-y)) - lambda) / (1 - 2 * lambda);
    }

    /** ln dy/dx at y = ln(1 - 2λ) - ln σ(y) - ln(1 - σ(y)) in nats, σ the logistic function. */
    public double logSlope(double y) {
        double size = Math.abs(y);
        return Math.log1p(-2 * lambda) + size + 2 * Math.log1p(Math.exp(-size));
    }
}
