package lab.samediff.experiments.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.probability.Categorical;
import lab.samediff.pipelines.text.Tokenizer;

/**
 * Text drawn from a language model. When the context is full, the last half of it is read again and the text goes on, so
 * that each token is drawn after at least half a context.
 */
final class Sampler {
    private final Tokenizer tokenizer;
    private final int context;
    private final List<Double> temperatures;
    private final Decoder decoder;

    /** Draws one text at each temperature, which the logits are divided by. */
    Sampler(Params params, TransformerLm model, Tokenizer tokenizer, List<Double> temperatures) {
        this.tokenizer = tokenizer;
        this.context = model.context();
        this.temperatures = temperatures;
        this.decoder = new Decoder(params, model, temperatures.size());
    }

    /** Texts of {@code length} tokens that follow the prompt, which is not part of them, by temperature. */
    List<String> texts(String prompt, int length, RandomGenerator random) {
        int[] start = tokenizer.encode(prompt);
        int[][] tokens = new int[start.length + length][temperatures.size()];
        for (int t = 0; t < start.length; t++) Arrays.fill(tokens[t], start[t]);
        decoder.restart();
        for (int t = 0; t < tokens.length - 1; t++) {
            if (decoder.full()) readAgain(tokens, t);
            double[][] logits = decoder.read(tokens[t]);
            if (t + 1 < start.length) continue;
            for (int i = 0; i < temperatures.size(); i++)
                tokens[t + 1][i] = draw(logits[i], temperatures.get(i), random);
        }
        return IntStream.range(0, temperatures.size())
                .mapToObj(i -> tokenizer.decode(Arrays.stream(tokens)
                        .skip(start.length)
                        .mapToInt(row -> row[i])
                        .toArray()))
                .toList();
    }

    /** One text for each temperature, under its heading. */
    String page(String prompt, int length, RandomGenerator random) {
        List<String> texts = texts(prompt, length, random);
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            page.append(
                    String.format(Locale.ROOT, "=== temperature %s ===\n%s\n\n", temperatures.get(i), texts.get(i)));
        }
        return page.toString();
    }

    private void readAgain(int[][] tokens, int until) {
        decoder.restart();
        for (int t = until - context / 2; t < until; t++) decoder.read(tokens[t]);
    }

    private static int draw(double[] logits, double temperature, RandomGenerator random) {
        return Categorical.ofLogits(
                        Arrays.stream(logits).map(logit -> logit / temperature).toArray())
                .sample(random);
    }
}
