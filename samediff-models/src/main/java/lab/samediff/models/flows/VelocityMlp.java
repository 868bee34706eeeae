package lab.samediff.models.flows;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A velocity field v(x, t) as a perceptron of the point and the time, joined. With dim 2, width 64, depth 3 and SELU it
 * is the network of the torchcfm examples, 3 → 64 → 64 → 64 → 2. Tong et al. 2024, arXiv:2302.00482.
 *
 * @param dim of the space
 * @param width of each hidden layer
 * @param depth number of hidden layers
 * @param activation after each hidden layer
 */
public record VelocityMlp(int dim, int width, int depth, Activation activation) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1
     */
    public VelocityMlp {
        Sizes.atLeast(1, "dim", dim);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "depth", depth);
    }

    /** Shapes: x [batch, dim], t [batch, 1] in [0, 1] → velocity [batch, dim]. */
    public SDVariable velocity(Scope s, SDVariable x, SDVariable t) {
        s.expect("velocity", x, -1, dim);
        s.expect("velocity", t, -1, 1);
        SDVariable joined = Arrange.concat(1, x, t);
        return new Mlp(dim + 1, width, depth, dim, activation).apply(s, joined);
    }
}
