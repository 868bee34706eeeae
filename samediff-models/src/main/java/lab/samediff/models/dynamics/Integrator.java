package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Solves dx/dt = v(t, x) forwards or backwards in time, for FLOAT or DOUBLE states. */
public sealed interface Integrator permits FixedStep, DormandPrince {
    /** Order p of the method: the error at a fixed time falls as the p-th power of the step. */
    int order();

    /**
     * States at the asked-for times. A {@link FixedStep} method takes one step from each time to the next (as torchdiffeq
     * does); {@link DormandPrince} takes as many as it needs and lands on each time exactly.
     *
     * @param times at least two, strictly increasing or strictly decreasing; {@code x0} is the state at the first
     * @param x0 [n, d], or any shape; it is not changed
     * @throws IllegalArgumentException if times are not finite and monotone, or x0 is neither FLOAT nor DOUBLE, or the
     *     field answers with another shape or type than it was given
     */
    Solution integrate(VelocityField field, double[] times, INDArray x0);

    /**
     * The times t0, …, t1 that divide the interval into {@code steps} equal parts.
     *
     * @throws IllegalArgumentException if {@code steps < 1}
     */
    static double[] grid(double t0, double t1, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, not " + steps);
        }
        double[] times = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            times[i] = t0 + (t1 - t0) * i / steps;
        }
        times[steps] = t1;
        return times;
    }
}
