package lab.samediff.models.control;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A policy over a few actions and a value function, two perceptrons that share nothing. Schulman et al. 2017,
 * arXiv:1707.06347, section 6.1, with a categorical policy in place of a normal one. Parameters: {@code actor},
 * {@code critic}.
 *
 * <p>Weights that begin orthogonal do so with gain √2 in the hidden layers, 1 in the last one of the critic and 0.01 in
 * the last one of the actor, so that the first policy hardly prefers any action. Huang et al. 2022, The 37 Implementation
 * Details of Proximal Policy Optimization, detail 2.
 *
 * @param observation size of an observation
 * @param actions number of actions
 * @param width of each hidden layer
 * @param depth number of hidden layers
 * @param activation after each hidden layer
 * @param orthogonal whether weights begin orthogonal and biases at zero, or both uniform on ±1/√in
 */
public record ActorCritic(
        int observation, int actions, int width, int depth, Activation activation, boolean orthogonal) {
    private static final double ACTOR_GAIN = 0.01;
    private static final double CRITIC_GAIN = 1;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if there is only one action or another size is below 1
     */
    public ActorCritic {
        Sizes.atLeast(1, "observation", observation);
        Sizes.atLeast(2, "actions", actions);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "depth", depth);
    }

    /** With tanh and weights that begin orthogonal. */
    public ActorCritic(int observation, int actions, int width, int depth) {
        this(observation, actions, width, depth, Activation.TANH, true);
    }

    /** Shapes: observation [batch, observation] → logits [batch, actions], whose softmax is the policy. */
    public SDVariable policy(Scope s, SDVariable seen) {
        s.expect("policy", seen, -1, observation);
        return net(s.in("actor"), seen, actions, ACTOR_GAIN);
    }

    /** Shapes: observation [batch, observation] → the return that is expected [batch]. */
    public SDVariable value(Scope s, SDVariable seen) {
        s.expect("value", seen, -1, observation);
        return Arrange.squeeze(net(s.in("critic"), seen, 1, CRITIC_GAIN), 1);
    }

    private SDVariable net(Scope s, SDVariable seen, int out, double gain) {
        Mlp net = new Mlp(observation, width, depth, out, activation);
        return orthogonal ? net.orthogonal(s, seen, gain) : net.apply(s, seen);
    }
}
