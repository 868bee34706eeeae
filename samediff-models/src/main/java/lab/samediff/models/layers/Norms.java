package lab.samediff.models.layers;

import java.util.Arrays;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/** Normalisations. SameDiff's own layer norm has no epsilon and its batch norm no gradient: these are primitives. */
public final class Norms {
    /** The usual epsilon of a layer norm. */
    public static final double EPSILON = 1e-5;

    private Norms() {}

    /**
     * Layer norm y = g (x - μ) / √(σ² + ε) + b over the last axis, with its mean μ and (population) variance σ²;
     * {@code gain} g [width] begins at 1, {@code bias} b [width] at 0. Ba et al. 2016, arXiv:1607.06450, eq. 4.
     *
     * <p>Shapes: x [..., width] of rank 2 to 4 → the same.
     *
     * @param epsilon ε, positive; {@link #EPSILON} unless there is a reason
     * @throws lab.samediff.models.graph.ShapeException if x is not [..., width]
     */
    public static SDVariable layerNorm(Scope s, SDVariable x, int width, double epsilon) {
        if (!(epsilon > 0)) throw new IllegalArgumentException("epsilon must be positive, got " + epsilon);
        int rank = Math.min(4, Math.max(2, Scope.shape(x).length));
        long[] wanted = new long[rank];
        Arrays.fill(wanted, -1);
        wanted[rank - 1] = width;
        s.expect("layer norm", x, wanted);
        SDVariable centred = Ops.sub(x, Ops.mean(x, true, -1));
        SDVariable variance = Ops.mean(Ops.square(centred), true, -1);
        SDVariable deviation = Ops.sqrt(Ops.add(variance, epsilon));
        SDVariable normal = Ops.div(centred, deviation);
        SDVariable scaled = Ops.mul(normal, s.param("gain", Init.ones(width)));
        return Ops.add(scaled, s.param("bias", Init.zeros(width)));
    }
}
