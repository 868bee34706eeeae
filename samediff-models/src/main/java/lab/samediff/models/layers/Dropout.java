package lab.samediff.models.layers;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/** Random silencing of entries while training. */
public final class Dropout {
    private Dropout() {}

    /**
     * While training, each entry becomes 0 with probability {@code rate}, on its own, and is divided by 1 - rate
     * otherwise, which keeps its mean; the identity in evaluation and for rate 0. Srivastava et al. 2014, JMLR 15, with
     * the scaling moved from evaluation to training. The draws follow from one number of
     * ND4J's seeded generator, a new one in each run of the graph.
     *
     * <p>Shapes: x of any shape → the same.
     *
     * @param rate in [0, 1)
     * @throws IllegalArgumentException if the rate is outside of [0, 1)
     */
    public static SDVariable dropout(Scope s, SDVariable x, double rate) {
        Sizes.rate("dropout", rate);
        if (rate == 0 || !s.training()) return x;
        SDVariable kept = Ops.positive(Ops.sub(Arrange.uniformLike(x), rate)); // 1 with probability 1 - rate
        return Ops.mul(x, Ops.mul(kept, 1 / (1 - rate)));
    }
}
