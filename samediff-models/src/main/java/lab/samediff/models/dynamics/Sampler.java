package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Turns noise into samples by undoing a diffusion step by step. All here are deterministic. */
public sealed interface Sampler permits Ddim, ProbabilityFlow {
    /**
     * The states at the times given, from noise to samples.
     *
     * @param times at least two, strictly decreasing, within [0, 1]; {@code x} is the state at the first
     * @param x FLOAT or DOUBLE [n, d] (or any shape), distributed as the data with noise σ(times[0]); it is not changed
     * @throws IllegalArgumentException if times are not finite and monotone, or the model answers with another shape
     */
    Solution sample(NoiseModel model, NoiseSchedule schedule, double[] times, INDArray x);
}
