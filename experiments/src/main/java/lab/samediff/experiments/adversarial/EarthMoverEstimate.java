package lab.samediff.experiments.adversarial;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.adversarial.Lipschitz;
import lab.samediff.models.dynamics.Wasserstein;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What two critics say of the distance between U[0, 1] and U[θ, 1 + θ]: the earth mover's distance is θ, while the
 * Jensen-Shannon divergence is min(θ, 1) ln 2, which tells nothing of θ once the supports are apart. Arjovsky et al.
 * 2017, arXiv:1701.07875, example 1 and figure 1, with intervals in place of parallel lines.
 *
 * <p>The intervals lie on a line in the plane: on the line itself a penalised critic that begins with a slope of the wrong
 * sign keeps it, because the way to the other sign leads through a slope of 0, where the penalty is highest. In training
 * each number is paired with itself plus θ; then the best penalised critic has the slope 1 + θ / 2λ wherever mass is moved,
 * and says θ + θ² / 2λ.
 */
public final class EarthMoverEstimate implements Experiment<EarthMoverEstimate.Config> {
    private static final String NAME = "emd-w-loss";
    private static final double WEIGHT = 10;
    private static final List<Double> SHIFTS = List.of(0.0, 0.25, 0.5, 1.0, 1.5, 2.0);

    /**
     * Settings.
     *
     * @param shifts the values of θ, from 0 on
     * @param steps of each critic for each of them
     * @param batch numbers of each kind in a step
     * @param rule optimiser of the critics
     * @param critic both critics' network
     * @param penalty weight λ of the gradient penalty
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
                        exact("w1_samples", shift, preset, shift, 0.026, "θ; 4 standard errors"),
                        exact("w1_critic", shift, preset, penalised(shift), 0.05, "θ + θ² / 2λ with λ = 10"),
                        exact("js_critic", shift, preset, divergence(shift), 0.03, "min(θ, 1) ln 2"));
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

    private static double penalised(double shift) {
        return shift + shift * shift / (2 * WEIGHT);
    }

    private static double divergence(double shift) {
        return Math.min(shift, 1) * Math.log(2);
    }

    @Override
    public Presets<Config> presets() {
        Mlp critic = new Mlp(2, 64, 2, 1, Activation.RELU);
        Rule rule = Rule.adam(2e-3).with(new Schedule.Linear(0, 4000, 0.01));
        return Presets.of(new Config(SHIFTS, 4000, 256, rule, critic, new Lipschitz.Penalty(WEIGHT), 4000))
                .smoke("shifts=0.5", "steps=20", "batch=32", "points=200")
                .quick("steps=2000", "rule.schedule.total=2000");
    }

    @Override
    public void run(Config config, Run run) {
        int n = config.shifts().size();
        double[] shifts =
                config.shifts().stream().mapToDouble(Double::doubleValue).toArray();
        double[] mover = new double[n];
        double[] shannon = new double[n];
        for (int i = 0; i < n; i++) {
            Critic critic = new Critic(run, new Params(run.seed()), config.critic(), config.penalty(), config.rule());
            JensenShannon classifier = new JensenShannon(run, new Params(run.seed()), config.critic(), config.rule());
            for (int step : run.steps(config.steps())) {
                INDArray x = run.uniform(config.batch(), 1);
                INDArray real = inPlane(x);
                INDArray fake = inPlane(x.add(shifts[i]));
                critic.step(real, fake, run.uniform(config.batch(), 1));
                classifier.step(real, fake);
                if (step % 100 == 0) run.log(named("critic", shifts[i]), critic.distance(real, fake));
            }
            INDArray x = run.uniform(config.points(), 1);
            INDArray y = run.uniform(config.points(), 1).addi(shifts[i]);
            mover[i] = critic.distance(inPlane(x), inPlane(y));
            shannon[i] = classifier.divergence(inPlane(x), inPlane(y));
            double sorted = Wasserstein.w1OnLine(x.data().asDouble(), y.data().asDouble());
            run.result(named("w1_samples", shifts[i]), sorted);
            run.result(named("w1_critic", shifts[i]), mover[i]);
            run.result(named("js_critic", shifts[i]), shannon[i]);
        }
        double[] best = Arrays.stream(shifts).map(EarthMoverEstimate::penalised).toArray();
        run.chart("distances", WganFigures.distances(shifts, best, mover, shannon));
    }

    /** Numbers [n, 1] as points (x, 0) [n, 2]. */
    private static INDArray inPlane(INDArray x) {
        return Nd4j.concat(1, x, Nd4j.zerosLike(x));
    }
}
