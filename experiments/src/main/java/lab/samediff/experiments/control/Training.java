package lab.samediff.experiments.control;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.pipelines.control.Environment;

/** What is noted of the training of some agents: their returns, and how far each round moved their policies. */
final class Training {
    private final Run run;
    private final Evaluation evaluation;
    private final Environment environment;
    private final List<Learner> learners;
    private final int rounds;
    private final Curves returns;
    private final Curves divergences;
    private final Curves clipped;
    private final List<double[]> before;

    /** {@code steps}: steps of each agent in a round. */
    Training(Run run, Evaluation evaluation, Environment environment, List<Learner> learners, int rounds, int steps) {
        this.run = run;
        this.evaluation = evaluation;
        this.environment = environment;
        this.learners = learners;
        this.rounds = rounds;
        this.returns = run.keep("returns", new Curves(learners.size(), steps));
        this.divergences = run.keep("divergences", new Curves(learners.size(), steps));
        this.clipped = run.keep("clipped", new Curves(learners.size(), steps));
        this.before = episode();
    }

    /** Notes the end of a round, and evaluates if it is time. */
    void note(int round, List<Learner.Move> moves) {
        run.log("kl", divergences.add(round, values(moves, Learner.Move::divergence)));
        run.log("clip_fraction", clipped.add(round, values(moves, Learner.Move::clipped)));
        if (evaluation.isDue(round, rounds)) {
            run.log("return", returns.add(round, evaluate(Evaluation.Choice.SAMPLED)));
        }
    }

    /** Gives the results and draws the curves. */
    void finish(double solved) {
        double[] last = returns.last();
        run.result("mean_return", Arrays.stream(last).average().orElseThrow());
        run.result("worst_return", Arrays.stream(last).min().orElseThrow());
        double[] greedy = evaluate(Evaluation.Choice.GREEDY);
        run.result("greedy_return", Arrays.stream(greedy).average().orElseThrow());
        returns.stepsTo(solved).ifPresent(steps -> run.result("steps_to_solve", steps));
        String title = "Mean return of " + evaluation.episodes() + " episodes";
        run.chart(
                "return",
                returns.mean(Curves.over(title, "return (steps)"), "agents").level("solved", solved));
        Chart moved = Curves.over("How far a round of learning moves the policy", "KL(old, new) (nats)");
        run.chart("kl", divergences.each(moved.logY(), evaluation.points()));
        Chart beyond = Curves.over("Actions whose ratio is beyond the clip after a round", "share (1)");
        run.chart("clip-fraction", clipped.each(beyond, evaluation.points()));
        run.animation("episode", CartPolePicture.frames(before, episode()), CartPolePicture.MILLIS);
    }

    private double[] evaluate(Evaluation.Choice choice) {
        return learners.stream()
                .mapToDouble(learner -> Arrays.stream(
                                evaluation.returns(learner.networks(), environment, choice, run.random("evaluation")))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    /** The states of an episode that the first agent plays. */
    private List<double[]> episode() {
        return Evaluation.watched(learners.get(0).networks(), environment, run.random("episode"));
    }

    private static double[] values(List<Learner.Move> moves, ToDoubleFunction<Learner.Move> value) {
        return IntStream.range(0, moves.size())
                .mapToDouble(agent -> value.applyAsDouble(moves.get(agent)))
                .toArray();
    }
}
