package lab.samediff.experiments.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import lab.samediff.experiments.core.ArraySeries;
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
import lab.samediff.models.dynamics.Ddim;
import lab.samediff.models.dynamics.Euler;
import lab.samediff.models.dynamics.Heun;
import lab.samediff.models.dynamics.Integrator;
import lab.samediff.models.dynamics.NoiseModel;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.dynamics.ProbabilityFlow;
import lab.samediff.models.dynamics.Sampler;
import lab.samediff.models.dynamics.Solution;
import lab.samediff.models.dynamics.Wasserstein;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How many steps a diffusion needs to be sampled without noise: DDIM, which is Euler's method in σ, beside Euler's and
 * Heun's methods in t. Song, Meng and Ermon 2021, arXiv:2010.02502; Karras et al. 2022, arXiv:2206.00364.
 */
public final class DdimSteps implements Experiment<DdimSteps.Config> {
    private static final String NAME = "ddim-2d-steps";

    /** How many numbers of steps have their samples drawn. */
    private static final int SHOWN = 6;

    /**
     * Settings.
     *
     * @param training of the network
     * @param steps numbers of steps of the samplers
     * @param samples in each cloud whose distance is measured
     * @param errata known mistakes to repeat
     */
    public record Config(Denoising training, List<Integer> steps, int samples, Errata errata) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new DdimSteps(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Steps that a diffusion needs to be sampled without noise", Family.DIFFUSION)
                .paper("Song, Meng and Ermon 2021, Denoising Diffusion Implicit Models, arXiv:2010.02502")
                .variant("ddim-2d-steps-errata", "sigma's rate times t once more", "errata.timeInRate=true");
        for (Preset preset : Preset.values()) {
            info = info.expects(Reference.exact(
                    NAME, "repeat_distance", preset, 0, 0, "samplers without noise give the same bits again"));
        }
        return info;
    }

    @Override
    public Presets<Config> presets() {
        List<Integer> steps = List.of(5, 10, 25, 50, 100, 200, 500, 1000, 2000);
        return Presets.of(new Config(VeSde2d.training(), steps, 2000, Errata.NONE))
                .smoke(SquareFigures.joined(VeSde2d.SMOKE_TRAINING, "steps=2,5", "samples=100"))
                .quick(SquareFigures.joined(VeSde2d.QUICK_TRAINING, "steps=5,10,25,50,100,200", "samples=1000"))
                .full(VeSde2d.FULL_TRAINING);
    }

    @Override
    public void run(Config config, Run run) {
        Denoising training = config.training();
        NoiseSchedule schedule = training.schedule();
        Errata errata = config.errata();
        Learnt model = training.train(run, NoisedSquare.POINTS, !errata.oneTimePerStep());
        NoiseModel sampled = errata.sampled(model);
        INDArray start = NoisedSquare.start(config.samples(), errata.startDeviation(schedule), run.random("start"));
        INDArray real = NoisedSquare.POINTS.sample(config.samples(), run.random("real"));
        double floor = Wasserstein.squaredW2(NoisedSquare.POINTS.sample(config.samples(), run.random("floor")), real);
        run.result("w2_floor", floor);
        Chart chart = Chart.lines(
                        "Distance to the square against the work", "evaluations of the network", "squared W2 (1)")
                .logX()
                .logY();
        double repeated = 0;
        for (Map.Entry<String, Sampler> entry : samplers().entrySet()) {
            IntFunction<Solution> draw =
                    steps -> entry.getValue().sample(sampled, schedule, Integrator.grid(1, 0, steps), start);
            ArraySeries clouds = run.arrays("clouds " + entry.getKey());
            NumberSeries work = run.numbers("work " + entry.getKey());
            for (int i : run.steps(config.steps().size())) {
                Solution found = draw.apply(config.steps().get(i));
                clouds.add(found.state());
                work.add((double) found.evaluations());
            }
            INDArray again = draw.apply(config.steps().get(0)).state();
            repeated = Math.max(repeated, again.distance2(clouds.all().get(0)));
            double[] distances = distances(config, run, entry.getKey(), clouds.all(), real);
            chart = chart.series(entry.getKey(), work.toArray(), distances);
        }
        run.result("repeat_distance", repeated);
        run.chart("steps", chart.level("square against square", floor));
    }

    /** Reports how far the samples of one sampler are from the square, and draws some. */
    private static double[] distances(Config config, Run run, String sampler, List<INDArray> clouds, INDArray real) {
        double[] distances = new double[clouds.size()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Wasserstein.squaredW2(clouds.get(i), real);
            run.result("w2 " + sampler + " " + config.steps().get(i), distances[i]);
            run.log("w2 " + sampler, distances[i]);
        }
        List<String> captions = config.steps().stream()
                .limit(SHOWN)
                .map(steps -> steps + " steps")
                .toList();
        String file = "samples-" + sampler.replace(' ', '-').toLowerCase(Locale.ROOT);
        List<INDArray> shown = clouds.stream().limit(SHOWN).toList();
        run.image(file, SquareFigures.clouds("Samples by " + sampler, shown, captions));
        return distances;
    }

    private static Map<String, Sampler> samplers() {
        Map<String, Sampler> samplers = new LinkedHashMap<>();
        samplers.put("DDIM", new Ddim());
        // The sampler of the exercise that this is taken from.
        samplers.put("Euler in t", new ProbabilityFlow(new Euler()));
        samplers.put("Heun in t", new ProbabilityFlow(new Heun()));
        return samplers;
    }
}
