package lab.samediff.experiments.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.NumberSeries;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.pipelines.control.CartPole;

/**
 * The pole on a cart against its own equations of motion, and how long policies that have learned nothing balance it.
 * Barto, Sutton and Anderson 1983, IEEE Transactions on Systems, Man, and Cybernetics 13(5).
 */
public final class CartPoleEnv implements Experiment<CartPoleEnv.Config> {
    private static final String NAME = "cartpole-env";
    private static final CartPole ENVIRONMENT = CartPole.v1();
    private static final int LONGEST_SHOWN = 100;

    /** How far into the future the last policy looks, in s. */
    private static final double LOOKAHEAD = 0.5;

    /**
     * Settings.
     *
     * @param episodes that each policy plays
     * @param steps over which the distance of two neighbouring states grows
     */
    public record Config(int episodes, int steps) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new CartPoleEnv(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "The pole on a cart against its equations of motion", Family.CONTROL)
                .paper("Barto, Sutton and Anderson 1983, Neuronlike adaptive elements, IEEE SMC 13(5)");
        for (Preset preset : Preset.values()) {
            info = info.expects(
                    Reference.exact(NAME, "first_velocity", preset, 8.0 / 41, 1e-15, "0.02 s · 400/41 m/s², at rest"),
                    Reference.exact(NAME, "first_turning", preset, -12.0 / 41, 1e-15, "0.02 s · -600/41 rad/s²"),
                    Reference.exact(NAME, "motion_error", preset, 0, 1e-12, "the equations as a linear system"),
                    Reference.exact(NAME, "mirror_error", preset, 0, 0, "left and right are alike"),
                    Reference.exact(
                            NAME, "growth_rate", preset, Motion.rate(), 0.02, "√(g / (l (4/3 - m/M))), in 1/s"));
        }
        return info;
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(1000, 20)).smoke("episodes=10").full("episodes=100000");
    }

    @Override
    public void run(Config config, Run run) {
        double[] pushed = ENVIRONMENT.next(new double[4], 1);
        run.result("first_velocity", pushed[1]);
        run.result("first_turning", pushed[3]);
        Motion motion = run.keep("motion", new Motion(ENVIRONMENT));
        Chart angles = Chart.lines("One episode of each policy", "time (s)", "angle of the pole (degrees)");
        Chart returns = Chart.lines("How long policies without learning last", "return (steps)", "density (1/step)");
        for (Map.Entry<String, Policy> policy : policies().entrySet()) {
            List<double[]> shown = motion.episode(policy.getValue(), run.random("shown " + policy.getKey()));
            angles = angles.series(policy.getKey(), times(shown), degrees(shown));
            NumberSeries earned = run.numbers("returns " + policy.getKey());
            for (int ignored : run.steps(config.episodes())) {
                earned.add(motion.episode(policy.getValue(), run.random()).size() - 1.0);
            }
            run.result("return " + policy.getKey(), earned.mean());
            returns = returns.histogram(policy.getKey(), earned.toArray(), 0, LONGEST_SHOWN, LONGEST_SHOWN / 4);
        }
        run.result("motion_error", motion.error());
        run.result("mirror_error", motion.mirrorError());
        run.result("growth_rate", motion.growthRate(config.steps()));
        run.chart("angles", angles);
        run.chart("returns", returns);
    }

    /** What is done in a state. */
    interface Policy {
        int act(double[] state, RandomGenerator random);
    }

    private static Map<String, Policy> policies() {
        Map<String, Policy> policies = new LinkedHashMap<>();
        policies.put("at random", (state, random) -> random.nextInt(2));
        policies.put("where it leans", (state, random) -> state[2] > 0 ? 1 : 0);
        policies.put("where it will lean", (state, random) -> state[2] + LOOKAHEAD * state[3] > 0 ? 1 : 0);
        return policies;
    }

    private static double[] times(List<double[]> states) {
        return IntStream.range(0, states.size())
                .mapToDouble(i -> i * CartPole.INTERVAL)
                .toArray();
    }

    private static double[] degrees(List<double[]> states) {
        return states.stream().mapToDouble(state -> Math.toDegrees(state[2])).toArray();
    }
}
