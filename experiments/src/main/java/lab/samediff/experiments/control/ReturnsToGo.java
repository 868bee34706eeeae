package lab.samediff.experiments.control;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Discounted returns-to-go R_t = r_t + γ R_{t+1}, to the end of the episode or of what the actor did.
 *
 * @param discount γ, in [0, 1)
 * @param errata known mistakes to repeat
 */
record ReturnsToGo(double discount, Errata errata) {
    private static final double TINY = 1e-6;

    /**
     * Known mistakes of the original code.
     *
     * @param leaking the sum runs on from the first step of an actor into the last one of the actor before
     * @param worthlessEnds the last step of an episode counts as 0, not as what it earned
     */
    record Errata(boolean leaking, boolean worthlessEnds) {}

    ReturnsToGo {
        if (!(discount >= 0 && discount < 1)) {
            throw new IllegalArgumentException("discount must be in [0, 1), got " + discount);
        }
    }

    /** The return-to-go of each row. */
    double[] of(Experience experience) {
        double[] returns = new double[experience.rows()];
        double later = 0;
        for (int row = returns.length - 1; row >= 0; row--) {
            boolean lastOfActor = (row + 1) % experience.horizon == 0;
            boolean last = experience.ended[row] || (lastOfActor && !errata.leaking());
            boolean worthless = experience.ended[row] && errata.worthlessEnds();
            later = worthless ? 0 : experience.rewards[row] + (last ? 0 : discount * later);
            returns[row] = later;
        }
        return returns;
    }

    /** Returns with mean 0 and variance 1 over all rows, and by how much they exceed what the critic expected. */
    Experience.Targets targets(Experience experience) {
        double[] returns = of(experience);
        double mean = mean(returns);
        double variance =
                mean(Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).toArray());
        double[] normalised = Arrays.stream(returns)
                .map(r -> (r - mean) / (Math.sqrt(variance) + TINY))
                .toArray();
        double[] advantages = IntStream.range(0, normalised.length)
                .mapToDouble(row -> normalised[row] - experience.values[row])
                .toArray();
        return new Experience.Targets(advantages, normalised);
    }

    static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElseThrow();
    }

    /** Actors whose every step earns 1 and none of whose episodes ends. */
    static Experience endless(int actors, int horizon) {
        Experience experience = new Experience(actors, horizon);
        Arrays.fill(experience.rewards, 1);
        return experience;
    }

    /** The mean of (1 - γ^j) / (1 - γ) over j = 1 to n: of n steps none of which ends anything. */
    static double ceiling(double discount, int n) {
        double powers = IntStream.rangeClosed(1, n)
                .mapToDouble(j -> Math.pow(discount, j))
                .sum();
        return (1 - powers / n) / (1 - discount);
    }
}
