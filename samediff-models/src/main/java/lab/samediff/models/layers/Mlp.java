package lab.samediff.models.layers;

import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A multi-layer perceptron: {@code depth} times linear and activation, then linear. Parameters: {@code hidden0/weight},
 * {@code hidden0/bias}, ..., {@code out/weight}, {@code out/bias}.
 *
 * @param in size of the last axis of the input
 * @param width of each hidden layer
 * @param depth number of hidden layers; 0 is one linear map
 * @param out size of the last axis of the output
 * @param activation after each hidden layer
 */
public record Mlp(int in, int width, int depth, int out, Activation activation) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if in, width or out is below 1 or depth below 0
     */
    public Mlp {
        Sizes.atLeast(1, "in", in);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(0, "depth", depth);
        Sizes.atLeast(1, "out", out);
    }

    /** Shapes: x [..., in] of rank 2 to 4 → [..., out]; rank 2 needs no reshaping. */
    public SDVariable apply(Scope s, SDVariable x) {
        SDVariable hidden = x;
        int size = in;
        for (int i = 0; i < depth; i++) {
            SDVariable sums = Linear.linear(s.in("hidden" + i), hidden, size, width);
            hidden = activation.apply(sums);
            size = width;
        }
        return Linear.linear(s.in("out"), hidden, size, out);
    }
}
