package lab.samediff.models.dynamics;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The adaptive Dormand–Prince 5(4) pair ("dopri5"). It keeps the fifth-order result and chooses the step so that the
 * difference from the embedded fourth-order one stays below atol + rtol·|x|, as a root mean square over all components of
 * the whole batch (the norm of torchdiffeq). The last slope of a step is the first of the next, so a step costs six
 * evaluations, and a run 2 + 6·(accepted + rejected): two more find the first step.
 *
 * <p>Dormand and Prince 1980, doi:10.1016/0771-050X(80)90013-3; step control: Hairer, Nørsett and Wanner 1993, Solving
 * Ordinary Differential Equations I, II.4. With FLOAT states the error estimate drowns in rounding below rtol ≈ 1e-6.
 *
 * @param atol absolute tolerance, above 0
 * @param rtol relative tolerance, 0 or more
 * @param safety factor on the step that the error estimate suggests, in (0, 1]
 * @param minFactor the most that one step shrinks the next, in (0, 1)
 * @param maxFactor the most that one step grows the next, above 1
 * @param maxSteps tried steps, accepted or not, after which the integration is given up
 */
public record DormandPrince(double atol, double rtol, double safety, double minFactor, double maxFactor, int maxSteps)
        implements Integrator {
    /** Weights of the fifth-order minus those of the fourth-order result; the seventh is of the slope at the end. */
    static final double[] ERROR = {71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0
    };

    private static final Tableau TABLEAU = new DormandPrince5().tableau();

    public DormandPrince {
        require(atol > 0 && Double.isFinite(atol), "atol must be positive", atol);
        require(rtol >= 0 && Double.isFinite(rtol), "rtol must not be negative", rtol);
        require(safety > 0 && safety <= 1, "safety must be in (0, 1]", safety);
        require(minFactor > 0 && minFactor < 1, "minFactor must be in (0, 1)", minFactor);
        require(maxFactor > 1 && Double.isFinite(maxFactor), "maxFactor must be above 1", maxFactor);
        require(maxSteps > 0, "maxSteps must be positive", maxSteps);
    }

    /** The usual controller: safety 0.9, factors 0.2 to 10, at most 100 000 tried steps. */
    public DormandPrince(double atol, double rtol) {
        this(atol, rtol, 0.9, 0.2, 10, 100_000);
    }

    @Override
    public int order() {
        return 5;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the step becomes too small to move time, or {@code maxSteps} steps were not enough
     */
    @Override
    public Solution integrate(VelocityField field, double[] times, INDArray x0) {
        return new AdaptiveRun(this, field, times, x0).solve();
    }

    /** From t0 to t1, keeping only the start and the end. Throws as {@link #integrate(VelocityField, double[], INDArray)}. */
    public Solution integrate(VelocityField field, double t0, double t1, INDArray x0) {
        return integrate(field, new double[] {t0, t1}, x0);
    }

    /**
     * One tried step.
     *
     * @param state x(t + Δt), of fifth order
     * @param slope v(t + Δt, state), the first slope of the next step
     * @param error fifth-order minus fourth-order result
     */
    record Attempt(INDArray state, INDArray slope, INDArray error) {}

    static Attempt attempt(VelocityField field, double t, double dt, INDArray x, INDArray first) {
        INDArray[] slopes = TABLEAU.slopes(field, t, dt, x, first);
        INDArray state = TABLEAU.advance(x, dt, slopes);
        INDArray last = field.at(t + dt, state);
        INDArray[] all = Arrays.copyOf(slopes, slopes.length + 1);
        all[slopes.length] = last;
        INDArray error = Tableau.moved(Nd4j.zerosLike(x), dt, ERROR, all);
        return new Attempt(state, last, error);
    }

    /** √(mean((value / (atol + rtol·size))²)); a step is kept where this is at most 1 for its error. */
    double norm(INDArray value, INDArray size) {
        INDArray scaled = value.div(size.mul(rtol).addi(atol));
        return Math.sqrt(scaled.muli(scaled).meanNumber().doubleValue());
    }

    /** The {@link #norm} of the error of a step, against the larger of the sizes at its two ends. */
    double norm(Attempt attempt, INDArray from) {
        return norm(attempt.error(), Transforms.max(Transforms.abs(from), Transforms.abs(attempt.state())));
    }

    /** Factor from a step with this error to the one that just meets the tolerance: safety · error^(−1/5), bounded. */
    double factor(double error, double ceiling) {
        if (!Double.isFinite(error)) {
            return minFactor;
        }
        return Math.max(minFactor, Math.min(ceiling, safety * Math.pow(error, -1.0 / order())));
    }

    private static void require(boolean holds, String rule, double found) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", not " + found);
        }
    }
}
