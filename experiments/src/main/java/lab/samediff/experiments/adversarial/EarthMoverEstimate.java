package lab.samediff.experiments.adversarial;

import java.util.List;
import java.util.Locale;
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
import lab.samediff.models.dynamics.Wasserstein;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.losses.Adversarial;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import lab.samediff.models.train.Step;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What two critics say of the distance between U[0, 1] and U[θ, 1 + θ]: the earth mover's distance is |θ|, while the
 * Jensen-Shannon divergence is min(|θ|, 1) ln 2, which tells nothing of θ once the supports are apart. Arjovsky et al.
 * 2017, arXiv:1701.07875, example 1 and figure 1, with intervals in place of parallel lines.
 */
public final class EarthMoverEstimate implements Experiment<EarthMoverEstimate.Config> {
    private static final String NAME = "emd-w-loss";
    private static final List<Double> SHIFTS = List.of(0.0, 0.25, 0.5, 1.0, 1.5, 2.0);

    /**
     * Settings.
     *
     * @param shifts the values of θ
     * @param steps of each critic for each of them
     * @param batch numbers of each kind in a step
     * @param rule optimiser of the critics
     * @param critic both critics' network
     * @param penalty weight of the gradient penalty; slopes exceed 1 by something like 1 / (2 weight)
     * @param points numbers of each kind that distances are measured on
     */
    public record Config(
            List<Double> shifts, int steps, int batch, Rule rule, Mlp critic, Lipschitz.Penalty penalty, int points) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new EarthMoverEstimate(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Earth mover's distance and Jensen-Shannon divergence by critics", Family.ADVERSARIAL)
                .paper("Arjovsky, Chintala and Bottou 2017, Wasserstein GAN, arXiv:1701.07875");
        for (Preset preset : List.of(Preset.QUICK, Preset.STANDARD)) {
            for (double shift : SHIFTS) {
                info = info.expects(
                        // Standard error of the mean difference of 4000 pairs: 0.0065.
                        exact("w1_samples", shift, preset, shift, 0.026, "|θ|; 4 standard errors"),
                        exact(
                                "w1_critic",
                                shift,
                                preset,
                                shift,
                                0.06,
                                "|θ|; 4 standard errors, and 0.03 for the penalty"),
                        exact("js_critic", shift, preset, divergence(shift), 0.03, "min(|θ|, 1) ln 2"));
            }
        }
        return info;
    }

    private static Reference exact(
            String metric, double shift, Preset preset, double value, double spread, String formula) {
        return Reference.exact(NAME, named(metric, shift), preset, value, spread, formula);
    }

    private static String named(String metric, double shift) {
        return String.format(Locale.ROOT, "%s at %.2f", metric, shift);
    }

    private static double divergence(double shift) {
        return Math.min(Math.abs(shift), 1) * Math.log(2);
    }

    @Override
    public Presets<Config> presets() {
        Mlp critic = new Mlp(1, 64, 2, 1, Activation.RELU);
        Rule rule = Rule.adam(2e-3).with(new Schedule.Linear(0, 3000, 0.01));
        return Presets.of(new Config(SHIFTS, 3000, 256, rule, critic, new Lipschitz.Penalty(100), 4000))
                .smoke("shifts=0.5", "steps=20", "batch=32", "points=200")
                .quick("steps=800", "rule.schedule.total=800");
    }

    @Override
    public void run(Config config, Run run) {
        int n = config.shifts().size();
        double[] shifts =
                config.shifts().stream().mapToDouble(Double::doubleValue).toArray();
        double[] mover = new double[n];
        double[] shannon = new double[n];
        for (int i = 0; i < n; i++) {
            Critic critic = new Critic(new Params(run.seed()), config.critic(), config.penalty(), config.rule());
            Params params = new Params(run.seed());
            Step classifier = Step.of(params, config.rule(), s -> confusion(config, s));
            for (int step : run.steps(config.steps())) {
                INDArray real = run.uniform(config.batch(), 1);
                INDArray fake = run.uniform(config.batch(), 1).addi(shifts[i]);
                critic.step(real, fake, run.uniform(config.batch(), 1));
                double loss = classifier.run(Map.of("real", real, "fake", fake));
                if (step % 10 == 0) run.log(named("js", shifts[i]), Math.log(2) - loss / 2);
            }
            INDArray real = run.uniform(config.points(), 1);
            INDArray fake = run.uniform(config.points(), 1).addi(shifts[i]);
            Call held = Call.of(params, s -> confusion(config, s));
            mover[i] = critic.distance(real, fake);
            shannon[i] =
                    Math.log(2) - held.run(Map.of("real", real, "fake", fake)).getDouble(0) / 2;
            run.result(
                    named("w1_samples", shifts[i]), Wasserstein.w1OnLine(real.toDoubleVector(), fake.toDoubleVector()));
            run.result(named("w1_critic", shifts[i]), mover[i]);
            run.result(named("js_critic", shifts[i]), shannon[i]);
        }
        run.chart("distances", chart(shifts, mover, shannon));
    }

    /** The loss of a critic with logits, which is 2 ln 2 − 2 JS at its best. */
    private static SDVariable confusion(Config config, Scope s) {
        SDVariable onReal = config.critic().apply(s.in("critic"), s.input("real", -1, 1));
        SDVariable onFake = config.critic().apply(s.again("critic"), s.input("fake", -1, 1));
        return Adversarial.critic(onReal, onFake);
    }

    private static Chart chart(double[] shifts, double[] mover, double[] shannon) {
        double[] corners = {0, 1, 2};
        return Chart.lines("Two distances between U[0, 1] and U[θ, 1 + θ]", "shift θ (1)", "W1 (1), JS (nats)")
                .series("W1 = θ", corners, corners)
                .series("JS = min(θ, 1) ln 2", corners, new double[] {0, Math.log(2), Math.log(2)})
                .scatter("critic with gradient penalty", shifts, mover)
                .scatter("critic with logits", shifts, shannon);
    }
}
