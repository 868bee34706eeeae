package lab.samediff.pipelines.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A probabilistic grammar whose texts have a known entropy. A rule has alternatives with weights; in an alternative
 * {@code {name}} stands for a rule that was written before it, so that there is no recursion. The last rule is a whole
 * sentence, and a text is one independent sentence after another.
 *
 * <p>The entropy of a rule is that of its choice plus the expected entropies of the rules inside; its length likewise.
 * Over a long text the entropy per character tends to the entropy of a sentence over its mean length (the strong law for
 * renewals). That counts derivations, so it is the entropy of the text only if no sentence has two derivations and none
 * begins another; that is for who writes a grammar to see to.
 */
public final class Grammar {
    private static final Pattern PART = Pattern.compile("\\{([^{}]*)}|[^{}]+");

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Rule sentence;

    /**
     * A grammar.
     *
     * @param written the rules by name, each with its alternatives and their positive weights, in the order in which
     *     they are to be drawn
     * @throws IllegalArgumentException if a rule is empty, names one that was not written before, or has a weight that is
     *     not positive
     */
    public Grammar(Map<String, Map<String, Double>> written) {
        written.forEach((name, alternatives) -> rules.put(name, rule(name, alternatives)));
        if (rules.isEmpty()) throw new IllegalArgumentException("a grammar needs a rule");
        this.sentence = List.copyOf(rules.values()).get(rules.size() - 1);
    }

    /** One alternative: its probability, and its parts, each a rule or a literal. */
    private record Alternative(double probability, List<Part> parts) {}

    /** A literal, or a rule in its place. */
    private sealed interface Part permits Literal, Rule {
        double entropy();

        double length();

        void write(StringBuilder text, RandomGenerator random);
    }

    private record Literal(String text) implements Part {
        @Override
        public double entropy() {
            return 0;
        }

        @Override
        public double length() {
            return text.codePointCount(0, text.length());
        }

        @Override
        public void write(StringBuilder out, RandomGenerator random) {
            out.append(text);
        }
    }

    /** A choice; entropy in nats and length in characters are expected values. */
    private record Rule(List<Alternative> alternatives, double entropy, double length) implements Part {
        @Override
        public void write(StringBuilder out, RandomGenerator random) {
            double left = random.nextDouble();
            int chosen = 0;
            // Rounding may leave a crumb, which is the last one's.
            while (chosen < alternatives.size() - 1 && left >= alternatives.get(chosen).probability) {
                left -= alternatives.get(chosen++).probability;
            }
            alternatives.get(chosen).parts.forEach(part -> part.write(out, random));
        }
    }

    /** Entropy of a sentence in nats. */
    public double entropy() {
        return sentence.entropy;
    }

    /** Mean length of a sentence in characters. */
    public double meanLength() {
        return sentence.length;
    }

    /** Entropy of a long text in nats per character. */
    public double entropyRate() {
        return entropy() / meanLength();
    }

    /**
     * Whole sentences until there are at least so many characters.
     *
     * @throws IllegalArgumentException if length is below 1
     */
    public String write(int length, RandomGenerator random) {
        if (length < 1) throw new IllegalArgumentException("length must be at least 1, got " + length);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) sentence.write(text, random);
        return text.toString();
    }

    private Rule rule(String name, Map<String, Double> written) {
        double total = written.values().stream().mapToDouble(w -> w).sum();
        List<Alternative> alternatives = new ArrayList<>();
        double entropy = 0;
        double length = 0;
        for (Map.Entry<String, Double> one : written.entrySet()) {
            double p = one.getValue() / total;
            if (!(p > 0)) throw new IllegalArgumentException(name + ": weight " + one.getValue() + " is not positive");
            List<Part> parts = parts(name, one.getKey());
            alternatives.add(new Alternative(p, parts));
            entropy += p * (parts.stream().mapToDouble(Part::entropy).sum() - Math.log(p));
            length += p * parts.stream().mapToDouble(Part::length).sum();
        }
        if (!(length > 0)) throw new IllegalArgumentException("rule " + name + " writes nothing");
        return new Rule(List.copyOf(alternatives), entropy, length);
    }

    private List<Part> parts(String name, String template) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(template);
        while (matcher.find()) {
            String inner = matcher.group(1);
            Part part = inner == null ? new Literal(matcher.group()) : rules.get(inner);
            if (part == null) throw new IllegalArgumentException(name + ": no rule {" + inner + "} before it");
            parts.add(part);
        }
        return parts;
    }
}
