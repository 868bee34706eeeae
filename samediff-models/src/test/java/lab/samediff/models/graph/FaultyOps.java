package lab.samediff.models.graph;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** Ops that are wrong, or not on the list, on purpose: to see that checks fail. */
public final class FaultyOps {
    private FaultyOps() {}

    /** Towards zero, by way of integers, through which SameDiff finds no gradient at all. */
    public static SDVariable truncated(SDVariable x) {
        return Ops.made("truncated", x.castTo(DataType.INT32).castTo(x.dataType()), Ops.shape(x));
    }

    /** An op that stock can run and cannot differentiate. */
    public static SDVariable undifferentiable(SDVariable x) {
        return Ops.made("cholesky", x.getSameDiff().linalg().cholesky(x), Ops.shape(x));
    }

    /** An op that is not on the list, and so has no rule in a plan. */
    public static SDVariable arcTangent(SDVariable x) {
        return Ops.made("atan", x.getSameDiff().math().atan(x), Ops.shape(x));
    }

    /** The same value with the gradient multiplied by {@code factor}. */
    public static SDVariable scaledGradient(SDVariable x, double factor) {
        return Ops.add(Ops.mul(x, factor), Ops.mul(Ops.stopGradient(x), 1 - factor));
    }
}
