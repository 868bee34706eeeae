package lab.samediff.experiments.control;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import lab.samediff.experiments.core.Resumable;
import lab.samediff.experiments.core.RunState;
import lab.samediff.pipelines.control.CartPole;
import lab.samediff.pipelines.control.Episode;

/** Compares a pole on a cart with its equations of motion while it is played. */
final class Motion implements Resumable {
    private static final double MASS = CartPole.CART_MASS + CartPole.POLE_MASS;
    private static final double MOMENT = CartPole.POLE_MASS * CartPole.HALF_LENGTH;

    private final CartPole environment;
    private double error;
    private double mirrorError;

    Motion(CartPole environment) {
        this.environment = environment;
    }

    /** The states of an episode, from the first to the last; each step is compared. */
    List<double[]> episode(CartPoleEnv.Policy policy, RandomGenerator random) {
        Episode episode = new Episode(environment, random);
        List<double[]> states = new ArrayList<>(List.of(episode.state()));
        while (!episode.over()) {
            double[] before = episode.state();
            int action = policy.act(before, random);
            episode.act(action);
            double[] after = episode.state();
            error = Math.max(error, distance(after, solved(before, action)));
            double[] mirrored = environment.next(negated(before), 1 - action);
            mirrorError = Math.max(mirrorError, distance(negated(after), mirrored));
            states.add(after);
        }
        return states;
    }

    @Override
    public void save(RunState out) {
        out.put("errors", error, mirrorError);
    }

    @Override
    public void load(RunState in) {
        double[] errors = in.doubles("errors");
        error = errors[0];
        mirrorError = errors[1];
    }

    /** The largest difference so far from the equations of motion, solved as a linear system. */
    double error() {
        return error;
    }

    /** The largest difference so far between what happens and what happens in the mirror. */
    double mirrorError() {
        return mirrorError;
    }

    /**
     * The state after a step. The accelerations are solved by Cramer's rule from the balance of forces on both bodies and
     * of torques on the pole, where F is the force, M both masses, m, l mass and half length of the pole:
     *
     * <pre>
     *   M x"       + m l cos θ θ" = F + m l θ'² sin θ
     *   cos θ x" + (4/3) l θ"     = g sin θ
     * </pre>
     */
    private static double[] solved(double[] state, int action) {
        double cosine = Math.cos(state[2]);
        double force = (2 * action - 1) * CartPole.FORCE + MOMENT * state[3] * state[3] * Math.sin(state[2]);
        double weight = CartPole.GRAVITY * Math.sin(state[2]);
        double inertia = 4 * CartPole.HALF_LENGTH / 3;
        double determinant = MASS * inertia - MOMENT * cosine * cosine;
        double acceleration = (force * inertia - MOMENT * cosine * weight) / determinant;
        double spin = (MASS * weight - cosine * force) / determinant;
        double[] slope = {state[1], acceleration, state[3], spin};
        double[] next = state.clone();
        for (int i = 0; i < next.length; i++) next[i] += CartPole.INTERVAL * slope[i];
        return next;
    }

    /** How fast a small angle grows near the vertical: √(g / (l (4/3 - m/M))), in 1/s. */
    static double rate() {
        double leverage = CartPole.HALF_LENGTH * (4.0 / 3 - CartPole.POLE_MASS / MASS);
        return Math.sqrt(CartPole.GRAVITY / leverage);
    }

    /** The same measured: two neighbours are pushed to and fro, and their distance grows by 1 + rate · 0.02 s a step. */
    double growthRate(int steps) {
        double apart = 1e-7;
        double[] one = new double[4];
        double[] other = {0, 0, apart, apart * rate()};
        for (int i = 0; i < steps; i++) {
            one = environment.next(one, i % 2);
            other = environment.next(other, i % 2);
        }
        double growth = Math.pow((other[2] - one[2]) / apart, 1.0 / steps);
        return (growth - 1) / CartPole.INTERVAL;
    }

    private static double[] negated(double[] state) {
        double[] negated = new double[state.length];
        for (int i = 0; i < state.length; i++) negated[i] = -state[i];
        return negated;
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
        return largest;
    }
}
