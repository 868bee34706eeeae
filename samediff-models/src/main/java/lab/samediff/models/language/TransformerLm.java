package lab.samediff.models.language;

import java.util.ArrayList;
import java.util.List;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Dropout;
import lab.samediff.models.layers.Embeddings;
import lab.samediff.models.layers.Followed;
import lab.samediff.models.layers.KeysValues;
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

    /**
     * What following gave.
     *
     * @param logits of the token after this one, [batch, 1, vocabulary]
     * @param own keys and values of this token for each block, lowest first
     */
    public record Continued(SDVariable logits, List<KeysValues> own) {}

    /**
     * Reads one more token, by what was kept of those before it (cached decoding): the same logits as {@link #logits}
     * gives for the last token of the whole text, in one step.
     *
     * <p>Shapes: id [batch, 1] made by {@link Scope#ids} with a limit of at most vocabulary; place [batch, 1], its
     * position from 0, made with a limit of at most context; past, for each block, [batch, seen, width]; present [batch,
     * seen + 1] is 1 for what was kept of a token and for the token itself, which is last, and 0 for an empty place.
     *
     * @throws IllegalArgumentException if there is not a past for each block
     */
    public Continued readOn(Scope s, SDVariable id, SDVariable place, List<KeysValues> past, SDVariable present) {
        if (past.size() != depth) {
            throw new IllegalArgumentException("there are " + depth + " blocks but " + past.size() + " pasts");
        }
        s.expect("transformer language model", id, -1, 1);
        s.expect("transformer language model, place", place, -1, 1);
        SDVariable embedded = Embeddings.embedding(s.in("tokens"), id, vocabulary, block.width());
        SDVariable position = Embeddings.embedding(s.in("positions"), place, context, block.width());
        SDVariable token = Ops.add(embedded, position); // [batch, 1, width]
        Mask mask = Mask.padding(s, present);
        List<KeysValues> own = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            Followed followed = block.follow(s.in("block" + i), token, past.get(i), mask);
            own.add(followed.own());
            token = followed.output();
        }
        SDVariable normal = Norms.layerNorm(s.in("norm"), token, block.width(), Norms.EPSILON);
        return new Continued(read(s, normal), List.copyOf(own));
    }

    private SDVariable read(Scope s, SDVariable normal) {
        if (!tied) return Linear.withoutBias(s.in("head"), normal, block.width(), vocabulary);
        Init same = Init.normal(Embeddings.DEVIATION, vocabulary, block.width());
        return Ops.matmul(normal, s.again("tokens").param("weight", same), false, true);
    }
}
