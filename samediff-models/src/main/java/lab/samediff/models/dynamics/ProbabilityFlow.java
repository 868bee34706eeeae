package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The probability-flow equation dx/dt = −σ′σ ∇log p_t(x) = σ′(t) ε̂(x, t) by an integrator in t: its solutions have the
 * densities p_t of the diffusion. Song et al. 2021, arXiv:2011.13456, eq. 13; Karras et al. 2022, arXiv:2206.00364, eq. 1.
 *
 * @param integrator of the equation
 */
public record ProbabilityFlow(Integrator integrator) implements Sampler {
    @Override
    public Solution sample(NoiseModel model, NoiseSchedule schedule, double[] times, INDArray x) {
        return integrator.integrate(velocity(model, schedule), times, x);
    }

    /** The right-hand side σ′(t) ε̂(x, t). */
    public static VelocityField velocity(NoiseModel model, NoiseSchedule schedule) {
        return (t, x) -> model.noise(t, x).mul(schedule.sigmaRate(t));
    }
}
