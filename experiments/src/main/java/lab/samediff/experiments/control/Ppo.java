package lab.samediff.experiments.control;

import lab.samediff.models.control.ActorCritic;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.losses.ClippedPolicy;
import lab.samediff.models.losses.Regression;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Proximal policy optimisation. Schulman et al. 2017, arXiv:1707.06347, algorithm 1.
 *
 * @param model actor and critic
 * @param objective the loss
 * @param actors how many episodes are played side by side
 * @param horizon steps that each actor takes before the networks are updated
 * @param epochs how often these steps are gone over
 * @param minibatches in how many updates
 * @param details what the paper leaves open
 */
record Ppo(
        ActorCritic model,
        ClippedPolicy objective,
        int actors,
        int horizon,
        int epochs,
        int minibatches,
        Details details) {

    /**
     * What the paper leaves open.
     *
     * @param normalised whether advantages are given mean 0 and variance 1 in each minibatch
     * @param clippedValues whether the critic may move by no more than the clip either
     * @param annealedClip whether the clip shrinks to 0 in the course of the training
     */
    record Details(boolean normalised, boolean clippedValues, boolean annealedClip) {}

    Ppo {
        if (actors < 1 || horizon < 1 || epochs < 1 || minibatches < 1) {
            throw new IllegalArgumentException("actors, horizon, epochs and minibatches must be at least 1, got "
                    + actors + ", " + horizon + ", " + epochs + " and " + minibatches);
        }
        int rows = Math.multiplyExact(actors, horizon);
        if (rows % minibatches != 0 || rows / minibatches < 2) {
            throw new IllegalArgumentException("actors times horizon, " + rows + ", must be a multiple of minibatches, "
                    + minibatches + ", and each must have at least 2 steps");
        }
    }

    /** Steps between two updates. */
    int rows() {
        return actors * horizon;
    }

    /** Updates of the networks' parameters in {@code rounds} rounds of playing and learning. */
    int updates(int rounds) {
        return Math.multiplyExact(rounds, epochs * minibatches);
    }

    SDVariable loss(Scope s) {
        SDVariable seen = s.input("seen", -1, model.observation());
        SDVariable advantages = s.input("advantages", -1);
        SDVariable returns = s.input("returns", -1);
        SDVariable before = s.input("values", -1);
        SDVariable logits = model.policy(s, seen);
        SDVariable values = model.value(s, seen);
        SDVariable now = ClippedPolicy.logProbabilities(logits, s.ids("actions", model.actions(), -1));
        SDVariable surrogate = ClippedPolicy.surrogate(now, s.input("before", -1), advantages, s.input("margins", -1));
        SDVariable valueError = details.clippedValues
                ? objective.clippedValueError(values, before, returns)
                : Regression.meanSquared(values, returns);
        return objective.total(surrogate, valueError, logits);
    }
}
