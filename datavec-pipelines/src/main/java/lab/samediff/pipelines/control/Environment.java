package lab.samediff.pipelines.control;

import java.util.random.RandomGenerator;

/**
 * A Markov decision process with a finite number of actions, as pure functions of its state: what an agent may be put
 * into. {@link Episode} plays one.
 */
public sealed interface Environment permits CartPole {
    /** Size of an observation. */
    int observations();

    /** Number of actions; they are 0 to actions - 1. */
    int actions();

    /** Steps after which an episode is cut off, which says nothing about the state that it is in. */
    int limit();

    /** A state in which an episode begins. */
    double[] start(RandomGenerator random);

    /**
     * The state that follows; the one given stays as it is.
     *
     * @throws IllegalArgumentException if there is no such action or the state is not of this environment
     */
    double[] next(double[] state, int action);

    /** Whether nothing follows this state. */
    boolean terminal(double[] state);

    /** What the action in this state earns. */
    double reward(double[] state, int action);

    /** What an agent sees of a state. */
    float[] observe(double[] state);
}
