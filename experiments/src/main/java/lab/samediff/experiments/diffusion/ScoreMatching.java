package lab.samediff.experiments.diffusion;

import java.util.Arrays;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.diffusion.NoiseMlp;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.dynamics.VarianceExploding;
import lab.samediff.models.dynamics.Wasserstein;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.probability.KernelDistance;
import lab.samediff.models.probability.Mixture;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import lab.samediff.pipelines.points.EightGaussians;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Denoising score matching on eight Gaussians, whose score is known, and samples by annealed Langevin dynamics. Vincent
 * 2011, doi:10.1162/NECO_a_00142; Song and Ermon 2019, arXiv:1907.05600.
 */
public final class ScoreMatching implements Experiment<ScoreMatching.Config> {
    private static final String NAME = "score-matching-2d";

    /** The largest relative Fisher divergence that is taken for a score well learnt. */
    private static final double TARGET = 0.05;

    /**
     * Settings.
     *
     * @param training of the network
     * @param source the eight Gaussians
     * @param tests points that the score is compared at
     * @param samples drawn by Langevin dynamics
     * @param annealing how they are drawn
     */
    public record Config(
            Denoising training, EightGaussians source, int tests, int samples, AnnealedLangevin annealing) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new ScoreMatching(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Denoising score matching on eight Gaussians", Family.DIFFUSION)
                .paper("Vincent 2011, A Connection Between Score Matching and Denoising Autoencoders");
        for (Preset preset : new Preset[] {Preset.STANDARD, Preset.FULL}) {
            info = info.expects(Reference.exact(
                            NAME, "fisher_divergence", preset, TARGET, 0, "to the analytic score of the mixture")
                    .atMost());
        }
        return info;
    }

    @Override
    public Presets<Config> presets() {
        Rule rule = Rule.adam(1e-3).with(new Schedule.Cosine(100, 20_000, 0.01)).averaging(0.999);
        NoiseMlp model = new NoiseMlp(2, 128, 3, Activation.SILU, 0);
        NoiseSchedule schedule = new VarianceExploding(0.05, 1);
        Denoising training = new Denoising(20_000, 512, rule, model, Denoising.Predicts.SCORE, schedule);
        AnnealedLangevin annealing = new AnnealedLangevin(10, 100, 0.3);
        return Presets.of(new Config(training, EightGaussians.textbook(), 20_000, 2000, annealing))
                .smoke("training.steps=20", "training.batch=64", "tests=200", "samples=100", "annealing.steps=5")
                .quick(
                        "training.steps=3000",
                        "training.rule.schedule.total=3000",
                        "training.rule.average=0.99",
                        "samples=1000")
                .full("training.steps=100000", "training.rule.schedule.total=100000");
    }

    @Override
    public void run(Config config, Run run) {
        EightGaussians source = config.source();
        Mixture truth = Mixture.ring(source.classes(), source.radius(), source.variance());
        Denoising training = config.training();
        Learnt model = training.train(run, source, true);
        NoiseSchedule schedule = training.schedule();
        INDArray tests = source.sample(config.tests(), run.random("test"));
        run.result("fisher_divergence", ScoreError.relative(truth, tests, model.score(0, tests)));
        ScoreError.overNoise(run, truth, schedule, model, tests);
        ScoreFigures.arrows(run, truth, schedule, model);

        double deviation = Math.sqrt(source.radius() * source.radius() / 2 + source.variance() + 1);
        INDArray start = NoisedSquare.start(config.samples(), deviation, run.random("start"));
        INDArray found = config.annealing().sample(model, schedule, start, run.random("langevin"));
        INDArray real = source.sample(config.samples(), run.random("real"));
        INDArray other = source.sample(config.samples(), run.random("floor"));
        double bandwidth = Math.sqrt(source.variance());
        run.result(
                "mmd2_langevin", KernelDistance.squaredMmd(found.toDoubleMatrix(), real.toDoubleMatrix(), bandwidth));
        run.result("mmd2_floor", KernelDistance.squaredMmd(other.toDoubleMatrix(), real.toDoubleMatrix(), bandwidth));
        run.result("w2_langevin", Wasserstein.squaredW2(found, real));
        run.result("w2_floor", Wasserstein.squaredW2(other, real));
        double[] shares = ScoreError.shares(truth, source.classes(), found);
        run.result("least_share", Arrays.stream(shares).min().orElseThrow());
        run.image("samples", ScoreFigures.samples(found, real));
    }
}
