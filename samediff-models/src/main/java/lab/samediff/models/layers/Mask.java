package lab.samediff.models.layers;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which tokens may see which: a number added to each attention score, 0 where seeing is allowed and -10⁹ or less where
 * it is not. Built once per model and used by all its blocks.
 *
 * <p>The numbers are finite, so a token that may see nothing gets no NaN but the plain average of what is least
 * forbidden: of the padding it could see, never of its future, which is forbidden twice as hard. Such an output is
 * meaningless; the loss must leave it out.
 */
public final class Mask {
    private static final double HIDDEN = -1e9;
    private static final Mask NONE = new Mask(null);

    private final @Nullable SDVariable bias;

    private Mask(@Nullable SDVariable bias) {
        this.bias = bias;
    }

    /** All tokens see all tokens. */
    public static Mask none() {
        return NONE;
    }

    /** A token sees itself and earlier ones. */
    public static Mask causal(Scope s, int time) {
        Sizes.atLeast(1, "time", time);
        double[][] bias = new double[time][time];
        for (int query = 0; query < time; query++) {
            for (int key = query + 1; key < time; key++) bias[query][key] = 2 * HIDDEN;
        }
        return new Mask(s.constant(Nd4j.createFromArray(bias)));
    }

    /** No token sees padding: present [batch, time] is 1 for each key token that is real and 0 for padding. */
    public static Mask padding(Scope s, SDVariable present) {
        s.expect("padding mask", present, -1, -1);
        SDVariable bias = Ops.mul(Ops.sub(1, present), HIDDEN);
        return new Mask(Arrange.expandDims(Arrange.expandDims(bias, 1), 1)); // [batch, 1, 1, time]
    }

    /** What either mask hides is hidden. */
    public Mask and(Mask other) {
        if (bias == null) return other;
        return other.bias == null ? this : new Mask(Ops.add(bias, other.bias));
    }

    /** Shapes: scores [batch, heads, query, key] → the same. */
    SDVariable hide(SDVariable scores) {
        return bias == null ? scores : Ops.add(scores, bias);
    }
}
