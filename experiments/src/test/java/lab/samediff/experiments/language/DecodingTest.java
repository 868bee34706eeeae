package lab.samediff.experiments.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import lab.samediff.models.graph.Params;
import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.train.Call;
import lab.samediff.pipelines.text.CharVocabulary;
import lab.samediff.pipelines.text.TokenWindows;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class DecodingTest {
    private static final int CONTEXT = 8;
    private static final CharVocabulary LETTERS = CharVocabulary.of("abcdefg\n");
    private static final TransformerLm MODEL = new Gpt(CONTEXT, 12, 2, 2, 0, true).of(LETTERS.size());

    /** Large beginnings, so that the logits differ from each other. */
    private static Params params() {
        Params params = new Params(3);
        Call.of(params, s -> Scorer.logits(s, MODEL, CONTEXT));
        params.arrays().forEach((name, array) -> array.muli(name.contains("norm") ? 1 : 4));
        return params;
    }

    /** The logits after each id, from reading all of them at once. */
    private static double[][] whole(Params params, int... ids) {
        Call call = Call.of(params, s -> Scorer.logits(s, MODEL, ids.length));
        return call.run(Map.of("ids", Nd4j.createFromArray(new int[][] {ids})))
                .reshape(ids.length, LETTERS.size())
                .toDoubleMatrix();
    }

    @Test
    void readingTokenByTokenIsReadingTheWholeText() {
        Params params = params();
        int[][] texts = {{0, 3, 2, 7, 1, 1, 4, 6}, {5, 5, 0, 2, 7, 3, 6, 1}};
        Decoder decoder = new Decoder(params, MODEL, 2);
        for (int repeat = 0; repeat < 2; repeat++) {
            for (int t = 0; t < CONTEXT; t++) {
                assertThat(decoder.full()).isFalse();
                double[][] logits = decoder.read(new int[] {texts[0][t], texts[1][t]});
                for (int b = 0; b < 2; b++) {
                    assertThat(logits[b]).containsExactly(whole(params, texts[b])[t], within(1e-4));
                }
            }
            assertThat(decoder.full()).isTrue();
            assertThatThrownBy(() -> decoder.read(new int[] {0, 0}))
                    .hasMessageContaining("context of 8 tokens is full");
            decoder.restart();
        }
    }

    @Test
    void coldTextTakesTheLikeliestLetterEachTime() {
        Params params = params();
        Sampler sampler = new Sampler(params, MODEL, LETTERS, List.of(1e-4, 1e-4));
        int length = 3 * CONTEXT;
        List<String> texts = sampler.texts("ab", length, new SplittableRandom(1));
        assertThat(texts.get(0)).isEqualTo(texts.get(1)).hasSize(length);
        int[] tokens = LETTERS.encode("ab" + texts.get(0));
        int from = 0;
        for (int t = 1; t + 1 < tokens.length; t++) {
            // Full: the last half is read again, and this token after it.
            if (t - from == CONTEXT) from = t - CONTEXT / 2;
            double[] logits = whole(params, Arrays.copyOfRange(tokens, from, t + 1))[t - from];
            assertThat(logits[tokens[t + 1]])
                    .as("token " + (t + 1))
                    .isCloseTo(Arrays.stream(logits).max().orElseThrow(), within(1e-3));
        }
    }

    @Test
    void hotTextIsNearlyUniformAndTheSameForTheSameSeed() {
        Sampler sampler = new Sampler(params(), MODEL, LETTERS, List.of(1e6));
        String text = sampler.texts("\n", 800, new SplittableRandom(1)).get(0);
        assertThat(sampler.texts("\n", 800, new SplittableRandom(1))).containsExactly(text);
        for (int id = 0; id < LETTERS.size(); id++) {
            int letter = LETTERS.decode(new int[] {id}).charAt(0);
            // 100 of each, four standard deviations.
            assertThat(text.chars().filter(c -> c == letter).count()).isBetween(62L, 138L);
        }
        assertThat(sampler.page("\n", 5, new SplittableRandom(1))).startsWith("=== temperature 1000000.0 ===");
    }

    @Test
    void theScoreCountsEachTokenButTheFirstOnce() {
        Params params = params();
        int[] tokens =
                new SplittableRandom(2).ints(3 * CONTEXT + 4, 0, LETTERS.size()).toArray();
        double sum = 0;
        for (int from = 0; from < tokens.length - 1; from += CONTEXT) {
            int to = Math.min(from + CONTEXT, tokens.length - 1);
            double[][] logits = whole(params, Arrays.copyOfRange(tokens, from, to));
            for (int t = from; t < to; t++) sum += loss(logits[t - from], tokens[t + 1]);
        }
        Scorer scorer = new Scorer(params, MODEL, new TokenWindows(tokens, CONTEXT));
        assertThat(scorer.wholeText()).isCloseTo(sum / (tokens.length - 1), within(1e-4));
        // Windows that begin anywhere have the same mean but for the ends; 4 standard errors are about 0.1.
        assertThat(scorer.sampled(40, 20, new SplittableRandom(3))).isCloseTo(scorer.wholeText(), within(0.4));
    }

    private static double loss(double[] logits, int id) {
        return Math.log(Arrays.stream(logits).map(Math::exp).sum()) - logits[id];
    }

    @Test
    void countsAreTheEmpiricalEntropies() {
        int[] tokens = {0, 1, 0, 1, 0, 2, 0, 1, 0, 2, 0};
        Counts counts = new Counts(tokens, 3);
        assertThat(counts.share(0)).isEqualTo(6 / 11.0);
        double unigram = -(6 * Math.log(7 / 14.0) + 3 * Math.log(4 / 14.0) + 2 * Math.log(3 / 14.0)) / 11;
        assertThat(counts.unigramLoss(tokens)).isCloseTo(unigram, within(1e-12));
        double bigram =
                -(3 * Math.log(4 / 9.0) + 2 * Math.log(3 / 9.0) + 3 * Math.log(4 / 6.0) + 2 * Math.log(3 / 5.0)) / 10;
        assertThat(counts.bigramLoss(tokens)).isCloseTo(bigram, within(1e-12));
    }
}
