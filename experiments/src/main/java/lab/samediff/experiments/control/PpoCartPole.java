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
import lab.samediff.models.control.GeneralisedAdvantage;
import lab.samediff.models.losses.ClippedPolicy;
import lab.samediff.models.train.Clip;
import lab.samediff.models.train.Method;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import lab.samediff.pipelines.control.CartPole;

/** Proximal policy optimisation learns to balance a pole. Schulman et al. 2017, arXiv:1707.06347. */
public final class PpoCartPole implements Experiment<PpoCartPole.Config> {
    private static final String NAME = "ppo-cartpole";
    private static final String LIMIT_ENDS = "ppo-limit-ends";
    private static final String CLEANRL = "Huang et al. 2022, CleanRL, JMLR 23(274), documentation of ppo.py, 3 seeds";
    private static final String BASELINES = "Dhariwal et al. 2017, OpenAI Baselines, in the documentation of CleanRL";
    private static final String TRAINING = "theirs: episodes of the training, the limit of time taken for an end";
    private static final CartPole ENVIRONMENT = CartPole.v1();

    /** What Gymnasium calls solved: a mean return of 475 over 100 episodes. */
    static final double SOLVED = 475;

    /**
     * Settings.
     *
     * @param agents how many are trained, independently of each other
     * @param rounds how often each plays and then learns from what it played
     * @param ppo the algorithm
     * @param advantage how advantages are estimated
     * @param rule optimiser
     * @param evaluation how an agent is judged
     * @param errata known mistakes to repeat
     */
    public record Config(
            int agents,
            int rounds,
            Ppo ppo,
            GeneralisedAdvantage advantage,
            Rule rule,
            Evaluation evaluation,
            Errata errata) {}

    /**
     * Known mistakes of common code, off by default.
     *
     * @param limitEnds an episode that is cut off by the limit of time is taken for one in which the pole fell: the critic
     *     is told that nothing follows a state from which 500 more steps may be earned
     */
    public record Errata(boolean limitEnds) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new PpoCartPole(), args);
    }

    @Override
    public Info info() {
        return Info.of(NAME, "Proximal policy optimisation balances a pole", Family.CONTROL)
                .paper("Schulman et al. 2017, Proximal Policy Optimization Algorithms, arXiv:1707.06347")
                .variant(LIMIT_ENDS, "the limit of time taken for an end", "errata.limitEnds=true")
                .expects(
                        Reference.ownRun(NAME, "mean_return", Preset.STANDARD, SOLVED, 0, "Gymnasium's threshold")
                                .atLeast(),
                        Reference.paper(NAME, "mean_return", 490.04, CLEANRL, TRAINING)
                                .within(6.12),
                        Reference.paper(NAME, "mean_return", 497.54, BASELINES, TRAINING)
                                .within(4.02),
                        Reference.paper(LIMIT_ENDS, "mean_return", 490.04, CLEANRL, "theirs: episodes of the training")
                                .within(6.12))
                .onTour();
    }

    @Override
    public Presets<Config> presets() {
        // A value weight of 1/4: 0.5 times half of the squared error.
        ClippedPolicy objective = new ClippedPolicy(0.2, 0.25, 0.01);
        Ppo.Details details = new Ppo.Details(true, true, false);
        Ppo ppo = new Ppo(new ActorCritic(4, 2, 64, 2), objective, 4, 128, 4, 4, details);
        Rule rule = Rule.of(new Method.Adam(0.9, 0.999, 1e-5), 2.5e-4)
                .with(new Schedule.Linear(0, ppo.updates(976), 0))
                .with(new Clip.Norm(0.5));
        GeneralisedAdvantage advantage = new GeneralisedAdvantage(0.99, 0.95);
        return Presets.of(new Config(3, 976, ppo, advantage, rule, new Evaluation(40, 100), new Errata(false)))
                .smoke(
                        "agents=2",
                        "rounds=3",
                        "ppo.horizon=16",
                        "rule.schedule.total=48",
                        "evaluation.points=2",
                        "evaluation.episodes=4")
                .quick("rounds=196", "rule.schedule.total=3136", "evaluation.points=20", "evaluation.episodes=40")
                .full("agents=10");
    }

    @Override
    public void run(Config config, Run run) {
        Ppo ppo = config.ppo();
        List<Learner> learners = Learner.several(config.agents(), ppo, config.rule(), run);
        List<Actors> actors = new ArrayList<>();
        for (Learner learner : learners) {
            Actors group = new Actors(ENVIRONMENT, ppo.actors(), config.errata().limitEnds(), learner.random());
            actors.add(run.keep("actors " + actors.size(), group));
        }
        Training training = new Training(run, config.evaluation(), ENVIRONMENT, learners, config.rounds(), ppo.rows());
        for (int round : run.steps(config.rounds())) {
            List<Learner.Move> moves = new ArrayList<>();
            for (int agent = 0; agent < config.agents(); agent++) {
                Learner learner = learners.get(agent);
                Experience experience = actors.get(agent).play(learner.networks(), ppo.horizon());
                learner.learn(experience, experience.targets(config.advantage()), 1);
                moves.add(learner.move(experience));
            }
            training.note(round, moves);
        }
        training.finish(SOLVED);
    }
}
