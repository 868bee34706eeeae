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
 * divergence goes with it. Beside each of them the perceptron may see its waves sin(2^k πz/2) and cos(2^k πz/2), k = 0, 1,
 * ..., without which it is slow to learn what changes over short distances: Tancik et al. 2020, arXiv:2006.10739.
 *
 * <p>It can learn another field in the place of the noise, such as the score.
 *
 * @param dim of the space
 * @param width of each hidden layer
 * @param depth number of hidden layers
 * @param activation after each hidden layer
 * @param octaves number of waves of each coordinate and of the time; 0 for none
 */
public record NoiseMlp(int dim, int width, int depth, Activation activation, int octaves) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1 or octaves not in 0..16
     */
    public NoiseMlp {
        Sizes.atLeast(1, "dim", dim);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "depth", depth);
        if (octaves < 0 || octaves > 16) throw new IllegalArgumentException("octaves must be in 0..16, got " + octaves);
    }

    /** Shapes: x [batch, dim], t [batch, 1] in [0, 1] → noise [batch, dim]. */
    public SDVariable noise(Scope s, SDVariable x, SDVariable t) {
        s.expect("noise", x, -1, dim);
        s.expect("noise", t, -1, 1);
        SDVariable joined = Arrange.concat(1, x, t);
        SDVariable features = octaves == 0 ? joined : withWaves(s, joined);
        return new Mlp((dim + 1) * (1 + 2 * octaves), width, depth, dim, activation).apply(s, features);
    }

    private SDVariable withWaves(Scope s, SDVariable joined) {
        int size = dim + 1;
        double[][] frequencies = new double[size][size * octaves];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < octaves; k++) frequencies[i][i * octaves + k] = Math.PI / 2 * (1 << k);
        }
        SDVariable angles = Ops.matmul(joined, s.constant(Nd4j.createFromArray(frequencies)));
        return Arrange.concat(1, joined, Ops.sin(angles), Ops.cos(angles));
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
