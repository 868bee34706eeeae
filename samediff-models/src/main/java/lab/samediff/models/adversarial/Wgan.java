package lab.samediff.models.adversarial;

import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.losses.EarthMover;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A Wasserstein GAN of two perceptrons. Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1; with {@link
 * Lipschitz.Penalty}, Gulrajani et al. 2017, arXiv:1704.00028, algorithm 1. Parameters: {@code generator/...} and
 * {@code critic/...}.
 *
 * <p>Two steps over one {@code Params} train it, several of the critic's to one of the generator's; the fake points that
 * the critic sees are fed in, which detaches them:
 *
 * <pre>{@code
 * Step critic = Step.of(params, "critic", rule, s -> gan.criticLoss(s, real(s), fake(s), s.input("mix", -1, 1)));
 * Step generator = Step.of(params, "generator", rule, s -> gan.generatorLoss(s, s.input("z", -1, gan.latent())));
 * }</pre>
 *
 * <p>After each step of the critic comes {@code gan.lipschitz().project(params.under("critic"))}.
 *
 * @param generator from noise to points
 * @param output what is applied to each entry of a generated point; {@code IDENTITY} for the plane, {@code SIGMOID} for
 *     pictures in [0, 1]
 * @param critic from points to one score; its activation needs a rule in {@code InputGradient} where slopes are asked for
 * @param lipschitz what keeps the critic from being steep
 */
public record Wgan(Mlp generator, Activation output, Mlp critic, Lipschitz lipschitz) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the critic does not take what the generator makes, or gives more than one score
     */
    public Wgan {
        if (critic.in() != generator.out()) {
            throw new IllegalArgumentException(
                    "critic.in is " + critic.in() + " but generator.out is " + generator.out() + "; make them equal");
        }
        if (critic.out() != 1) throw new IllegalArgumentException("critic.out must be 1, got " + critic.out());
    }

    /** Size of the noise that a point is made of. */
    public int latent() {
        return generator.in();
    }

    /** Size of a point. */
    public int size() {
        return generator.out();
    }

    /** What the generator makes; s is its place. Shapes: z [batch, latent] → [batch, size]. */
    public SDVariable sample(Scope s, SDVariable z) {
        return output.apply(generator.apply(s, z));
    }

    /**
     * The loss of the step that moves {@code critic}; see {@link Lipschitz#loss}. Shapes: real, fake [batch, size], mix
     * [batch, 1] in [0, 1] → scalar.
     */
    public SDVariable criticLoss(Scope s, SDVariable real, SDVariable fake, SDVariable mix) {
        return lipschitz.loss(s, critic, real, fake, mix);
    }

    /** The loss of the step that moves {@code generator}. Shapes: z [batch, latent] → scalar. */
    public SDVariable generatorLoss(Scope s, SDVariable z) {
        SDVariable fake = sample(s.in("generator"), z);
        return EarthMover.generator(critic.apply(s.in("critic"), fake));
    }
}
