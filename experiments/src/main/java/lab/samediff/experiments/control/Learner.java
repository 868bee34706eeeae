package lab.samediff.experiments.control;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Params;
import lab.samediff.models.probability.Categorical;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.Batches;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An agent that learns: networks and what updates them. */
final class Learner {
    private static final double TINY = 1e-8;

    private final Ppo ppo;
    private final RandomGenerator random;
    private final Networks networks;
    private final Step step;
    private final Batches batches;

    Learner(Ppo ppo, Rule rule, RandomGenerator random) {
        long seed = random.nextLong();
        Params params = new Params(seed);
        this.ppo = ppo;
        this.random = random;
        this.networks = new Networks(ppo.model(), params);
        this.step = Step.of(params, rule, ppo::loss);
        this.batches = new Batches(ppo.rows(), ppo.rows() / ppo.minibatches(), seed);
    }

    /** Agents that share nothing, each with a stream of random numbers of its own. */
    static List<Learner> several(int agents, Ppo ppo, Rule rule, Run run) {
        if (agents < 1) throw new IllegalArgumentException("agents must be at least 1, got " + agents);
        List<Learner> learners = IntStream.range(0, agents)
                .mapToObj(agent -> new Learner(ppo, rule, run.random("agent " + agent)))
                .toList();
        for (Learner learner : learners) {
            run.keep(learner.step);
            run.keep(learner.batches);
        }
        return learners;
    }

    /** The agent's stream of random numbers. */
    RandomGenerator random() {
        return random;
    }

    Networks networks() {
        return networks;
    }

    /** Goes over the experience in shuffled minibatches; {@code left} is the share of the training that is left. */
    void learn(Experience experience, Experience.Targets targets, double left) {
        double margin = ppo.objective().clip() * (ppo.details().annealedClip() ? left : 1);
        for (int i = 0; i < ppo.updates(1); i++) step.run(inputs(experience, targets, margin, batches.next()));
    }

    private Map<String, INDArray> inputs(Experience from, Experience.Targets targets, double margin, int[] rows) {
        double[] advantages = Arrays.stream(rows)
                .mapToDouble(row -> targets.advantages()[row])
                .toArray();
        if (ppo.details().normalised()) normalise(advantages);
        return Map.of(
                "seen",
                        Nd4j.createFromArray(Arrays.stream(rows)
                                .mapToObj(row -> from.seen[row])
                                .toArray(float[][]::new)),
                "actions",
                        Nd4j.createFromArray(Arrays.stream(rows)
                                .map(row -> from.actions[row])
                                .toArray()),
                "before", column(rows, from::logProbability),
                "values", column(rows, row -> from.values[row]),
                "returns", column(rows, row -> targets.returns()[row]),
                "advantages", column(IntStream.range(0, rows.length).toArray(), i -> advantages[i]),
                "margins", column(rows, row -> margin));
    }

    private static INDArray column(int[] rows, IntToDoubleFunction value) {
        float[] column = new float[rows.length];
        for (int i = 0; i < rows.length; i++) column[i] = (float) value.applyAsDouble(rows[i]);
        return Nd4j.createFromArray(column);
    }

    /** Gives the numbers mean 0 and variance 1 (over n - 1). */
    static void normalise(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElseThrow();
        double squares =
                Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum();
        double deviation = Math.sqrt(squares / (numbers.length - 1));
        Arrays.setAll(numbers, i -> (numbers[i] - mean) / (deviation + TINY));
    }

    /**
     * How far the policy has gone from the one that played, over the states that were seen.
     *
     * @param divergence the mean of KL(old, new), in nats
     * @param clipped share of the actions whose ratio of chances lies outside of the clip
     */
    record Move(double divergence, double clipped) {}

    /** How far the policy is now from the one that played. */
    Move move(Experience experience) {
        Networks.Opinion[] now = networks.of(experience.seen);
        double divergence = 0;
        int clipped = 0;
        for (int row = 0; row < now.length; row++) {
            Categorical policy = now[row].policy();
            divergence += experience.policies[row].divergenceFrom(policy);
            double ratio = Math.exp(policy.logProbability(experience.actions[row]) - experience.logProbability(row));
            if (Math.abs(ratio - 1) > ppo.objective().clip()) clipped++;
        }
        return new Move(divergence / now.length, (double) clipped / now.length);
    }
}
