package lab.samediff.models.losses;

import lab.samediff.models.graph.Ops;
import org.nd4j.autodiff.samediff.SDVariable;

/** Losses between real-valued predictions and targets. */
public final class Regression {
    private Regression() {}

    /**
     * The mean of (prediction - target)² over all entries.
     *
     * <p>Shapes: both the same, any rank → scalar.
     *
     * @throws IllegalArgumentException if the shapes differ
     */
    public static SDVariable meanSquared(SDVariable prediction, SDVariable target) {
        SameShape.require("mean squared error", prediction, target);
        return Ops.mean(Ops.square(Ops.sub(prediction, target)), false);
    }
}
