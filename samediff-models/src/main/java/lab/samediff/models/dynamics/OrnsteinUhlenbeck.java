package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * dX = −θ X dt + g dW. X_t given X_0 is normal with mean e^(−θt) X_0 and variance g² (1 − e^(−2θt)) / 2θ. Uhlenbeck and
 * Ornstein 1930, doi:10.1103/PhysRev.36.823.
 *
 * @param rate θ, per unit of time, 0 or more
 * @param noise g, 0 or more
 */
public record OrnsteinUhlenbeck(double rate, double noise) implements Sde {
    /** @throws IllegalArgumentException if a value is negative or not finite */
    public OrnsteinUhlenbeck {
        AdditiveNoise.require("rate", rate);
        AdditiveNoise.require("noise", noise);
    }

    @Override
    public INDArray drift(double t, INDArray x) {
        return x.mul(-rate);
    }

    @Override
    public INDArray diffusion(double t, INDArray x) {
        return AdditiveNoise.like(x, noise);
    }

    @Override
    public INDArray diffusionSlope(double t, INDArray x) {
        return AdditiveNoise.like(x, 0);
    }
}
