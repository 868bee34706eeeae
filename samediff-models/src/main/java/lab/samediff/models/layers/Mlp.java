package lab.samediff.models.layers;

import lab.samediff.models.graph.Init;
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
    /** Keeps the variance of rectified sums; common for tanh too. */
    private static final double HIDDEN_GAIN = Math.sqrt(2);

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
        return apply(s, x, (place, hidden, from, to, gain) -> Linear.linear(place, hidden, from, to), 1);
    }

    /**
     * The same with weights that begin orthogonal, with gain √2 in the hidden layers and {@code gain} in the last one,
     * and biases that begin at zero.
     */
    public SDVariable orthogonal(Scope s, SDVariable x, double gain) {
        return apply(
                s,
                x,
                (place, hidden, from, to, factor) ->
                        Linear.linear(place, hidden, Init.orthogonal(factor, from, to), Init.zeros(to), from, to),
                gain);
    }

    /** An affine map whose weights begin with a gain. */
    private interface Layer {
        SDVariable apply(Scope s, SDVariable x, int in, int out, double gain);
    }

    private SDVariable apply(Scope s, SDVariable x, Layer layer, double gain) {
        SDVariable hidden = x;
        int size = in;
        for (int i = 0; i < depth; i++) {
            hidden = activation.apply(layer.apply(s.in("hidden" + i), hidden, size, width, HIDDEN_GAIN));
            size = width;
        }
        return layer.apply(s.in("out"), hidden, size, out, gain);
    }
}
