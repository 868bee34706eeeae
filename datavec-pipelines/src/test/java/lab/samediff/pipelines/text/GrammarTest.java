package lab.samediff.pipelines.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrammarTest {
    private static final Grammar TOY = toy();

    private static Grammar toy() {
        Map<String, Map<String, Double>> rules = new LinkedHashMap<>();
        rules.put("who", Map.of("I", 1.0, "you", 3.0));
        rules.put("line", Map.of("{who} see {who}.", 2.0, "Who?", 1.0, "{who}!", 1.0));
        return new Grammar(rules);
    }

    /** Every sentence of the toy with its probability, written out by hand. */
    private static Map<String, Double> sentences() {
        Map<String, Double> who = Map.of("I", 0.25, "you", 0.75);
        Map<String, Double> all = new HashMap<>();
        all.put("Who?", 0.25);
        who.forEach((a, p) -> {
            all.put(a + "!", 0.25 * p);
            who.forEach((b, q) -> all.put(a + " see " + b + ".", 0.5 * p * q));
        });
        return all;
    }

    @Test
    void entropyAndLengthAreThoseOfTheSentences() {
        double entropy = 0;
        double length = 0;
        for (Map.Entry<String, Double> one : sentences().entrySet()) {
            entropy -= one.getValue() * Math.log(one.getValue());
            length += one.getValue() * one.getKey().length();
        }
        assertThat(TOY.entropy()).isCloseTo(entropy, within(1e-12));
        assertThat(TOY.meanLength()).isCloseTo(length, within(1e-12));
        assertThat(TOY.entropyRate()).isCloseTo(entropy / length, within(1e-12));
    }

    @Test
    void sentencesAreDrawnAsOftenAsTheirProbabilitySays() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Integer> counts = new HashMap<>();
        int draws = 40_000;
        for (int i = 0; i < draws; i++) counts.merge(TOY.write(1, random), 1, Integer::sum);
        assertThat(counts).containsOnlyKeys(sentences().keySet());
        sentences().forEach((sentence, p) -> assertThat((double) counts.getOrDefault(sentence, 0) / draws)
                .as(sentence)
                .isCloseTo(p, within(4.5 * Math.sqrt(p * (1 - p) / draws))));
    }

    /** −ln p of a long text of the play per character, counted rule by rule from the text alone. */
    @Test
    void theSurpriseOfALongPlayIsItsEntropy() {
        String text = Play.grammar().write(400_000, new SplittableRandom(5));
        String[] speeches = text.split("\n\n", -1);
        Map<String, Double> kinds = new HashMap<>();
        for (int i = 0; i < speeches.length - 1; i++) kinds.merge(speeches[i], 1.0, Double::sum);
        double surprise = 0;
        for (int i = 0; i < speeches.length - 1; i++) surprise += PlayParser.surprise(speeches[i]);
        // The standard error of a ratio over some 5000 speeches is about 1 %.
        assertThat(surprise / text.length()).isCloseTo(Play.grammar().entropyRate(), within(0.01));
        assertThat(kinds.size()).isGreaterThan(speeches.length / 3);
    }

    @Test
    void brokenRulesAreNamed() {
        assertThatThrownBy(() -> new Grammar(Map.of())).hasMessageContaining("needs a rule");
        assertThatThrownBy(() -> new Grammar(Map.of("a", Map.of("{b}", 1.0)))).hasMessageContaining("no rule {b}");
        assertThatThrownBy(() -> new Grammar(Map.of("a", Map.of("x", 0.0)))).hasMessageContaining("not positive");
        assertThatThrownBy(() -> new Grammar(Map.of("a", Map.of("", 1.0)))).hasMessageContaining("writes nothing");
        assertThatThrownBy(() -> TOY.write(0, new SplittableRandom(1))).hasMessageContaining("length");
    }
}
