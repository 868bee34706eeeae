package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The method of Euler and Maruyama: x + f Δt + g ΔW. Strong order 1/2, and 1 where the noise does not depend on the
 * state; weak order 1. Maruyama 1955, doi:10.1007/BF02846028; Kloeden and Platen 1992, section 10.2.
 */
public record EulerMaruyama() implements SdeIntegrator {
    @Override
    public double strongOrder() {
        return 0.5;
    }

    @Override
    public double weakOrder() {
        return 1;
    }

    @Override
    public INDArray step(Sde sde, double t, double dt, INDArray x, INDArray dw) {
        // Copies, because an equation may answer each call in the same buffer or with its argument.
        INDArray moved = sde.drift(t, x).mul(dt).addi(x);
        return moved.addi(sde.diffusion(t, x).mul(dw));
    }
}
