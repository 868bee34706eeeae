package lab.samediff.models.latent;

import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Sizes;
import lab.samediff.models.losses.Divergence;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Variational auto-encoder with one hidden layer of ReLU on both sides, a normal posterior with independent entries, a
 * standard normal prior and a Bernoulli decoder. Kingma and Welling 2014, arXiv:1312.6114, section 3 and appendix C (tanh
 * there). Parameters: {@code encoder/hidden}, {@code encoder/mean}, {@code encoder/logVariance}, {@code decoder}.
 *
 * @param width size of an example, whose entries are in [0, 1]
 * @param hidden size of the hidden layers
 * @param latent size of the latent variable
 */
public record Vae(int width, int hidden, int latent) {
    /**
     * The posterior N(mean, e^logVariance) of the latent variable.
     *
     * @param mean [batch, latent]
     * @param logVariance natural logarithm of the variance of each entry: [batch, latent]
     */
    public record Posterior(SDVariable mean, SDVariable logVariance) {
        /** A draw, mean + e^(logVariance/2) ⊙ noise (eq. 10), for noise from N(0, 1) [batch, latent] → the same. */
        public SDVariable sample(SDVariable noise) {
            return Ops.add(mean, Ops.mul(Ops.exp(Ops.mul(logVariance, 0.5)), noise));
        }
    }

    /**
     * The two terms of the bound, in nats for each example, averaged over the batch.
     *
     * @param reconstruction negative log-likelihood of the data given the drawn latent variable: scalar
     * @param divergence of the posterior from the prior: scalar
     */
    public record Bound(SDVariable reconstruction, SDVariable divergence) {
        /** The loss, their sum: on average over the noise at least -ln p(x). */
        public SDVariable loss() {
            return Ops.add(reconstruction, divergence);
        }
    }

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1
     */
    public Vae {
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "hidden", hidden);
        Sizes.atLeast(1, "latent", latent);
    }

    /** Shapes: x [batch, width] → a posterior over [batch, latent]. */
    public Posterior encode(Scope s, SDVariable x) {
        s.expect("encoder", x, -1, width);
        Scope encoder = s.in("encoder");
        SDVariable seen = Ops.relu(Linear.linear(encoder.in("hidden"), x, width, hidden));
        return new Posterior(
                Linear.linear(encoder.in("mean"), seen, hidden, latent),
                Linear.linear(encoder.in("logVariance"), seen, hidden, latent));
    }

    /** Shapes: z [batch, latent] → logits [batch, width], whose sigmoid is the mean of each entry. */
    public SDVariable decode(Scope s, SDVariable z) {
        s.expect("decoder", z, -1, latent);
        return new Mlp(latent, hidden, 1, width, Activation.RELU).apply(s.in("decoder"), z);
    }

    /**
     * The terms of the evidence lower bound with one draw for each example (eq. 7 with the reconstruction estimated).
     *
     * <p>Shapes: x [batch, width] with entries in [0, 1], noise [batch, latent] from N(0, 1) → two scalars.
     */
    public Bound bound(Scope s, SDVariable x, SDVariable noise) {
        s.expect("noise", noise, -1, latent);
        Posterior posterior = encode(s, x);
        SDVariable logits = decode(s, posterior.sample(noise));
        return new Bound(
                Divergence.ofBernoulliLogits(logits, x),
                Divergence.toStandardNormal(posterior.mean(), posterior.logVariance()));
    }

    /**
     * ln w = ln p(x|z) + ln p(z) - ln q(z|x) at the drawn z, in nats: the mean of w over the noise is p(x), that of ln w
     * is the bound, and the logarithm of the mean of several w lies between. Burda et al. 2016, arXiv:1509.00519, eq. 8.
     *
     * <p>Shapes: x [batch, width] with entries in [0, 1], noise [batch, latent] from N(0, 1) → [batch].
     */
    public SDVariable logWeight(Scope s, SDVariable x, SDVariable noise) {
        s.expect("noise", noise, -1, latent);
        Posterior posterior = encode(s, x);
        SDVariable z = posterior.sample(noise);
        SDVariable logits = decode(s, z);
        // Twice ln p(z) - ln q(z|x), whose other terms cancel.
        SDVariable ratios = Ops.add(Ops.sub(Ops.square(noise), Ops.square(z)), posterior.logVariance());
        SDVariable prior = Ops.mul(Ops.sum(ratios, false, -1), 0.5);
        return Ops.sub(prior, Divergence.ofBernoulliLogitsEach(logits, x));
    }
}
