package lab.samediff.models.diffusion;

import java.util.ArrayList;
import java.util.List;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.InputGradient;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The noise ε̂(x, t) in a point of a diffusion at time t, as a perceptron of the point and the time, joined; an exact
 * divergence goes with it.
 *
 * @param dim of the space
 * @param width of each hidden layer
 * @param depth number of hidden layers
 * @param activation after each hidden layer
 */
public record NoiseMlp(int dim, int width, int depth, Activation activation) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1
     */
    public NoiseMlp {
        Sizes.atLeast(1, "dim", dim);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "depth", depth);
    }

    /** Shapes: x [batch, dim], t [batch, 1] in [0, 1] → noise [batch, dim]. */
    public SDVariable noise(Scope s, SDVariable x, SDVariable t) {
        s.expect("noise", x, -1, dim);
        s.expect("noise", t, -1, 1);
        SDVariable joined = Arrange.concat(1, x, t);
        return new Mlp(dim + 1, width, depth, dim, activation).apply(s, joined);
    }

    /**
     * Σ_i ∂ε̂_i/∂x_i by one gradient for each dimension, exact up to rounding. Shapes: {@code noise} [batch, dim], as
     * {@link #noise} made it of x [batch, dim] → [batch, 1].
     *
     * @throws UnsupportedOperationException if the activation is not one that {@link InputGradient} knows
     */
    public SDVariable divergence(Scope s, SDVariable noise, SDVariable x) {
        List<SDVariable> slopes = new ArrayList<>();
        for (int i = 0; i < dim; i++) {
            double[][] unit = new double[dim][1];
            unit[i][0] = 1;
            SDVariable component = Ops.matmul(noise, s.constant(Nd4j.createFromArray(unit)));
            slopes.add(Arrange.slice(InputGradient.of(component, x), 1, i, 1));
        }
        return slopes.stream().reduce(Ops::add).orElseThrow();
    }
}
