package lab.samediff.models.language;

import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Dropout;
import lab.samediff.models.layers.Embeddings;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Mask;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.Sizes;
import lab.samediff.models.layers.TransformerBlock;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Decoder-only transformer: tokens and learned positions are embedded, blocks mix each token with earlier ones, and a
 * linear map without bias reads off the logits of the next token. Radford et al. 2019, "Language models are unsupervised
 * multitask learners" (GPT-2), section 2.3. Parameters: {@code tokens/weight} [vocabulary, width],
 * {@code positions/weight} [context, width], one place for each block, {@code norm}, and {@code head/weight} [width,
 * vocabulary] unless it is tied.
 *
 * <p>Embeddings begin as N(0, 0.02²) as in GPT-2; the linear maps of the blocks and the head keep their own beginning
 * (uniform on ±1/√in), not GPT-2's 0.02, which is meant for its width of 768 and more.
 *
 * @param vocabulary number of different tokens
 * @param context the most tokens that can be read at once
 * @param block its width is that of the model; its dropout also acts on the embedded tokens
 * @param depth number of blocks
 * @param tied whether the logits are products with the token embeddings instead of a head of its own; Press and Wolf
 *     2017, arXiv:1608.05859
 */
public record TransformerLm(int vocabulary, int context, TransformerBlock block, int depth, boolean tied) {
    private static final int MLP_FACTOR = 4;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if vocabulary, context or depth is below 1
     */
    public TransformerLm {
        Sizes.atLeast(1, "vocabulary", vocabulary);
        Sizes.atLeast(1, "context", context);
        Sizes.atLeast(1, "depth", depth);
    }

    /** The usual one: GELU, a perceptron of 4 times the width, a head of its own. */
    public static TransformerLm of(int vocabulary, int context, int width, int heads, int depth, double dropout) {
        TransformerBlock block = new TransformerBlock(width, heads, MLP_FACTOR * width, dropout, Activation.GELU);
        return new TransformerLm(vocabulary, context, block, depth, false);
    }

    /**
     * Logits of the token after each one, seen from it and earlier ones alone.
     *
     * <p>Shapes: ids [batch, time] made by {@link Scope#ids} with a limit of at most vocabulary, time known and at most
     * context → [batch, time, vocabulary].
     *
     * @throws lab.samediff.models.graph.ShapeException if time is more than context or the limit more than vocabulary
     * @throws IllegalArgumentException if time is unknown
     */
    public SDVariable logits(Scope s, SDVariable ids) {
        s.expect("transformer language model", ids, -1, -1);
        int time = Sizes.time(s, "transformer language model", ids);
        SDVariable embedded = Embeddings.embedding(s.in("tokens"), ids, vocabulary, block.width());
        SDVariable placed = Positions.learned(s.in("positions"), embedded, context);
        SDVariable tokens = Dropout.dropout(s, placed, block.dropout()); // [batch, time, width]
        SDVariable mixed = block.stack(s, tokens, Mask.causal(s, time), depth);
        return read(s, Norms.layerNorm(s.in("norm"), mixed, block.width(), Norms.EPSILON));
    }

    private SDVariable read(Scope s, SDVariable normal) {
        if (!tied) return Linear.withoutBias(s.in("head"), normal, block.width(), vocabulary);
        Init same = Init.normal(Embeddings.DEVIATION, vocabulary, block.width());
        return Ops.matmul(normal, s.again("tokens").param("weight", same), false, true);
    }
}
