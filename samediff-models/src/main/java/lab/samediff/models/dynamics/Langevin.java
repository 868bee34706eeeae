package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Overdamped Langevin dynamics dX = ∇log p(X) dt + √2 dW, whose stationary density is p. With {@link EulerMaruyama} it
 * is the unadjusted Langevin algorithm; Roberts and Tweedie 1996, doi:10.2307/3318418.
 *
 * @param score ∇log p, which may also change in time (annealed Langevin; Song and Ermon 2019, arXiv:1907.05600)
 */
public record Langevin(VelocityField score) implements Sde {
    private static final double STRENGTH = Math.sqrt(2);

    @Override
    public INDArray drift(double t, INDArray x) {
        return score.at(t, x);
    }

    @Override
    public INDArray diffusion(double t, INDArray x) {
        return AdditiveNoise.like(x, STRENGTH);
    }

    @Override
    public INDArray diffusionSlope(double t, INDArray x) {
        return AdditiveNoise.like(x, 0);
    }
}
