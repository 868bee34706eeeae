package lab.samediff.experiments.diffusion;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.dynamics.ChangeOfVariables;
import lab.samediff.models.dynamics.DormandPrince;
import lab.samediff.models.probability.Gaussian;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The exact log-density of a diffusion by its probability flow and the divergence of the network, which in the plane
 * costs two gradients, beside the truth ln ¼ on the square. Song et al. 2021, arXiv:2011.13456, section 4.3.
 */
public final class ExactLikelihood implements Experiment<ExactLikelihood.Config> {
    private static final String NAME = "vesde2d-likelihood-exact";

    /** Half of the side of the part of the plane that is looked at; cells then end where the square ends. */
    private static final double EDGE = 1.6;

    /**
     * Settings.
     *
     * @param training of the network
     * @param solver of the probability flow
     * @param cells in a row of the grid over [−1.6, 1.6]², a multiple of 16; at 32 the square holds 400 of them
     * @param errata known mistakes to repeat
     */
    public record Config(Denoising training, DormandPrince solver, int cells, Errata errata) {
        public Config {
            if (cells < 16 || cells % 16 != 0) {
                throw new IllegalArgumentException("cells must be a multiple of 16, not " + cells);
            }
        }
    }

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new ExactLikelihood(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "The exact log-density of a diffusion on a square", Family.DIFFUSION)
                .paper("Song et al. 2021, Score-Based Generative Modeling through SDEs, arXiv:2011.13456")
                .variant(
                        "vesde2d-likelihood-exact-errata",
                        "noise at t = 1 taken for N(0, 1), as if the data had no spread",
                        "errata.startWithoutData=true");
        for (Preset preset : new Preset[] {Preset.QUICK, Preset.STANDARD, Preset.FULL}) {
            info = info.expects(
                    Reference.exact(NAME, "mean_log_density", preset, NoisedSquare.LOG_DENSITY, 0.1, "ln 1/4"),
                    Reference.exact(NAME, "mass", preset, 1, 0.03, "a density integrates to 1, trained or not"));
        }
        return info;
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(VeSde2d.training(), new DormandPrince(1e-5, 1e-5), 64, Errata.NONE))
                .smoke(SquareFigures.joined(VeSde2d.SMOKE_TRAINING, "cells=16"))
                .quick(SquareFigures.joined(VeSde2d.QUICK_TRAINING, "cells=32"))
                .full(VeSde2d.FULL_TRAINING);
    }

    @Override
    public void run(Config config, Run run) {
        Denoising training = config.training();
        Learnt model = training.train(run, NoisedSquare.POINTS, !config.errata().oneTimePerStep());
        double cell = 2 * EDGE / config.cells();
        double[] centres = IntStream.range(0, config.cells())
                .mapToDouble(i -> -EDGE + (i + 0.5) * cell)
                .toArray();
        double[] learnt = logDensities(config, model, grid(centres));
        run.result("mass", Arrays.stream(learnt).map(Math::exp).sum() * cell * cell);
        double[] inside = inside(centres, learnt);
        run.result("cells_in_square", inside.length);
        run.result("mean_log_density", mean(inside));
        double[] off = Arrays.stream(inside)
                .map(v -> Math.abs(v - NoisedSquare.LOG_DENSITY))
                .sorted()
                .toArray();
        run.result("median_deviation", off[off.length / 2]);
        run.result("deviation_90_percent", off[off.length * 9 / 10]);
        SquareFigures.densities(run, centres, learnt, training.schedule().sigma(0));
    }

    /** ln p(x_0) = ln N(x_1; 0, deviation² I) + ∫ div(σ′ ε̂) dt along the flow from t = 0 to t = 1, for points [n, 2]. */
    private static double[] logDensities(Config config, Learnt model, double[][] points) {
        ChangeOfVariables.Transported found = ChangeOfVariables.transport(
                config.solver(), model::flow, new double[] {0, 1}, Nd4j.createFromArray(points));
        Gaussian prior =
                new Gaussian(0, config.errata().startDeviation(config.training().schedule()));
        double[][] ends = found.end().toDoubleMatrix();
        double[] divergence = found.divergence().data().asDouble();
        double[] logs = new double[points.length];
        Arrays.setAll(logs, i -> prior.logDensity(ends[i][0]) + prior.logDensity(ends[i][1]) + divergence[i]);
        return logs;
    }

    /** The centres of all cells, row by row from below. */
    private static double[][] grid(double[] centres) {
        return Arrays.stream(centres)
                .boxed()
                .flatMap(y -> Arrays.stream(centres).mapToObj(x -> new double[] {x, y}))
                .toArray(double[][]::new);
    }

    private static double[] inside(double[] centres, double[] values) {
        int n = centres.length;
        return IntStream.range(0, values.length)
                .filter(i -> Math.abs(centres[i % n]) < 1 && Math.abs(centres[i / n]) < 1)
                .mapToDouble(i -> values[i])
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
