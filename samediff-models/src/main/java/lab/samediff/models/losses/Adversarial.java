package lab.samediff.models.losses;

import lab.samediff.models.graph.Ops;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The game of a generator and a critic whose logit is positive for what it takes to be real. Goodfellow et al. 2014,
 * arXiv:1406.2661. Each player has its own loss, and so its own step.
 */
public final class Adversarial {
    private Adversarial() {}

    /**
     * The critic's loss: mean of -ln σ(real) plus mean of -ln(1 - σ(fake)); 2 ln 2 for a critic that cannot tell.
     *
     * <p>Shapes: logits of any shape, each → scalar.
     */
    public static SDVariable critic(SDVariable real, SDVariable fake) {
        SDVariable missed = Ops.mean(Ops.softplus(Ops.neg(real)), false);
        SDVariable believed = Ops.mean(Ops.softplus(fake), false);
        return Ops.add(missed, believed);
    }

    /**
     * The generator's loss: mean of -ln σ(fake), which, unlike ln(1 - σ(fake)), has a gradient where the critic is sure
     * (section 3 of the paper).
     *
     * <p>Shapes: logits of any shape → scalar.
     */
    public static SDVariable generator(SDVariable fake) {
        return Ops.mean(Ops.softplus(Ops.neg(fake)), false);
    }
}
