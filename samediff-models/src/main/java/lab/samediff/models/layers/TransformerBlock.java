package lab.samediff.models.layers;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A transformer block with the norms inside of the residual branches: x + attention(norm(x)), then x + mlp(norm(x)).
 * Xiong et al. 2020, arXiv:2002.04745, figure 1b. Parameters: {@code norm1}, {@code attention}, {@code norm2},
 * {@code mlp}.
 *
 * @param width size of a token
 * @param heads of the attention; divides width
 * @param mlpWidth hidden size of the perceptron, usually 4 width
 * @param dropout rate on the attention weights and on both branches, in [0, 1)
 * @param activation of the perceptron
 */
public record TransformerBlock(int width, int heads, int mlpWidth, double dropout, Activation activation) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1, heads do not divide width, or dropout is outside of [0, 1)
     */
    public TransformerBlock {
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "heads", heads);
        Sizes.atLeast(1, "mlpWidth", mlpWidth);
        Sizes.rate("dropout", dropout);
        if (width % heads != 0) {
            throw new IllegalArgumentException("width " + width + " is not a multiple of heads " + heads);
        }
    }

    /** Shapes: x [batch, time, width], of whose batch and time at most one is unknown → the same. */
    public SDVariable apply(Scope s, SDVariable x, Mask mask) {
        return attend(s, x, mask).output();
    }

    /** {@link #apply} with the attention weights. */
    public Attended attend(Scope s, SDVariable x, Mask mask) {
        s.expect("transformer block", x, -1, -1, width);
        SDVariable normal = Norms.layerNorm(s.in("norm1"), x, width, Norms.EPSILON);
        Attended seen = new Attention(width, heads, dropout).attend(s.in("attention"), normal, normal, mask);
        return new Attended(think(s, x, seen.output()), seen.weights());
    }

    /**
     * A token that follows others, of which the attention's keys and values were kept: what {@link #apply} gives for the
     * last of all of them. Shapes: x [batch, 1, width], past [batch, seen, width], the mask's keys [seen + 1] with the
     * token itself last → [batch, 1, width].
     */
    public Followed follow(Scope s, SDVariable x, KeysValues past, Mask mask) {
        s.expect("transformer block", x, -1, 1, width);
        SDVariable normal = Norms.layerNorm(s.in("norm1"), x, width, Norms.EPSILON);
        Followed seen = new Attention(width, heads, dropout).follow(s.in("attention"), normal, past, mask);
        return new Followed(think(s, x, seen.output()), seen.own());
    }

    /** x plus what it saw, then plus what the perceptron makes of that. */
    private SDVariable think(Scope s, SDVariable x, SDVariable seen) {
        SDVariable mixed = Ops.add(x, Dropout.dropout(s, seen, dropout));
        SDVariable rows = Arrange.reshape(mixed, -1, width);
        SDVariable normalRows = Norms.layerNorm(s.in("norm2"), rows, width, Norms.EPSILON);
        SDVariable thought = new Mlp(width, mlpWidth, 1, width, activation).apply(s.in("mlp"), normalRows);
        SDVariable sum = Ops.add(rows, Dropout.dropout(s, thought, dropout));
        return Arrange.reshape(sum, Scope.shape(x));
    }

    /** {@code depth} such blocks one after another, named {@code block0} and so on; no norm after the last. */
    public SDVariable stack(Scope s, SDVariable x, Mask mask, int depth) {
        SDVariable tokens = x;
        for (int i = 0; i < depth; i++) tokens = apply(s.in("block" + i), tokens, mask);
        return tokens;
    }

    /**
     * {@link #stack} that also reports each block's attention weights [batch, heads, time, time] as {@code attention0}
     * and so on.
     */
    public SDVariable stackReporting(Scope s, SDVariable x, Mask mask, int depth) {
        SDVariable tokens = x;
        for (int i = 0; i < depth; i++) {
            Attended seen = attend(s.in("block" + i), tokens, mask);
            s.report("attention" + i, seen.weights());
            tokens = seen.output();
        }
        return tokens;
    }
}
