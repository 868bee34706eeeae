package lab.samediff.models.losses;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/** Cross-entropy of a categorical distribution given by logits, in nats. Never feed probabilities. */
public final class CrossEntropy {
    // No batch holds more tokens; the upper bound of the clip is there because a clip needs one.
    private static final double MANY = 1e30;

    private CrossEntropy() {}

    /**
     * The mean over the batch of -Σ labels · ln softmax(logits), finite for logits of any size.
     *
     * <p>Logits are what comes out of the last linear map. A softmax applied before this loss is applied twice: training
     * still works somewhat, with a floor on the loss, and nothing complains.
     *
     * <p>Shapes: logits [batch, classes], labels [batch, classes] whose rows are one-hot or sum to 1 → scalar.
     */
    public static SDVariable ofLogits(SDVariable logits, SDVariable labels) {
        SameShape.require("cross-entropy", logits, labels, 2);
        SDVariable terms = Ops.mul(labels, Ops.logSoftmax(logits, -1));
        return Ops.mul(Ops.mean(terms, false), -classes(logits));
    }

    /**
     * {@link #ofLogits} with labels (1 - smoothing) labels + smoothing / classes. Szegedy et al. 2016,
     * arXiv:1512.00567, section 7.
     *
     * @param smoothing in [0, 1)
     * @throws IllegalArgumentException if smoothing is outside of [0, 1)
     */
    public static SDVariable ofLogits(SDVariable logits, SDVariable labels, double smoothing) {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing must be in [0, 1), got " + smoothing);
        }
        SDVariable smooth = Ops.add(Ops.mul(labels, 1 - smoothing), smoothing / classes(logits));
        return ofLogits(logits, smooth);
    }

    /**
     * The mean over all tokens of -ln softmax(logits)[id]; e to its power is the perplexity, and over ln 2 it is bits for
     * each token.
     *
     * <p>Shapes: logits [batch, time, vocabulary], ids [batch, time] made by {@link Scope#ids} with the limit
     * {@code vocabulary} → scalar.
     */
    public static SDVariable ofTokens(SDVariable logits, SDVariable ids) {
        return Ops.neg(Ops.mean(logLikelihoods(logits, ids), false));
    }

    /**
     * The mean over the tokens that are present of -ln softmax(logits)[id]; 0 if none is.
     *
     * <p>Shapes: logits [batch, time, vocabulary], ids [batch, time], present [batch, time] of 1 (counts) and 0 (does
     * not) → scalar.
     */
    public static SDVariable ofTokens(SDVariable logits, SDVariable ids, SDVariable present) {
        SameShape.require("cross-entropy", ids, present);
        SDVariable counting = Ops.mul(logLikelihoods(logits, ids), Arrange.reshape(present, -1));
        SDVariable count = Ops.clip(Ops.sum(present, false), 1, MANY);
        return Ops.neg(Ops.div(Ops.sum(counting, false), count));
    }

    /** ln softmax(logits)[id] of all tokens in a row. */
    private static SDVariable logLikelihoods(SDVariable logits, SDVariable ids) {
        SameShape.requireTokens(logits, ids);
        int vocabulary = Math.toIntExact(Math.round(classes(logits)));
        SDVariable rows = Arrange.reshape(logits, -1, vocabulary);
        SDVariable chosen = Arrange.oneHot(Arrange.reshape(ids, -1), vocabulary, rows);
        return Ops.sum(Ops.mul(chosen, Ops.logSoftmax(rows, -1)), false, -1);
    }

    private static double classes(SDVariable logits) {
        long[] shape = Scope.shape(logits);
        long classes = shape[shape.length - 1];
        if (classes < 1) throw new IllegalArgumentException("the number of classes of logits must be known");
        return classes;
    }
}
