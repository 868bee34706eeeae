package lab.samediff.pipelines.control;

import java.util.random.RandomGenerator;

/**
 * An episode that is being played. It ends in one of two ways that must not be mixed up: in a terminal state, after which
 * nothing more can be earned, or cut off by the limit of time, where more would have been earned. Pardo et al. 2018, Time
 * Limits in Reinforcement Learning, arXiv:1712.00378.
 *
 * <pre>{@code
 * Episode episode = new Episode(CartPole.v1(), random);
 * while (!episode.over()) episode.act(policy.choose(episode.observation()));
 * }</pre>
 */
public final class Episode {
    private final Environment environment;
    private double[] state;
    private int steps;
    private double earned;

    /** An episode from a random start. */
    public Episode(Environment environment, RandomGenerator random) {
        this.environment = environment;
        this.state = environment.start(random);
    }

    /**
     * An episode that has come to {@code state}.
     *
     * @param steps taken so far
     * @param earned so far
     */
    public Episode(Environment environment, double[] state, int steps, double earned) {
        this.environment = environment;
        this.state = state.clone();
        this.steps = steps;
        this.earned = earned;
    }

    /**
     * Takes one step and returns its reward.
     *
     * @throws IllegalStateException if the episode is over
     * @throws IllegalArgumentException if there is no such action
     */
    public double act(int action) {
        if (over()) throw new IllegalStateException("the episode ended after " + steps + " steps; begin another one");
        double reward = environment.reward(state, action);
        state = environment.next(state, action);
        steps++;
        earned += reward;
        return reward;
    }

    /** Whether it has ended, in either way. */
    public boolean over() {
        return terminated() || truncated();
    }

    /** Whether it has ended in a terminal state. */
    public boolean terminated() {
        return environment.terminal(state);
    }

    /** Whether it was cut off by the limit of time in a state that is not terminal. */
    public boolean truncated() {
        return steps >= environment.limit() && !terminated();
    }

    /** What is seen of the state it is in. */
    public float[] observation() {
        return environment.observe(state);
    }

    /** A copy of the state it is in. */
    public double[] state() {
        return state.clone();
    }

    /** Steps taken so far. */
    public int steps() {
        return steps;
    }

    /** The sum of all rewards so far, not discounted: at the end, the return of the episode. */
    public double earned() {
        return earned;
    }
}
