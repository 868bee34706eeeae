package lab.samediff.models.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An explicit Runge–Kutta method whose steps are chosen by the caller. */
public sealed interface FixedStep extends Integrator permits Euler, Midpoint, Heun, RungeKutta4, DormandPrince5 {
    /** The coefficients of the method. */
    Tableau tableau();

    /** One step from each time to the next. */
    @Override
    default Solution integrate(VelocityField field, double[] times, INDArray x0) {
        return integrate(field, times, 1, x0);
    }

    /**
     * Equal steps from t0 to t1, keeping only the start and the end.
     *
     * @throws IllegalArgumentException if {@code steps < 1}, or as {@link Integrator#integrate} says
     */
    default Solution integrate(VelocityField field, double t0, double t1, int steps, INDArray x0) {
        return integrate(field, new double[] {t0, t1}, steps, x0);
    }

    /**
     * States at the asked-for times, with {@code steps} equal steps from each time to the next.
     *
     * @throws IllegalArgumentException if {@code steps < 1}, or as {@link Integrator#integrate} says
     */
    default Solution integrate(VelocityField field, double[] times, int steps, INDArray x0) {
        Evaluations counted = new Evaluations(field);
        INDArray x = Evaluations.start(times, x0);
        List<INDArray> states = new ArrayList<>(times.length);
        states.add(x);
        for (int i = 1; i < times.length; i++) {
            double[] grid = Integrator.grid(times[i - 1], times[i], steps);
            for (int k = 0; k < steps; k++) {
                x = step(counted, grid[k], grid[k + 1] - grid[k], x);
            }
            states.add(x);
        }
        return new Solution(states, counted.count(), (times.length - 1L) * steps, 0);
    }

    private INDArray step(VelocityField field, double t, double dt, INDArray x) {
        INDArray[] slopes = tableau().slopes(field, t, dt, x, field.at(t, x));
        return tableau().advance(x, dt, slopes);
    }
}
