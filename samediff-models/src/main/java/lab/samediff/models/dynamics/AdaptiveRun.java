package lab.samediff.models.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** One integration by {@link DormandPrince}: where it is and the step it wants to take next. */
final class AdaptiveRun {
    private final DormandPrince method;
    private final Evaluations field;
    private final double[] times;
    private double t;
    private INDArray x;
    private INDArray slope;
    private double step;
    private boolean justRejected;
    private long accepted;
    private long rejected;

    AdaptiveRun(DormandPrince method, VelocityField velocity, double[] times, INDArray x0) {
        this.method = method;
        this.field = new Evaluations(velocity);
        this.times = times.clone();
        x = Evaluations.start(times, x0);
        t = times[0];
        slope = field.at(t, x);
        step = firstStep(times[times.length - 1] - t);
    }

    Solution solve() {
        List<INDArray> states = new ArrayList<>(times.length);
        states.add(x);
        for (int i = 1; i < times.length; i++) {
            while (t != times[i]) {
                tryStep(times[i]);
            }
            states.add(x);
        }
        return new Solution(states, field.count(), accepted, rejected);
    }

    private void tryStep(double target) {
        boolean lands = Math.abs(step) >= Math.abs(target - t);
        double dt = lands ? target - t : step;
        if (accepted + rejected >= method.maxSteps() || t + dt == t) {
            throw givenUp(dt);
        }
        DormandPrince.Attempt attempt = DormandPrince.attempt(field, t, dt, x, slope);
        double error = method.norm(attempt, x);
        // Hairer et al.: no growth right after a rejection.
        double factor = method.factor(error, justRejected ? 1 : method.maxFactor());
        justRejected = !(error <= 1);
        if (justRejected) {
            rejected++;
            step = dt * Math.min(factor, 1);
            return;
        }
        accepted++;
        t = lands ? target : t + dt;
        x = attempt.state();
        slope = attempt.slope();
        // A step cut short to land on a time says little about the next: the uncut one stays unless a longer one is
        // fine.
        step = lands ? Math.copySign(Math.max(Math.abs(step), Math.abs(dt * factor)), dt) : dt * factor;
    }

    /** The starting step of Hairer et al. 1993, II.4, page 169, never beyond the end of the interval. */
    private double firstStep(double interval) {
        INDArray size = Transforms.abs(x);
        double position = method.norm(x, size);
        double speed = method.norm(slope, size);
        if (!Double.isFinite(position) || !Double.isFinite(speed)) {
            throw new IllegalStateException("the state or its velocity at the start, t = " + t + ", is not finite");
        }
        double guess = position < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * position / speed;
        double trial = Math.min(guess, Math.abs(interval));
        double dt = Math.copySign(trial, interval);
        INDArray ahead = field.at(t + dt, x.add(slope.mul(dt)));
        double bend = method.norm(ahead.sub(slope), size) / trial;
        double steepest = Math.max(speed, bend);
        double next =
                steepest <= 1e-15 ? Math.max(1e-6, trial * 1e-3) : Math.pow(0.01 / steepest, 1.0 / method.order());
        return Math.copySign(Math.min(Math.min(100 * trial, next), Math.abs(interval)), interval);
    }

    private IllegalStateException givenUp(double dt) {
        return new IllegalStateException(String.format(
                Locale.ROOT,
                "Dormand-Prince gave up at t = %s on the way to %s with step %.3g after %d accepted and %d rejected steps "
                        + "(maxSteps %d, atol %s, rtol %s, %s): the field is stiff or not finite there, or the tolerance is "
                        + "below the state's precision; loosen the tolerances or raise maxSteps",
                t,
                times[times.length - 1],
                dt,
                accepted,
                rejected,
                method.maxSteps(),
                method.atol(),
                method.rtol(),
                x.dataType()));
    }
}
