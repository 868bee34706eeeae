package lab.samediff.models.flows;

import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Coupling;
import lab.samediff.models.layers.Sizes;
import lab.samediff.models.layers.Transformed;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A normalising flow of affine couplings, which by turns keep the even and the odd coordinates, onto the standard
 * normal distribution; its likelihood is exact and a sample is the inverse of noise. Dinh et al. 2017,
 * arXiv:1605.08803, section 3, without the multi-scale architecture. Parameters: {@code coupling0} and so on.
 *
 * @param width number of coordinates, at least 2
 * @param hidden size of the two hidden layers of each coupling
 * @param layers number of couplings; from 2 on every coordinate is moved
 */
public record RealNvp(int width, int hidden, int layers) {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the width is below 2, or hidden or layers below 1
     */
    public RealNvp {
        Sizes.atLeast(2, "width", width);
        Sizes.atLeast(1, "hidden", hidden);
        Sizes.atLeast(1, "layers", layers);
    }

    /** Data to noise. Shapes: x [batch, width] → z [batch, width], ln |det ∂z/∂x| [batch]. */
    public Transformed forward(Scope s, SDVariable x) {
        Transformed first = coupling(0).forward(s.in("coupling0"), x);
        SDVariable value = first.value();
        SDVariable logDeterminant = first.logDeterminant();
        for (int i = 1; i < layers; i++) {
            Transformed next = coupling(i).forward(s.in("coupling" + i), value);
            value = next.value();
            logDeterminant = Ops.add(logDeterminant, next.logDeterminant());
        }
        return new Transformed(value, logDeterminant);
    }

    /** Noise to data: the x whose {@link #forward} is z. Shapes: z [batch, width] → x [batch, width]. */
    public SDVariable inverse(Scope s, SDVariable z) {
        SDVariable x = z;
        for (int i = layers - 1; i >= 0; i--) x = coupling(i).inverse(s.in("coupling" + i), x);
        return x;
    }

    /**
     * ln p(x) = ln N(z; 0, 1) + ln |det ∂z/∂x| in nats (eqs. 2 and 3). Shapes: x [batch, width] → [batch].
     */
    public SDVariable logLikelihood(Scope s, SDVariable x) {
        Transformed z = forward(s, x);
        SDVariable squares = Ops.sum(Ops.square(z.value()), false, -1);
        SDVariable logNormal = Ops.sub(Ops.mul(squares, -0.5), width * HALF_LOG_TWO_PI);
        return Ops.add(logNormal, z.logDeterminant());
    }

    /** The loss: the mean over the batch of -{@link #logLikelihood}, in nats. Shapes: x [batch, width] → scalar. */
    public SDVariable negativeLogLikelihood(Scope s, SDVariable x) {
        return Ops.neg(Ops.mean(logLikelihood(s, x), false));
    }

    private Coupling coupling(int i) {
        return new Coupling(width, hidden, i % 2 == 0 ? Coupling.Keeps.EVEN : Coupling.Keeps.ODD);
    }
}
