package lab.samediff.models.layers;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Multi-head scaled dot-product attention, softmax(Q Kᵀ / √d + mask) V in each of {@code heads} slices of size
 * d = width / heads, joined and mapped once more. Vaswani et al. 2017, arXiv:1706.03762, section 3.2. Parameters:
 * {@code query}, {@code key}, {@code value}, {@code out}, each a linear map [width, width]; the key has no bias, which
 * would add one number to all scores of a row and so change nothing. Three maps instead of a joined one: cutting the
 * joined result into pieces costs more than two small matrix products.
 *
 * @param width size of a token
 * @param heads number of slices; divides width
 * @param dropout rate on the attention weights, in [0, 1)
 */
public record Attention(int width, int heads, double dropout) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1, heads do not divide width, or dropout is outside of [0, 1)
     */
    public Attention {
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "heads", heads);
        Sizes.rate("dropout", dropout);
        if (width % heads != 0) {
            throw new IllegalArgumentException("width " + width + " is not a multiple of heads " + heads);
        }
    }

    /** Tokens look at themselves. Shapes: x [batch, time, width] → the same. */
    public SDVariable apply(Scope s, SDVariable x, Mask mask) {
        return apply(s, x, x, mask);
    }

    /**
     * Tokens look at others. Shapes: query [batch, time, width], keyValue [batch, seen, width] → [batch, time, width];
     * of batch and time at most one is unknown.
     */
    public SDVariable apply(Scope s, SDVariable query, SDVariable keyValue, Mask mask) {
        return attend(s, query, keyValue, mask).output();
    }

    /** {@link #apply(Scope, SDVariable, SDVariable, Mask)} with the attention weights. */
    public Attended attend(Scope s, SDVariable query, SDVariable keyValue, Mask mask) {
        s.expect("attention", query, -1, -1, width);
        s.expect("attention", keyValue, -1, -1, width);
        long[] asking = Scope.shape(query);
        long[] seen = Scope.shape(keyValue);
        SDVariable askingRows = Arrange.reshape(query, -1, width);
        SDVariable seenRows = query.name().equals(keyValue.name()) ? askingRows : Arrange.reshape(keyValue, -1, width);

        SDVariable queries = queries(s, askingRows, asking);
        SDVariable keys = split(Linear.withoutBias(s.in("key"), seenRows, width, width), seen);
        SDVariable values = split(Linear.linear(s.in("value"), seenRows, width, width), seen);
        return mix(s, queries, keys, values, mask, asking);
    }

    /**
     * A token that follows others looks at them, by what was kept of them, and at itself: what {@link #attend} gives for
     * the last of all of them. Shapes: x [batch, 1, width], past [batch, seen, width], the mask's keys [seen + 1] with
     * the token itself last → [batch, 1, width].
     */
    public Followed follow(Scope s, SDVariable x, KeysValues past, Mask mask) {
        s.expect("attention", x, -1, 1, width);
        s.expect("attention, past keys", past.keys(), -1, -1, width);
        s.expect("attention, past values", past.values(), -1, -1, width);
        long[] asking = Scope.shape(x);
        SDVariable queries = queries(s, Arrange.reshape(x, -1, width), asking);
        SDVariable key = Linear.withoutBias(s.in("key"), x, width, width);
        SDVariable value = Linear.linear(s.in("value"), x, width, width);
        SDVariable keys = Arrange.concat(1, past.keys(), key); // [batch, seen + 1, width]
        SDVariable values = Arrange.concat(1, past.values(), value);
        long[] seen = Scope.shape(keys);
        Attended attended = mix(s, queries, split(keys, seen), split(values, seen), mask, asking);
        return new Followed(attended.output(), new KeysValues(key, value));
    }

    /** [rows, width] → [batch, heads, time, d]; scaling the query is cheaper than scaling the scores. */
    private SDVariable queries(Scope s, SDVariable rows, long[] asking) {
        SDVariable mapped = Linear.linear(s.in("query"), rows, width, width);
        return split(Ops.mul(mapped, 1 / Math.sqrt((double) width / heads)), asking);
    }

    private Attended mix(Scope s, SDVariable queries, SDVariable keys, SDVariable values, Mask mask, long[] asking) {
        SDVariable scores = mask.hide(Ops.matmul(queries, keys, false, true)); // [batch, heads, time, seen]
        SDVariable weights = Ops.softmax(scores, -1);
        SDVariable mixed = Ops.matmul(Dropout.dropout(s, weights, dropout), values);
        SDVariable joined = Arrange.reshape(Arrange.permute(mixed, 0, 2, 1, 3), -1, width);
        SDVariable mapped = Linear.linear(s.in("out"), joined, width, width);
        return new Attended(Arrange.reshape(mapped, asking), weights);
    }

    private SDVariable split(SDVariable rows, long[] shape) {
        SDVariable sliced = Arrange.reshape(rows, shape[0], shape[1], heads, width / heads);
        return Arrange.permute(sliced, 0, 2, 1, 3);
    }
}
