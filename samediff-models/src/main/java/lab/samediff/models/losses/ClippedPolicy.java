package lab.samediff.models.losses;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Proximal policy optimisation for a categorical policy: with the ratio r = π(a|s) / π_old(a|s) and the advantage A, the
 * mean over the batch of -min(rA, clip(r, 1-ε, 1+ε) A) + c₁ (V - R)² - c₂ entropy. Schulman et al. 2017,
 * arXiv:1707.06347, eqs. 7 and 9, whose objective this is negated. Entropies and logarithms are natural.
 *
 * @param clip ε, in (0, 1)
 * @param valueWeight c₁, not negative; for a half of the squared error halve it
 * @param entropyWeight c₂, not negative
 */
public record ClippedPolicy(double clip, double valueWeight, double entropyWeight) {
    /**
     * What the old policy did and what came of it, each [batch].
     *
     * @param actions ids made by {@link Scope#ids} with the number of actions as their limit
     * @param logProbabilities ln π_old of these actions, as {@link ClippedPolicy#logProbabilities} gave them then
     * @param advantages A, as they are to be used: normalise them before
     * @param returns R, which the value function is to predict
     */
    public record Experience(
            SDVariable actions, SDVariable logProbabilities, SDVariable advantages, SDVariable returns) {}

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if clip is outside of (0, 1) or a weight is negative or not finite
     */
    public ClippedPolicy {
        if (!(clip > 0 && clip < 1)) throw new IllegalArgumentException("clip must be in (0, 1), got " + clip);
        requireWeight("valueWeight", valueWeight);
        requireWeight("entropyWeight", entropyWeight);
    }

    private static void requireWeight(String name, double weight) {
        if (!(weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(name + " must be finite and not negative, got " + weight);
        }
    }

    /**
     * The loss of a policy and a value function on what the old policy did.
     *
     * <p>Shapes: logits [batch, actions], values [batch] → scalar.
     *
     * @throws IllegalArgumentException if the shapes do not agree
     */
    public SDVariable loss(SDVariable logits, SDVariable values, Experience old) {
        SameShape.require("value loss", values, old.returns(), 1);
        SDVariable now = logProbabilities(logits, old.actions());
        SDVariable surrogate = surrogate(now, old.logProbabilities(), old.advantages());
        return total(surrogate, Regression.meanSquared(values, old.returns()), logits);
    }

    /**
     * The loss put together from its parts: c₁ valueError - mean surrogate - c₂ mean entropy.
     *
     * <p>Shapes: surrogate [batch], valueError scalar, logits [batch, actions] → scalar.
     */
    public SDVariable total(SDVariable surrogate, SDVariable valueError, SDVariable logits) {
        SDVariable entropy = Ops.mean(entropies(logits), false);
        SDVariable bonus = Ops.add(Ops.mean(surrogate, false), Ops.mul(entropy, entropyWeight));
        return Ops.sub(Ops.mul(valueError, valueWeight), bonus);
    }

    /**
     * min(rA, clip(r, 1-ε, 1+ε) A) of each example, with r = e^(now - old): eq. 7. Where both are equal, as in the first
     * step after the experience was gathered, the gradient is that of rA.
     *
     * <p>Shapes: all [batch] → [batch].
     *
     * @throws IllegalArgumentException if the shapes do not agree
     */
    public SDVariable surrogate(SDVariable now, SDVariable old, SDVariable advantages) {
        SameShape.require("clipped surrogate", now, old, 1);
        SameShape.require("clipped surrogate", now, advantages, 1);
        SDVariable ratio = Ops.exp(Ops.sub(now, old));
        SDVariable clipped = Ops.mul(Ops.clip(ratio, 1 - clip, 1 + clip), advantages);
        return least(Ops.mul(ratio, advantages), clipped);
    }

    /**
     * The same with {@code margins} in place of ε, which may then change from step to step and may be 0. The lesser of
     * rA and clip(r, 1-ε, 1+ε) A is that of rA and A + ε|A|.
     *
     * <p>Shapes: all [batch] → [batch].
     *
     * @throws IllegalArgumentException if the shapes do not agree
     */
    public static SDVariable surrogate(SDVariable now, SDVariable old, SDVariable advantages, SDVariable margins) {
        SameShape.require("clipped surrogate", now, old, 1);
        SameShape.require("clipped surrogate", now, advantages, 1);
        SameShape.require("clipped surrogate", now, margins, 1);
        SDVariable limit = Ops.add(advantages, Ops.mul(margins, Ops.abs(advantages)));
        return least(Ops.mul(Ops.exp(Ops.sub(now, old)), advantages), limit);
    }

    /**
     * The mean of max((V - R)², (V_old + clip(V - V_old, -ε, ε) - R)²): a value that went further than ε towards R than
     * the old one is not pulled on. Not in the paper but in its authors' code; Huang et al. 2022, The 37 Implementation
     * Details of Proximal Policy Optimization, detail 9.
     *
     * <p>Shapes: all [batch] → scalar.
     *
     * @throws IllegalArgumentException if the shapes do not agree
     */
    public SDVariable clippedValueError(SDVariable values, SDVariable old, SDVariable returns) {
        SameShape.require("clipped value loss", values, old, 1);
        SameShape.require("clipped value loss", values, returns, 1);
        SDVariable near = Ops.add(old, Ops.clip(Ops.sub(values, old), -clip, clip));
        SDVariable free = Ops.neg(Ops.square(Ops.sub(values, returns)));
        SDVariable clipped = Ops.neg(Ops.square(Ops.sub(near, returns)));
        return Ops.neg(Ops.mean(least(free, clipped), false));
    }

    /** The lesser; where both are equal the gradient is that of {@code free}. */
    private static SDVariable least(SDVariable free, SDVariable clipped) {
        // No minimum: where its arguments are equal, stock hands the gradient to both of them, twice the right one.
        return Arrange.where(Ops.sub(free, clipped), clipped, free);
    }

    /**
     * ln π(a|s) for π = softmax(logits). Shapes: logits [batch, actions], ids [batch] made by {@link Scope#ids} with a
     * limit of at most {@code actions} → [batch].
     */
    public static SDVariable logProbabilities(SDVariable logits, SDVariable ids) {
        int actions = Math.toIntExact(Scope.shape(logits)[1]);
        SDVariable chosen = Arrange.oneHot(ids, actions, logits);
        SameShape.require("log-probability of actions", chosen, logits, 2);
        return Ops.sum(Ops.mul(chosen, Ops.logSoftmax(logits, -1)), false, -1);
    }

    /** -Σ π ln π for π = softmax(logits), in nats. Shapes: logits [batch, actions] → [batch]. */
    public static SDVariable entropies(SDVariable logits) {
        SDVariable logs = Ops.logSoftmax(logits, -1);
        return Ops.neg(Ops.sum(Ops.mul(Ops.exp(logs), logs), false, -1));
    }
}
