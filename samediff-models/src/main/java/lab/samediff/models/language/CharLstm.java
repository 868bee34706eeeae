package lab.samediff.models.language;

import java.util.ArrayList;
import java.util.List;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Dropout;
import lab.samediff.models.layers.Embeddings;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Recurrent;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Recurrent language model: characters are embedded, long short-term memories read them one above the other, and a
 * linear map of the topmost gives the logits of the next character. After Karpathy's char-rnn and Graves 2013,
 * arXiv:1308.0850, section 2, without his skip connections. Parameters: {@code tokens/weight} [vocabulary, embedding],
 * which begins as N(0, 1) since no norm follows; {@code lstm0} and so on; {@code head}.
 *
 * @param vocabulary number of different characters
 * @param embedding size of an embedded character
 * @param width size of the states
 * @param depth number of memories
 * @param dropout rate on what each memory and the head read, never between times; Zaremba et al. 2014, arXiv:1409.2329
 */
public record CharLstm(int vocabulary, int embedding, int width, int depth, double dropout) {
    private static final double DEVIATION = 1;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1 or dropout is outside of [0, 1)
     */
    public CharLstm {
        Sizes.atLeast(1, "vocabulary", vocabulary);
        Sizes.atLeast(1, "embedding", embedding);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "depth", depth);
        Sizes.rate("dropout", dropout);
    }

    /**
     * What reading gave.
     *
     * @param logits of the character after each one, [batch, time, vocabulary]
     * @param last states from which to read on, lowest first
     */
    public record Continued(SDVariable logits, List<Recurrent.State> last) {}

    /**
     * Logits of the character after each one, from states that begin at zero.
     *
     * <p>Shapes: ids [batch, time] made by {@link Scope#ids} with a limit of at most vocabulary, time known → [batch,
     * time, vocabulary].
     *
     * @throws IllegalArgumentException if time is unknown
     */
    public SDVariable logits(Scope s, SDVariable ids) {
        return read(s, ids, List.of()).logits();
    }

    /**
     * Reads on from {@code first}: to sample a text, or to train on pieces of a longer one.
     *
     * @param first a state for each memory, lowest first
     * @throws IllegalArgumentException if there are not as many states as memories
     */
    public Continued readOn(Scope s, SDVariable ids, List<Recurrent.State> first) {
        if (first.size() != depth) {
            throw new IllegalArgumentException("there are " + depth + " memories but " + first.size() + " states");
        }
        return read(s, ids, first);
    }

    private Continued read(Scope s, SDVariable ids, List<Recurrent.State> first) {
        s.expect("recurrent language model", ids, -1, -1);
        Sizes.time(s, "recurrent language model", ids);
        SDVariable seen = Embeddings.embedding(s.in("tokens"), ids, vocabulary, embedding, DEVIATION);
        int size = embedding;
        List<Recurrent.State> last = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            Scope place = s.in("lstm" + i);
            SDVariable x = Dropout.dropout(place, seen, dropout);
            Recurrent.Unrolled read = first.isEmpty()
                    ? Recurrent.lstm(place, x, size, width)
                    : Recurrent.lstm(place, x, first.get(i), size, width);
            last.add(read.last());
            seen = read.outputs();
            size = width;
        }
        SDVariable top = Dropout.dropout(s, seen, dropout);
        return new Continued(Linear.linear(s.in("head"), top, width, vocabulary), List.copyOf(last));
    }
}
