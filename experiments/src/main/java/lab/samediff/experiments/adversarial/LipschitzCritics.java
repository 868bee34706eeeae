package lab.samediff.experiments.adversarial;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.models.adversarial.Lipschitz;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How steep critics get that are held by nothing, by clipped weights, by a gradient penalty and by the singular values of
 * their matrices. They tell two circles around the origin apart, whose earth mover's distance is the difference of the
 * radii: the radius is 1-Lipschitz and attains it.
 */
public final class LipschitzCritics implements Experiment<LipschitzCritics.Config> {
    private static final String NAME = "lipschitz-1l";
    private static final double OUTER = 2;
    private static final double INNER = 1;

    /**
     * Settings.
     *
     * @param outer radius of the circle that is called real
     * @param inner radius of the other one
     * @param steps of each critic
     * @param batch points of each kind in a step
     * @param rule optimiser
     * @param critic the network, whose activation must not be steeper than 1
     * @param held what holds the critics
     * @param points of each kind that distances and slopes are measured on
     */
    public record Config(
            double outer, double inner, int steps, int batch, Rule rule, Mlp critic, Held held, int points) {}

    /**
     * What holds the critics apart from the first, which is free.
     *
     * @param clip of all weights
     * @param penalty of slopes
     * @param spectral of matrices
     */
    public record Held(Lipschitz.Clip clip, Lipschitz.Penalty penalty, Lipschitz.Spectral spectral) {
        private Map<String, Lipschitz> all() {
            Map<String, Lipschitz> all = new LinkedHashMap<>();
            all.put("free", new Lipschitz.None());
            all.put("clip", clip);
            all.put("penalty", penalty);
            all.put("spectral", spectral);
            return all;
        }
    }

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new LipschitzCritics(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Slopes of critics: free, clipped, penalised, spectral", Family.ADVERSARIAL)
                .paper("Gulrajani et al. 2017, arXiv:1704.00028, proposition 1; Gouk et al. 2021, arXiv:1804.04368");
        for (Preset preset : new Preset[] {Preset.QUICK, Preset.STANDARD}) {
            info = info.expects(
                    exact("slope_over_bound", preset, 1, 1e-4, "product of largest singular values")
                            .atMost(),
                    exact("spectral_bound", preset, 1, 0.01, "1; 0.01 for the power method")
                            .atMost(),
                    exact("spectral_distance", preset, OUTER - INNER, 0.01, "Kantorovich duality: at most W1")
                            .atMost(),
                    exact("penalty_distance", preset, OUTER - INNER, 0.1, "difference of the radii"),
                    exact("penalty_slope_p50", preset, 1, 0.1, "1 almost everywhere between the two"));
        }
        return info;
    }

    private static Reference exact(String metric, Preset preset, double value, double spread, String formula) {
        return Reference.exact(NAME, metric, preset, value, spread, formula);
    }

    @Override
    public Presets<Config> presets() {
        Held held = new Held(new Lipschitz.Clip(0.01), new Lipschitz.Penalty(10), new Lipschitz.Spectral(50));
        Rule rule = Rule.adam(1e-3).with(new Schedule.Linear(0, 3000, 0.01));
        Mlp critic = new Mlp(2, 64, 3, 1, Activation.RELU);
        return Presets.of(new Config(OUTER, INNER, 3000, 256, rule, critic, held, 4000))
                .smoke("steps=10", "batch=16", "critic.width=8", "points=100")
                .quick("steps=800", "rule.schedule.total=800");
    }

    @Override
    public void run(Config config, Run run) {
        Chart chart = Chart.lines("Slopes of four critics between two circles", "share of points (1)", "slope (1)")
                .logY()
                .level("1-Lipschitz", 1);
        double most = 0;
        for (Map.Entry<String, Lipschitz> held : config.held().all().entrySet()) {
            String name = held.getKey();
            Critic critic = new Critic(run, new Params(run.seed()), config.critic(), held.getValue(), config.rule());
            for (int i : run.steps(config.steps())) {
                INDArray real = circle(config.outer(), config.batch(), run);
                INDArray fake = circle(config.inner(), config.batch(), run);
                critic.step(real, fake, run.uniform(config.batch(), 1));
                if (i % 10 == 0) run.log(name + "_distance_by_step", critic.distance(real, fake));
            }
            INDArray real = circle(config.outer(), config.points(), run);
            INDArray fake = circle(config.inner(), config.points(), run);
            run.result(name + "_distance", critic.distance(real, fake));
            double[] slopes = critic.slopes(real, fake, run.uniform(config.points(), 1));
            Percentiles.report(run, name + "_slope", slopes);
            run.result(name + "_bound", critic.slopeBound());
            Arrays.sort(slopes);
            most = Math.max(most, slopes[slopes.length - 1] / critic.slopeBound());
            chart = chart.series(name, shares(slopes.length), slopes);
        }
        run.result("slope_over_bound", most);
        run.chart("slopes", chart);
    }

    /** n points of the circle around the origin, all angles alike: float [n, 2]. */
    private static INDArray circle(double radius, int n, Run run) {
        float[] points = new float[2 * n];
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * run.random().nextDouble();
            points[2 * i] = (float) (radius * Math.cos(angle));
            points[2 * i + 1] = (float) (radius * Math.sin(angle));
        }
        return Nd4j.createFromArray(points).reshape(n, 2);
    }

    private static double[] shares(int n) {
        double[] shares = new double[n];
        for (int i = 0; i < n; i++) shares[i] = (i + 0.5) / n;
        return shares;
    }
}
