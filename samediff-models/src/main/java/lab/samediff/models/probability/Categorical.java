package lab.samediff.models.probability;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A distribution over 0, 1, ..., size - 1, held as log-probabilities. */
public final class Categorical {
    private final double[] logProbabilities;

    private Categorical(double[] logProbabilities) {
        this.logProbabilities = logProbabilities;
    }

    /**
     * Probabilities softmax(logits), without overflow for logits of any size.
     *
     * @throws IllegalArgumentException if there is none, one is NaN or +infinity, or all are -infinity
     */
    public static Categorical ofLogits(double... logits) {
        double peak = Arrays.stream(logits).max().orElse(Double.NaN);
        if (!Double.isFinite(peak)) {
            throw new IllegalArgumentException(
                    "logits must be below infinity and one of them finite, got " + Arrays.toString(logits));
        }
        double total =
                Arrays.stream(logits).map(logit -> Math.exp(logit - peak)).sum();
        double shift = peak + Math.log(total);
        return new Categorical(Arrays.stream(logits).map(logit -> logit - shift).toArray());
    }

    /**
     * Probabilities proportional to {@code weights}.
     *
     * @throws IllegalArgumentException if a weight is negative, NaN or infinite, or none is positive
     */
    public static Categorical ofWeights(double... weights) {
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("weights must not be negative, got " + Arrays.toString(weights));
            }
        }
        return ofLogits(Arrays.stream(weights).map(Math::log).toArray());
    }

    /** How many outcomes there are. */
    public int size() {
        return logProbabilities.length;
    }

    /** ln p(outcome) in nats, -infinity for what never happens. */
    public double logProbability(int outcome) {
        return logProbabilities[outcome];
    }

    /** p(outcome). */
    public double probability(int outcome) {
        return Math.exp(logProbabilities[outcome]);
    }

    /** -Σ p ln p in nats, between 0 and ln size. */
    public double entropy() {
        double entropy = 0;
        for (double log : logProbabilities) entropy -= term(log, log);
        return entropy;
    }

    /**
     * The Kullback-Leibler divergence Σ p ln(p/q) of this p from {@code other} q, in nats; infinite where q rules out
     * what p does not.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    public double divergenceFrom(Categorical other) {
        if (size() != other.size()) {
            throw new IllegalArgumentException("sizes differ: " + size() + " and " + other.size());
        }
        double divergence = 0;
        for (int i = 0; i < size(); i++) {
            divergence += term(logProbabilities[i], logProbabilities[i] - other.logProbabilities[i]);
        }
        return divergence;
    }

    /** A draw. */
    public int sample(RandomGenerator random) {
        double left = random.nextDouble();
        int last = 0;
        for (int i = 0; i < size(); i++) {
            double probability = probability(i);
            if (probability == 0) continue;
            if (left < probability) return i;
            left -= probability;
            last = i;
        }
        // Rounding may leave a crumb behind the last outcome that can happen.
        return last;
    }

    /** e^log · value, which is 0 for what never happens. */
    private static double term(double log, double value) {
        return log == Double.NEGATIVE_INFINITY ? 0 : Math.exp(log) * value;
    }
}
