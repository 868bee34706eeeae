package lab.samediff.experiments.control;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.samediff.models.control.GeneralisedAdvantage;
import lab.samediff.models.probability.Categorical;

/** What some actors did and what came of it. Row a · horizon + t is step t of actor a, so an actor's steps are together. */
final class Experience {
    final int actors;
    final int horizon;
    final float[][] seen;
    final int[] actions;
    final Categorical[] policies;
    final double[] rewards;
    final double[] values;
    /** What the critic expected where the step ended: 0 after the end of an episode. */
    final double[] following;
    /** Whether the step was the last one of its episode. */
    final boolean[] ended;

    Experience(int actors, int horizon) {
        int rows = Math.multiplyExact(actors, horizon);
        this.actors = actors;
        this.horizon = horizon;
        this.seen = new float[rows][];
        this.actions = new int[rows];
        this.policies = new Categorical[rows];
        this.rewards = new double[rows];
        this.values = new double[rows];
        this.following = new double[rows];
        this.ended = new boolean[rows];
    }

    int rows() {
        return rewards.length;
    }

    /** ln π(a|s) of the action that was taken, under the policy that took it. */
    double logProbability(int row) {
        return policies[row].logProbability(actions[row]);
    }

    /**
     * What is to be learned from each row.
     *
     * @param advantages how much better than expected the action was
     * @param returns what the critic is to expect
     */
    @SuppressWarnings("ArrayRecordComponent") // Read row by row, never compared or hashed.
    record Targets(double[] advantages, double[] returns) {}

    /** Advantages of each actor on its own; returns are advantages and values together, which is TD(λ). */
    Targets targets(GeneralisedAdvantage estimator) {
        double[] advantages = new double[rows()];
        for (int from = 0; from < rows(); from += horizon) {
            int to = from + horizon;
            double[] part = estimator.of(
                    Arrays.copyOfRange(rewards, from, to),
                    Arrays.copyOfRange(values, from, to),
                    Arrays.copyOfRange(following, from, to),
                    Arrays.copyOfRange(ended, from, to));
            System.arraycopy(part, 0, advantages, from, horizon);
        }
        double[] returns = IntStream.range(0, rows())
                .mapToDouble(row -> advantages[row] + values[row])
                .toArray();
        return new Targets(advantages, returns);
    }
}
