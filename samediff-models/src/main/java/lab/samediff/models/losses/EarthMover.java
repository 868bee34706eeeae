package lab.samediff.models.losses;

import lab.samediff.models.graph.InputGradient;
import lab.samediff.models.graph.Ops;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The game of a generator and a critic whose scores estimate the earth mover's distance W₁ between the data and what is
 * generated: W₁ = max over 1-Lipschitz f of E f(real) − E f(fake). Arjovsky et al. 2017, arXiv:1701.07875, eq. 2;
 * Gulrajani et al. 2017, arXiv:1704.00028, eq. 3. Scores are real numbers, not logits; what keeps the critic Lipschitz is
 * not said here.
 */
public final class EarthMover {
    /** Under the root of a slope's norm, whose gradient at 0 would else be infinite. */
    private static final double EPSILON = 1e-12;

    private EarthMover() {}

    /**
     * The critic's estimate of W₁: mean score of the real minus mean score of the fake. Its negative is the critic's loss.
     *
     * <p>Shapes: scores of any shape, each → scalar.
     */
    public static SDVariable distance(SDVariable real, SDVariable fake) {
        return Ops.sub(Ops.mean(real, false), Ops.mean(fake, false));
    }

    /**
     * The generator's loss: minus the mean score of the fake.
     *
     * <p>Shapes: scores of any shape → scalar.
     */
    public static SDVariable generator(SDVariable fake) {
        return Ops.neg(Ops.mean(fake, false));
    }

    /**
     * ‖∇ₓ score‖₂ at each x, as forward ops, so that it can be a part of a loss.
     *
     * <p>Shapes: score [batch, 1], made of x [batch, n] row by row → [batch, 1].
     *
     * @throws UnsupportedOperationException if {@link InputGradient} has no rule for an op between x and the score
     */
    public static SDVariable slopes(SDVariable score, SDVariable x) {
        return Ops.norm2(InputGradient.of(score, x), 1, EPSILON);
    }

    /**
     * The gradient penalty: mean of (slope − 1)².
     *
     * <p>Shapes: slopes of any shape → scalar.
     */
    public static SDVariable penalty(SDVariable slopes) {
        return Ops.mean(Ops.square(Ops.sub(slopes, 1)), false);
    }
}
