package lab.samediff.pipelines.control;

import java.util.random.RandomGenerator;

/**
 * A pole on a cart that is pushed to the left (action 0) or to the right (1) with 10 N at each step, and earns 1 for each
 * step until the pole leans by more than 12° or the cart is more than 2.4 m away from the middle. Without friction.
 *
 * <p>State and observation: position x (m), velocity (m/s), angle θ of the pole from the vertical (rad), positive to the
 * right, and angular velocity (rad/s). With force F, masses M of both and m of the pole, half its length l, gravity g:
 *
 * <pre>
 *   u  = (F + m l θ'² sin θ) / M
 *   θ" = (g sin θ - u cos θ) / (l (4/3 - m cos² θ / M))
 *   x" = u - m l θ" cos θ / M
 * </pre>
 *
 * <p>Integrated by Euler's explicit rule with steps of 0.02 s. Barto, Sutton and Anderson 1983, IEEE Transactions on
 * Systems, Man, and Cybernetics 13(5), appendix, with the constants of CartPole in Gymnasium (Towers et al. 2024,
 * arXiv:2407.17032), which leaves out friction.
 *
 * @param limit steps after which an episode is cut off, at least 1
 */
public record CartPole(int limit) implements Environment {
    /** g, in m/s². */
    public static final double GRAVITY = 9.8;
    /** M - m, in kg. */
    public static final double CART_MASS = 1.0;
    /** m, in kg. */
    public static final double POLE_MASS = 0.1;
    /** l, half the length of the pole, in m. */
    public static final double HALF_LENGTH = 0.5;
    /** The magnitude of F, in N. */
    public static final double FORCE = 10.0;
    /** Duration of a step, in s. */
    public static final double INTERVAL = 0.02;
    /** The largest |x| that is not terminal, in m. */
    public static final double FARTHEST = 2.4;
    /** The largest |θ| that is not terminal, in rad: 12°. */
    public static final double STEEPEST = 12 * 2 * Math.PI / 360;
    /** Each component of a start is uniform on ±this. */
    public static final double START = 0.05;

    private static final double MASS = CART_MASS + POLE_MASS;
    private static final int SIZE = 4;
    private static final int SIDES = 2;

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public CartPole {
        if (limit < 1) throw new IllegalArgumentException("limit must be at least 1 step, got " + limit);
    }

    /** CartPole-v1: cut off after 500 steps. */
    public static CartPole v1() {
        return new CartPole(500);
    }

    @Override
    public int observations() {
        return SIZE;
    }

    @Override
    public int actions() {
        return SIDES;
    }

    @Override
    public double[] start(RandomGenerator random) {
        double[] state = new double[SIZE];
        for (int i = 0; i < SIZE; i++) state[i] = START * (2 * random.nextDouble() - 1);
        return state;
    }

    @Override
    public double[] next(double[] state, int action) {
        if (state.length != SIZE) {
            throw new IllegalArgumentException("a state of CartPole has 4 numbers, got " + state.length);
        }
        if (action != 0 && action != 1) {
            throw new IllegalArgumentException("actions of CartPole are 0 (left) and 1 (right), got " + action);
        }
        double force = action == 1 ? FORCE : -FORCE;
        double turning = state[3];
        double sine = Math.sin(state[2]);
        double cosine = Math.cos(state[2]);
        double push = (force + POLE_MASS * HALF_LENGTH * turning * turning * sine) / MASS;
        double leverage = HALF_LENGTH * (4.0 / 3.0 - POLE_MASS * cosine * cosine / MASS);
        double spin = (GRAVITY * sine - push * cosine) / leverage;
        double acceleration = push - POLE_MASS * HALF_LENGTH * spin * cosine / MASS;
        return new double[] {
            state[0] + INTERVAL * state[1],
            state[1] + INTERVAL * acceleration,
            state[2] + INTERVAL * turning,
            turning + INTERVAL * spin
        };
    }

    @Override
    public boolean terminal(double[] state) {
        return Math.abs(state[0]) > FARTHEST || Math.abs(state[2]) > STEEPEST;
    }

    /** 1, for the step with which the pole falls too. */
    @Override
    public double reward(double[] state, int action) {
        return 1;
    }

    @Override
    public float[] observe(double[] state) {
        float[] seen = new float[SIZE];
        for (int i = 0; i < SIZE; i++) seen[i] = (float) state[i];
        return seen;
    }
}
