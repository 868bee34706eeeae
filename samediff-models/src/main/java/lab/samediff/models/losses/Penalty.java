package lab.samediff.models.losses;

import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/** What a loss adds for the size of parameters. */
public final class Penalty {
    private Penalty() {}

    /**
     * {@code loss} + weight/2 · Σ θ² over all parameters built so far that are to be moved, biases too. Its gradient is
     * that of the loss + weight · θ, which other libraries call weight decay of their optimisers; with Adam that is another
     * thing than {@link lab.samediff.models.train.Decay}. Loshchilov and Hutter 2019, arXiv:1711.05101, section 2.
     *
     * <p>Shapes: scalar → scalar.
     *
     * @param weight not negative; 0 adds nothing
     * @throws IllegalArgumentException if the weight is negative or not finite
     */
    public static SDVariable squares(Scope s, SDVariable loss, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("penalty weight must be finite and not negative, got " + weight);
        }
        SDVariable penalised = loss;
        if (weight == 0) return loss;
        for (SDVariable parameter : s.moved()) {
            SDVariable squares = Ops.sum(Ops.square(parameter), false);
            penalised = Ops.add(penalised, Ops.mul(squares, weight / 2));
        }
        return penalised;
    }
}
