package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Milstein's method: x + f Δt + g ΔW + ½ g g′ (ΔW² − Δt), for noise of which each coordinate has its own. Strong and weak
 * order 1. Milstein 1975, doi:10.1137/1119062; Kloeden and Platen 1992, section 10.3.
 */
public record Milstein() implements SdeIntegrator {
    @Override
    public double strongOrder() {
        return 1;
    }

    @Override
    public double weakOrder() {
        return 1;
    }

    @Override
    public INDArray step(Sde sde, double t, double dt, INDArray x, INDArray dw) {
        INDArray moved = new EulerMaruyama().step(sde, t, dt, x, dw);
        INDArray spread = dw.mul(dw).subi(dt).muli(0.5);
        return moved.addi(sde.diffusionSlope(t, x).mul(spread));
    }
}
