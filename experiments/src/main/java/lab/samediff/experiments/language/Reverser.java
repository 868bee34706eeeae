package lab.samediff.experiments.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Embeddings;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Mask;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.TransformerBlock;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A transformer that is to write sequences of different tokens backwards. Without places it treats all orders alike, so
 * that it can only guess among the other tokens: at best 1 in length - 1 is right (for an even length).
 *
 * @param vocabulary number of different tokens
 * @param length tokens in a sequence: even, at most vocabulary
 * @param width size of a token
 * @param heads of the attention
 * @param depth number of blocks
 */
public record Reverser(int vocabulary, int length, int width, int heads, int depth) {
    /**
     * Checks the task.
     *
     * @throws IllegalArgumentException if length is odd, or not in 2..vocabulary
     */
    public Reverser {
        if (length < 2 || length > vocabulary || length % 2 != 0) {
            throw new IllegalArgumentException("length must be even and in 2.." + vocabulary + ", got " + length);
        }
    }

    /** Where a token stands. */
    enum Places {
        SINUSOIDAL,
        LEARNED,
        NONE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Logits [batch, length, vocabulary] after the input {@code ids}; the table is that of the sinusoids. */
    SDVariable logits(Scope s, Places places, double[][] table) {
        SDVariable ids = s.ids("ids", vocabulary, -1, length);
        SDVariable tokens = Embeddings.embedding(s.in("tokens"), ids, vocabulary, width, 1);
        SDVariable placed =
                switch (places) {
                    case SINUSOIDAL -> Ops.add(tokens, s.constant(Nd4j.createFromArray(table)));
                    case LEARNED -> Positions.learned(s.in("positions"), tokens, length);
                    case NONE -> tokens;
                };
        TransformerBlock block = new TransformerBlock(width, heads, 4 * width, 0, Activation.GELU);
        SDVariable mixed = block.stack(s, placed, Mask.none(), depth);
        SDVariable normal = Norms.layerNorm(s.in("norm"), mixed, width, Norms.EPSILON);
        return Linear.linear(s.in("head"), normal, width, vocabulary);
    }

    /** A sequence of tokens that all differ, each order as likely as another. */
    int[] distinct(RandomGenerator random) {
        int[] tokens = IntStream.range(0, vocabulary).toArray();
        for (int i = 0; i < length; i++) {
            int other = i + random.nextInt(vocabulary - i);
            int token = tokens[other];
            tokens[other] = tokens[i];
            tokens[i] = token;
        }
        return Arrays.copyOf(tokens, length);
    }

    /** Sequences as {@code ids}, and {@code reversed}. */
    Map<String, INDArray> task(int batch, RandomGenerator random) {
        int[][] ids = new int[batch][];
        int[][] reversed = new int[batch][];
        for (int b = 0; b < batch; b++) {
            ids[b] = distinct(random);
            reversed[b] = backwards(ids[b]);
        }
        return Map.of("ids", Nd4j.createFromArray(ids), "reversed", Nd4j.createFromArray(reversed));
    }

    static int[] backwards(int[] tokens) {
        return IntStream.range(0, tokens.length)
                .map(i -> tokens[tokens.length - 1 - i])
                .toArray();
    }

    /** The share of places at which two sequences agree. */
    static double share(int[] a, int[] b) {
        return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count() / (double) a.length;
    }
}
