package lab.samediff.experiments.flows;

import java.util.Arrays;
import java.util.Map;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.core.Trainer;
import lab.samediff.models.flows.RealNvp;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.points.Checkerboard;
import lab.samediff.pipelines.points.Points;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A normalising flow in the plane, where its density can be compared with the truth and added up. Dinh et al. 2017,
 * arXiv:1605.08803.
 */
public final class RealNvpPlane implements Experiment<RealNvpPlane.Config> {
    private static final String SQUARE = "realnvp-2d";
    private static final String MOONS = "realnvp-2d-moons";
    private static final String GAUSSIANS = "realnvp-2d-8g";
    private static final int JACOBIANS = 200;

    /**
     * Settings.
     *
     * @param steps updates of the model
     * @param batch points in each
     * @param rule optimiser
     * @param model the flow
     * @param data what it learns
     * @param edge the density is added up over [-edge, edge]²
     * @param cells in each direction of that sum
     * @param samples points on which the density is measured
     */
    public record Config(
            int steps, int batch, Rule rule, RealNvp model, Points data, double edge, int cells, int samples) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new RealNvpPlane(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(SQUARE, "A normalising flow of the uniform square", Family.FLOWS)
                .paper("Dinh et al. 2017, Density estimation using Real NVP, arXiv:1605.08803")
                .variant(
                        MOONS,
                        "of two moons",
                        "data=two-moons",
                        "data.amount=0.1",
                        "data.noise=gaussian",
                        "data.spacing=random",
                        "data.scale=1",
                        "data.shift=0",
                        "edge=3")
                .variant(
                        GAUSSIANS,
                        "of eight Gaussians",
                        "data=eight-gaussians",
                        "data.radius=2",
                        "data.variance=0.04",
                        "edge=4")
                .expects(
                        Reference.exact(SQUARE, "mean_log_density", Preset.STANDARD, -Math.log(4), 0.1, "-ln 4"),
                        Reference.exact(
                                GAUSSIANS,
                                "mean_log_density",
                                Preset.STANDARD,
                                -Math.log(8 * 2 * Math.PI * Math.E * 0.04),
                                0.1,
                                "-ln 8 - ln(2πe·variance), where the Gaussians do not overlap"));
        for (String name : info.names()) {
            for (Preset preset : Preset.values()) {
                info = info.expects(
                        atMost(name, "inverse_error", preset, 1e-4, "the inverse undoes the flow"),
                        atMost(name, "log_determinant_error", preset, 1e-4, "central differences in float64"));
                // In a few steps the density does not come to lie within the window.
                if (preset != Preset.SMOKE)
                    info = info.expects(Reference.exact(name, "mass", preset, 1, 0.02, "a density integrates to 1"));
            }
        }
        return info.onTour();
    }

    private static Reference atMost(String variant, String metric, Preset preset, double value, String formula) {
        return Reference.exact(variant, metric, preset, value, 0, formula).atMost();
    }

    @Override
    public Presets<Config> presets() {
        Rule rule = Rule.adam(1e-3).with(new Schedule.Cosine(100, 10_000, 0.01));
        Config standard = new Config(10_000, 256, rule, new RealNvp(2, 64, 8), new Checkerboard(1, 2), 2, 401, 20_000);
        return Presets.of(standard)
                .smoke("steps=20", "batch=32", "model.hidden=8", "cells=101", "samples=200")
                .quick("steps=3000", "rule.schedule.total=3000");
    }

    @Override
    public void run(Config config, Run run) {
        Params params = new Params(run.seed());
        LearnedFlow flow = new LearnedFlow(config.model(), params);
        Step step = flow.step(run, config.rule());
        Trainer.fit(run, step, config.steps(), () -> Map.of("x", config.data().sample(config.batch(), run.random())));
        INDArray test = config.data().sample(config.samples(), run.random("test"));
        run.result(
                "mean_log_density",
                Arrays.stream(flow.logDensities(test)).average().orElseThrow());
        run.result(
                "inverse_error",
                flow.thereAndBack(test).sub(test).normmaxNumber().doubleValue());
        INDArray few = test.get(NDArrayIndex.interval(0, Math.min(JACOBIANS, config.samples())), NDArrayIndex.all());
        run.result("log_determinant_error", flow.logDeterminantError(few));
        PlaneGrid grid = new PlaneGrid(config.edge(), config.cells());
        double[][] density = grid.density(flow);
        run.result("mass", grid.mass(density));
        run.image("density", grid.picture(density));
        INDArray noise = run.normal(config.samples(), 2);
        run.image("samples", grid.cloud(flow.samples(noise)));
    }
}
