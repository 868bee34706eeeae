package lab.samediff.models.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Solves an {@link Sde} with steps chosen by the caller. The strong order says how E|error| falls with the step along
 * the same Brownian path, the weak order how the error of E f(X) falls.
 */
public sealed interface SdeIntegrator permits EulerMaruyama, Milstein {
    /** Strong order where the noise depends on the state. */
    double strongOrder();

    /** Weak order. */
    double weakOrder();

    /**
     * One step from x at time t.
     *
     * @param dw increments of the Brownian motions over the step, independent N(0, Δt), of the shape of x
     * @return the state at t + Δt, an array of its own
     */
    INDArray step(Sde sde, double t, double dt, INDArray x, INDArray dw);

    /**
     * The states at the asked-for times, with {@code steps} equal steps from each time to the next.
     *
     * @param times at least two, strictly increasing; {@code x0} is the state at the first
     * @param x0 FLOAT or DOUBLE, any shape; it is not changed
     * @throws IllegalArgumentException if times are not finite and increasing, {@code steps < 1}, or x0 is of another type
     */
    default Solution integrate(Sde sde, double[] times, int steps, INDArray x0, RandomGenerator random) {
        INDArray x = Evaluations.start(times, x0);
        if (times[0] > times[1]) {
            throw new IllegalArgumentException(
                    "a stochastic equation is solved forwards, got " + Arrays.toString(times));
        }
        List<INDArray> states = new ArrayList<>(times.length);
        states.add(x);
        for (int i = 1; i < times.length; i++) {
            double[] grid = Integrator.grid(times[i - 1], times[i], steps);
            for (int k = 0; k < steps; k++) {
                double dt = grid[k + 1] - grid[k];
                x = step(sde, grid[k], dt, x, increments(x, dt, random));
            }
            states.add(x);
        }
        long taken = (times.length - 1L) * steps;
        return new Solution(states, taken, taken, 0);
    }

    /** Independent N(0, Δt) in the shape and type of {@code like}. */
    static INDArray increments(INDArray like, double dt, RandomGenerator random) {
        double deviation = Math.sqrt(dt);
        double[] values = new double[Math.toIntExact(like.length())];
        for (int i = 0; i < values.length; i++) values[i] = deviation * random.nextGaussian();
        return Nd4j.createFromArray(values).reshape(like.shape()).castTo(like.dataType());
    }
}
