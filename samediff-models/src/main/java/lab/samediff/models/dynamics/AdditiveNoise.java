package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Noise of one strength everywhere, for equations whose diffusion does not depend on the state. */
final class AdditiveNoise {
    private AdditiveNoise() {}

    static INDArray like(INDArray x, double strength) {
        return Nd4j.valueArrayOf(x.shape(), strength, x.dataType());
    }

    static double require(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be 0 or more and finite, not " + value);
        }
        return value;
    }
}
