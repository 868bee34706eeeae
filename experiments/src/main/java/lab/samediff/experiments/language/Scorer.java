package lab.samediff.experiments.language;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.train.Call;
import lab.samediff.pipelines.text.TokenBatch;
import lab.samediff.pipelines.text.TokenWindows;
import org.nd4j.autodiff.samediff.SDVariable;

/** How well a language model predicts a text, in nats per token. */
final class Scorer {
    private static final int WINDOWS = 64;

    private final TokenWindows text;
    private final Call loss;

    /** The model at the place {@code lm} of the parameters, on this text. */
    Scorer(Params params, TransformerLm model, TokenWindows text) {
        this.text = text;
        this.loss = Call.of(
                params,
                s -> CrossEntropy.ofTokens(
                        logits(s, model, text.time()),
                        next(s, model, text.time()),
                        s.input("present", -1, text.time())));
    }

    /** The model's logits after the input {@code ids}. */
    static SDVariable logits(Scope s, TransformerLm model, int time) {
        return model.logits(s.in("lm"), s.ids("ids", model.vocabulary(), -1, time));
    }

    /** The input {@code next}. */
    static SDVariable next(Scope s, TransformerLm model, int time) {
        return s.ids("next", model.vocabulary(), -1, time);
    }

    /** The mean over every token of the text but the first, each predicted once, in windows that lie end to end. */
    double wholeText() {
        double sum = 0;
        for (int from = 0; from < text.count(); from += WINDOWS) {
            TokenBatch part = text.windows(IntStream.range(from, Math.min(from + WINDOWS, text.count()))
                    .toArray());
            sum += mean(part) * part.present().sumNumber().doubleValue();
        }
        return sum / text.targets();
    }

    /** The mean over some batches of windows that begin anywhere. */
    double sampled(int batches, int batch, RandomGenerator random) {
        return IntStream.range(0, batches)
                .mapToDouble(i -> mean(text.draw(batch, random)))
                .average()
                .orElseThrow();
    }

    private double mean(TokenBatch batch) {
        return loss.run(Map.of("ids", batch.ids(), "next", batch.next(), "present", batch.present()))
                .getDouble(0);
    }
}
