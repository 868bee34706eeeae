package lab.samediff.experiments.language;

import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.TransformerBlock;

/**
 * The sizes of a GPT without its vocabulary, which is that of the text.
 *
 * @param context characters that are read at once
 * @param width size of a token
 * @param heads of the attention
 * @param depth number of blocks
 * @param dropout rate
 * @param tied whether the token embeddings are also the head
 */
public record Gpt(int context, int width, int heads, int depth, double dropout, boolean tied) {
    private static final int MLP_FACTOR = 4;

    /** The model for so many different characters. */
    TransformerLm of(int vocabulary) {
        TransformerBlock block = new TransformerBlock(width, heads, MLP_FACTOR * width, dropout, Activation.GELU);
        return new TransformerLm(vocabulary, context, block, depth, tied);
    }
}
