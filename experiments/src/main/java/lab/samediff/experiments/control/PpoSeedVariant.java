package lab.samediff.experiments.control;

import java.util.ArrayList;
import java.util.List;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.control.ActorCritic;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.losses.ClippedPolicy;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import lab.samediff.pipelines.control.CartPole;

/**
 * A notebook's proximal policy optimisation, with its mistakes, and why its "average reward" stops at 90.33: that is no
 * return of an episode but the mean discounted return-to-go of 8 · 128 steps, summed as if the actors were one after the
 * other. Where nothing ends it is 100 - (100 / 1024) Σ_{j=1}^{1024} 0.99^j, for any policy that lasts for 128 steps.
 */
public final class PpoSeedVariant implements Experiment<PpoSeedVariant.Config> {
    private static final String NAME = "ppo-seed-variant";
    private static final String CORRECTED = "ppo-seed-corrected";
    private static final String NOTEBOOK =
            "B. Pulfer, PapersReimplementations, ppo/PPO.ipynb, the largest average reward";
    private static final CartPole ENVIRONMENT = CartPole.v1();
    private static final int ACTORS = 8;
    private static final int HORIZON = 128;
    private static final double DISCOUNT = 0.99;

    /**
     * Settings.
     *
     * @param agents how many are trained, independently of each other
     * @param rounds how often each plays, from new starts, and then learns from what it played
     * @param ppo the algorithm
     * @param discount of returns
     * @param rule optimiser
     * @param evaluation how an agent is judged
     * @param errata known mistakes of the original code; on by default here
     */
    public record Config(
            int agents,
            int rounds,
            Ppo ppo,
            double discount,
            Rule rule,
            Evaluation evaluation,
            ReturnsToGo.Errata errata) {
        ReturnsToGo returns() {
            return new ReturnsToGo(discount, errata);
        }
    }

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new PpoSeedVariant(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "A notebook's policy optimisation, and its average reward of 90.33", Family.CONTROL)
                .paper("Schulman et al. 2017, Proximal Policy Optimization Algorithms, arXiv:1707.06347")
                .variant(
                        CORRECTED,
                        "returns of each actor on its own, and what ends earn counts",
                        "errata.leaking=false",
                        "errata.worthlessEnds=false")
                .expects(Reference.paper(NAME, "average_reward", 90.33, NOTEBOOK, "")
                        .within(0.005));
        double together = ReturnsToGo.ceiling(DISCOUNT, ACTORS * HORIZON);
        double alone = ReturnsToGo.ceiling(DISCOUNT, HORIZON);
        for (Preset preset : Preset.values()) {
            info = info.expects(
                    Reference.exact(
                            NAME, "ceiling", preset, together, 1e-9, "100 - (100/1024) Σ 0.99^j, j = 1 ... 1024"),
                    Reference.exact(
                            CORRECTED, "ceiling", preset, alone, 1e-9, "100 - (100/128) Σ 0.99^j, j = 1 ... 128"),
                    Reference.exact(NAME, "average_reward", preset, together, 1e-9, "the ceiling")
                            .atMost(),
                    Reference.exact(CORRECTED, "average_reward", preset, alone, 1e-9, "the ceiling")
                            .atMost());
        }
        return info;
    }

    @Override
    public Presets<Config> presets() {
        ActorCritic model = new ActorCritic(4, 2, 100, 3, Activation.RELU, false);
        Ppo.Details details = new Ppo.Details(false, false, true);
        Ppo ppo = new Ppo(model, new ClippedPolicy(0.1, 1, 0.01), ACTORS, HORIZON, 3, 4, details);
        Rule rule = Rule.adam(2.5e-4).with(new Schedule.Linear(0, ppo.updates(100), 0));
        ReturnsToGo.Errata errata = new ReturnsToGo.Errata(true, true);
        return Presets.of(new Config(3, 100, ppo, DISCOUNT, rule, new Evaluation(20, 100), errata))
                .smoke("rounds=2", "rule.schedule.total=24", "evaluation.points=1", "evaluation.episodes=4")
                .quick("rounds=20", "rule.schedule.total=240", "evaluation.points=10");
    }

    @Override
    public void run(Config config, Run run) {
        Ppo ppo = config.ppo();
        List<Learner> learners = Learner.several(config.agents(), ppo, config.rule(), run);
        Training training = new Training(run, config.evaluation(), ENVIRONMENT, learners, config.rounds(), ppo.rows());
        Curves averages = run.keep("averages", new Curves(config.agents(), ppo.rows()));
        for (int round : run.steps(config.rounds())) {
            List<Learner.Move> moves = new ArrayList<>();
            double[] average = new double[config.agents()];
            for (int agent = 0; agent < config.agents(); agent++) {
                Learner learner = learners.get(agent);
                // The original begins each round with new episodes, so no actor ever lasts for longer than the horizon.
                Actors actors = new Actors(ENVIRONMENT, ppo.actors(), true, learner.random());
                Experience experience = actors.play(learner.networks(), ppo.horizon());
                average[agent] = ReturnsToGo.mean(config.returns().of(experience));
                learner.learn(experience, config.returns().targets(experience), left(round, config.rounds()));
                moves.add(learner.move(experience));
            }
            run.log("average_reward", averages.add(round, average));
            training.note(round, moves);
        }
        training.finish(PpoCartPole.SOLVED);
        AverageReward reward = new AverageReward(config.returns(), ppo.actors(), ppo.horizon());
        run.result("ceiling", reward.ceiling());
        run.result("average_reward", averages.best());
        run.chart("average-reward", reward.curve(averages));
        run.chart("ceiling", reward.returnsToGo());
    }

    /** The share of the training that is left, from 1 in the first round to 0 in the last. */
    private static double left(int round, int rounds) {
        return rounds == 1 ? 1 : 1 - round / (rounds - 1.0);
    }
}
