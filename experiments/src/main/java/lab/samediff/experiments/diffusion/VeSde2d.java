package lab.samediff.experiments.diffusion;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.ArraySeries;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.diffusion.NoiseMlp;
import lab.samediff.models.dynamics.Ddim;
import lab.samediff.models.dynamics.Integrator;
import lab.samediff.models.dynamics.NoiseModel;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.dynamics.Solution;
import lab.samediff.models.dynamics.VarianceExploding;
import lab.samediff.models.dynamics.Wasserstein;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A variance-exploding diffusion learns the uniform distribution on a square, σ(t) = e^(5(t − 1)), and is sampled without
 * noise. Song et al. 2021, arXiv:2011.13456; Song, Meng and Ermon 2021, arXiv:2010.02502.
 */
public final class VeSde2d implements Experiment<VeSde2d.Config> {
    private static final String NAME = "vesde2d-uncond";
    private static final String SEEDS = "vesde2d-uncond-errata";

    /**
     * Settings.
     *
     * @param training of the network
     * @param samplingSteps of the sampler
     * @param samples in each draw
     * @param draws how many times that many samples are drawn, each from noise of its own
     * @param errata known mistakes to repeat
     */
    public record Config(Denoising training, int samplingSteps, int samples, int draws, Errata errata) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new VeSde2d(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "A variance-exploding diffusion learns a square", Family.DIFFUSION)
                .paper("Song et al. 2021, Score-Based Generative Modeling through SDEs, arXiv:2011.13456")
                .variant(
                        SEEDS,
                        "the mistakes of the original exercise",
                        "errata.timeInRate=true",
                        "errata.oneTimePerStep=true",
                        "errata.startWithoutData=true");
        for (Preset preset : Preset.values()) {
            info = info.expects(Reference.exact(
                    NAME, "repeat_distance", preset, 0, 0, "a sampler without noise gives the same bits again"));
        }
        return info;
    }

    /** What the experiments on the square train at STANDARD. */
    static Denoising training() {
        Rule rule = Rule.adam(2e-3).with(new Schedule.Cosine(100, 8000, 0.01)).averaging(0.999);
        NoiseSchedule schedule = new VarianceExploding(Math.exp(-5), 1);
        NoiseMlp model = new NoiseMlp(2, 128, 3, Activation.SILU, 4);
        return new Denoising(8000, 1000, rule, model, Denoising.Predicts.NOISE, schedule);
    }

    /** What FULL changes in {@link #training}. */
    static final String[] FULL_TRAINING = {
        "training.steps=30000", "training.rule.schedule.total=30000", "training.model.width=1024"
    };

    /** What QUICK changes in {@link #training}. */
    static final String[] QUICK_TRAINING = {
        "training.steps=1500", "training.rule.schedule.total=1500", "training.rule.average=0.99"
    };

    /** What SMOKE changes in {@link #training}. */
    static final String[] SMOKE_TRAINING = {"training.steps=20", "training.model.width=16", "training.batch=64"};

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(training(), 1000, 1000, 9, Errata.NONE))
                .smoke(SquareFigures.joined(SMOKE_TRAINING, "samplingSteps=20", "samples=100", "draws=2"))
                .quick(SquareFigures.joined(QUICK_TRAINING, "samplingSteps=200"))
                .full(FULL_TRAINING);
    }

    @Override
    public void run(Config config, Run run) {
        Denoising training = config.training();
        NoiseSchedule schedule = training.schedule();
        Errata errata = config.errata();
        Learnt model = training.train(run, NoisedSquare.POINTS, !errata.oneTimePerStep());
        SquareError.measure(run, schedule, model);
        NoiseModel sampled = errata.sampled(model);
        double[] times = Integrator.grid(1, 0, config.samplingSteps());
        ArraySeries draws = run.arrays("draws");
        for (int draw : run.steps(config.draws())) {
            INDArray start = NoisedSquare.start(config.samples(), errata.startDeviation(schedule), run.random("start"));
            Solution found = new Ddim().sample(sampled, schedule, times, start);
            draws.add(found.state());
            run.log("inside", SquareFit.inside(found.state()));
            if (draw > 0) continue;
            Solution again = new Ddim().sample(sampled, schedule, times, start);
            run.result("repeat_distance", again.state().distance2(found.state()));
            run.image("trajectories", SquareFigures.trajectories(found));
        }
        measure(run, config.samples(), draws.all());
    }

    private static void measure(Run run, int samples, List<INDArray> draws) {
        run.result("inside", mean(draws, SquareFit::inside));
        run.result("chi2_per_degree", mean(draws, SquareFit::chiSquared));
        run.result("w2", mean(draws, x -> Wasserstein.squaredW2(x, real(run, samples))));
        run.result("w2_floor", mean(draws, x -> Wasserstein.squaredW2(real(run, samples), real(run, samples))));
        List<String> captions = IntStream.rangeClosed(1, draws.size())
                .mapToObj(i -> "draw " + i)
                .toList();
        run.image("samples", SquareFigures.clouds("Samples of a diffusion on the square", draws, captions));
    }

    private static INDArray real(Run run, int samples) {
        return NoisedSquare.POINTS.sample(samples, run.random("real"));
    }

    private static double mean(List<INDArray> draws, ToDoubleFunction<INDArray> measure) {
        return draws.stream().mapToDouble(measure).average().orElseThrow();
    }
}
