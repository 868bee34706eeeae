package lab.samediff.pipelines.text;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A play without end that stands in for Shakespeare's: speeches of a few sentences, laid out as his are. No speech has
 * two derivations, and each ends at the first empty line, so the entropy of the {@link Grammar} is that of the text.
 */
public final class Play {
    private Play() {}

    /** The grammar of its speeches. */
    public static Grammar grammar() {
        Map<String, Map<String, Double>> rules = new LinkedHashMap<>();
        rules.put("speaker", words(4, "ROWENA", 3, "First Miller", 2, "CORVIN", 1, "Messenger"));
        rules.put("noun", words(5, "king", 4, "river", 3, "crown", 2, "night", 2, "sword", 1, "shepherd"));
        rules.put("kind", words(3, "gentle", 2, "bitter", 1, "forgotten"));
        rules.put("thing", words(3, "the {noun}", 2, "my {noun}", 1, "a {kind} {noun}"));
        rules.put("verb", words(4, "loves", 3, "fears", 2, "follows", 1, "hath betrayed"));
        rules.put(
                "line",
                words(
                        4, "{thing} {verb} {thing}.",
                        2, "What, {thing}?",
                        2, "Come, good {noun}; we must away!",
                        1, "O {kind} {noun}, {thing} {verb} thee:"));
        rules.put("lines", words(3, "{line}", 2, "{line}\n{line}", 1, "{line}\n{line}\n{line}"));
        rules.put("speech", words(1, "{speaker}:\n{lines}\n\n"));
        return new Grammar(rules);
    }

    /** Weights and what they weigh, in turn. */
    private static Map<String, Double> words(Object... weighted) {
        Map<String, Double> words = new LinkedHashMap<>();
        for (int i = 0; i < weighted.length; i += 2) {
            words.put((String) weighted[i + 1], ((Integer) weighted[i]).doubleValue());
        }
        return words;
    }
}
