package lab.samediff.pipelines.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/**
 * Reads a speech of the play back, by regular expressions and with a table of probabilities of its own. Each line fits
 * one form and each phrase one kind, so a speech has one derivation.
 */
final class PlayParser {
    private static final Map<String, Double> SPEAKERS =
            Map.of("ROWENA", 0.4, "First Miller", 0.3, "CORVIN", 0.2, "Messenger", 0.1);
    private static final Map<String, Double> NOUNS = Map.of(
            "king",
            5 / 17.,
            "river",
            4 / 17.,
            "crown",
            3 / 17.,
            "night",
            2 / 17.,
            "sword",
            2 / 17.,
            "shepherd",
            1 / 17.);
    private static final Map<String, Double> KINDS = Map.of("gentle", 3 / 6., "bitter", 2 / 6., "forgotten", 1 / 6.);
    private static final List<String> VERBS = List.of("loves", "fears", "follows", "hath betrayed");
    private static final double[] OF_LINES = {3 / 6., 2 / 6., 1 / 6.};

    private PlayParser() {}

    /** −ln p of a speech in nats. */
    static double surprise(String speech) {
        String[] lines = speech.split("\n", -1);
        String speaker = lines[0].substring(0, lines[0].length() - 1);
        double surprise = -Math.log(SPEAKERS.get(speaker)) - Math.log(OF_LINES[lines.length - 2]);
        for (int i = 1; i < lines.length; i++) surprise += line(lines[i]);
        return surprise;
    }

    private static double line(String line) {
        if (line.startsWith("What, ")) return -Math.log(2 / 9.) + thing(line.substring(6, line.length() - 1));
        if (line.startsWith("Come, ")) {
            return -Math.log(2 / 9.) - Math.log(NOUNS.get(line.replaceAll("Come, good (.*); we must away!", "$1")));
        }
        if (line.startsWith("O ")) {
            String[] halves =
                    line.substring(2, line.length() - " thee:".length()).split(", ", -1);
            String[] called = halves[0].split(" ", -1);
            double name = -Math.log(KINDS.get(called[0])) - Math.log(NOUNS.get(called[1]));
            return -Math.log(1 / 9.) + name + clause(halves[1], false);
        }
        return -Math.log(4 / 9.) + clause(line.substring(0, line.length() - 1), true);
    }

    /** A thing, a verb, and perhaps what it does it to. */
    private static double clause(String clause, boolean object) {
        for (int v = 0; v < VERBS.size(); v++) {
            int at = clause.indexOf(" " + VERBS.get(v));
            if (at < 0) continue;
            double rest = object ? thing(clause.substring(at + VERBS.get(v).length() + 2)) : 0;
            return thing(clause.substring(0, at)) - Math.log((4 - v) / 10.) + rest;
        }
        throw new AssertionError("no verb in: " + clause);
    }

    private static double thing(String thing) {
        String[] words = thing.split(" ", -1);
        double noun = -Math.log(NOUNS.get(words[words.length - 1]));
        if (words.length == 2) return noun - Math.log(words[0].equals("the") ? 3 / 6. : 2 / 6.);
        assertThat(words).hasSize(3).startsWith("a");
        return noun - Math.log(1 / 6.) - Math.log(KINDS.get(words[1]));
    }
}
