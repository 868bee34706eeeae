package lab.samediff.models.control;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A policy over a few actions and a value function, two perceptrons with tanh that share nothing. Schulman et al. 2017,
 * arXiv:1707.06347, section 6.1, with a categorical policy in place of a normal one. Parameters: {@code actor},
 * {@code critic}.
 *
 * @param observation size of an observation
 * @param actions number of actions
 * @param width of each hidden layer
 * @param depth number of hidden layers
 */
public record ActorCritic(int observation, int actions, int width, int depth) {
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

    /** Shapes: observation [batch, observation] → logits [batch, actions], whose softmax is the policy. */
    public SDVariable policy(Scope s, SDVariable seen) {
        s.expect("policy", seen, -1, observation);
        return new Mlp(observation, width, depth, actions, Activation.TANH).apply(s.in("actor"), seen);
    }

    /** Shapes: observation [batch, observation] → the return that is expected [batch]. */
    public SDVariable value(Scope s, SDVariable seen) {
        s.expect("value", seen, -1, observation);
        SDVariable column = new Mlp(observation, width, depth, 1, Activation.TANH).apply(s.in("critic"), seen);
        return Arrange.squeeze(column, 1);
    }
}
