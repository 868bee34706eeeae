package lab.samediff.models.losses;

import lab.samediff.models.graph.Ops;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * How far a distribution that a network names is from the data or from a prior: the two terms of a variational bound,
 * in nats, each a sum over the last axis and, where not said otherwise, the mean over the batch.
 */
public final class Divergence {
    private Divergence() {}

    /**
     * The Kullback-Leibler divergence of N(mean, e^logVariance), whose entries are independent, from the standard
     * normal distribution, ½ Σ (e^logVariance + mean² - 1 - logVariance). Kingma and Welling 2014, arXiv:1312.6114,
     * appendix B. 0 only for mean 0 and logVariance 0.
     *
     * <p>Shapes: both [batch, width] → scalar.
     *
     * @throws IllegalArgumentException if the shapes differ or are not of rank 2
     */
    public static SDVariable toStandardNormal(SDVariable mean, SDVariable logVariance) {
        SameShape.require("divergence to the standard normal", mean, logVariance, 2);
        SDVariable moments = Ops.add(Ops.exp(logVariance), Ops.square(mean));
        SDVariable terms = Ops.sub(moments, Ops.add(logVariance, 1));
        return Ops.mul(Ops.mean(Ops.sum(terms, false, -1), false), 0.5);
    }

    /**
     * The negative log-likelihood of data in [0, 1] under independent Bernoulli variables with probabilities
     * sigmoid(logits): -Σ (x ln p + (1-x) ln(1-p)) = Σ (softplus(logit) - x · logit), finite for logits of any size.
     * For data of 0 and 1 alone it is the divergence of the data from the variables. Kingma and Welling 2014,
     * arXiv:1312.6114, eq. 11.
     *
     * <p>Shapes: both [batch, width] → scalar.
     *
     * @throws IllegalArgumentException if the shapes differ or are not of rank 2
     */
    public static SDVariable ofBernoulliLogits(SDVariable logits, SDVariable data) {
        return Ops.mean(ofBernoulliLogitsEach(logits, data), false);
    }

    /** {@link #ofBernoulliLogits} of each example alone. Shapes: both [batch, width] → [batch]. */
    public static SDVariable ofBernoulliLogitsEach(SDVariable logits, SDVariable data) {
        SameShape.require("Bernoulli likelihood", logits, data, 2);
        return Ops.sum(Ops.sub(Ops.softplus(logits), Ops.mul(data, logits)), false, -1);
    }
}
