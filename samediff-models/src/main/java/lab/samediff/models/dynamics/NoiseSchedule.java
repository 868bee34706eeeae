package lab.samediff.models.dynamics;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How strong the noise of a variance-exploding diffusion is: x_t = x_0 + σ(t) ε with ε standard normal and t in [0, 1].
 * Song et al. 2021, arXiv:2011.13456, section 3.4.
 */
public sealed interface NoiseSchedule permits VarianceExploding, Karras {
    /** σ(t), positive and strictly rising. */
    double sigma(double t);

    /** σ′(t). */
    double sigmaRate(double t);

    /**
     * σ of each time. Shapes: t [n] or [n, 1] → [n, 1], of the same type.
     *
     * @throws IllegalArgumentException if a time is not in [0, 1]
     */
    default INDArray sigmas(INDArray t) {
        double[] times = Rows.values(t);
        for (double time : times) {
            if (!(time >= 0 && time <= 1)) {
                throw new IllegalArgumentException("a time of a noise schedule must be in [0, 1], not " + time);
            }
        }
        double[] sigmas = Arrays.stream(times).map(this::sigma).toArray();
        return Nd4j.createFromArray(sigmas).castTo(t.dataType()).reshape(times.length, 1);
    }

    /**
     * x_0 + σ(t) ε. Shapes: t [n] or [n, 1], one time per row; x0, noise [n, d] → [n, d].
     *
     * @throws IllegalArgumentException if the shapes or types of x0 and noise differ, or t has not one time in [0, 1] per row
     */
    default INDArray noised(INDArray t, INDArray x0, INDArray noise) {
        Rows.requireAlike(x0, noise);
        if (t.length() != x0.size(0)) {
            throw new IllegalArgumentException(t.length() + " times for " + x0.size(0) + " rows");
        }
        return noise.mul(sigmas(t).castTo(x0.dataType())).addi(x0);
    }
}
