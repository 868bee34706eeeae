package lab.samediff.experiments.language;

import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Attention;
import lab.samediff.models.layers.Embeddings;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Mask;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.TransformerBlock;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The decoder of Vaswani et al. 2017 that is given its own input as memory, as a lecture's code does it: blocks of causal
 * attention, then an attention to the memory.
 *
 * @param vocabulary number of different tokens
 * @param time tokens in a sequence
 * @param width size of a token
 * @param heads of each attention
 * @param depth number of blocks
 */
public record MaskedDecoder(int vocabulary, int time, int width, int heads, int depth) {
    /** Where {@link #nudged} adds zeros to the embedded tokens. */
    static final String NUDGE = "nudge";

    TransformerBlock block() {
        return new TransformerBlock(width, heads, 4 * width, 0, Activation.GELU);
    }

    /** Logits [batch, time, vocabulary] after the input {@code ids}; the memory is causal too unless it is open. */
    SDVariable logits(Scope s, boolean openMemory) {
        return read(s, embedded(s), openMemory);
    }

    /** The same with zeros [time, width] added to the tokens: their gradient is that of the tokens. */
    SDVariable nudged(Scope s, boolean openMemory) {
        return read(s, Ops.add(embedded(s), s.param(NUDGE, Init.zeros(time, width))), openMemory);
    }

    private SDVariable embedded(Scope s) {
        SDVariable ids = s.ids("ids", vocabulary, -1, time);
        return Positions.sinusoidal(s, Embeddings.embedding(s.in("tokens"), ids, vocabulary, width, 1));
    }

    private SDVariable read(Scope s, SDVariable tokens, boolean openMemory) {
        Mask causal = Mask.causal(s, time);
        SDVariable mixed = block().stack(s, tokens, causal, depth);
        SDVariable asking = Norms.layerNorm(s.in("normAsking"), mixed, width, Norms.EPSILON);
        SDVariable memory = Norms.layerNorm(s.in("normMemory"), tokens, width, Norms.EPSILON);
        Mask mask = openMemory ? Mask.none() : causal;
        SDVariable seen = new Attention(width, heads, 0).apply(s.in("memory"), asking, memory, mask);
        SDVariable normal = Norms.layerNorm(s.in("norm"), Ops.add(mixed, seen), width, Norms.EPSILON);
        return Linear.linear(s.in("head"), normal, width, vocabulary);
    }
}
