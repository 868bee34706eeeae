package lab.samediff.experiments.flows;

import java.util.Map;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.NumberSeries;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.dynamics.Coupling;
import lab.samediff.models.dynamics.DormandPrince;
import lab.samediff.models.dynamics.Euler;
import lab.samediff.models.dynamics.Integrator;
import lab.samediff.models.dynamics.LinearPath;
import lab.samediff.models.dynamics.Solution;
import lab.samediff.models.dynamics.Trajectories;
import lab.samediff.models.dynamics.VelocityField;
import lab.samediff.models.dynamics.Wasserstein;
import lab.samediff.models.flows.VelocityMlp;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.losses.Regression;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.points.EightGaussians;
import lab.samediff.pipelines.points.Points;
import lab.samediff.pipelines.points.TwoMoons;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Conditional flow matching from eight Gaussians to two moons, with source and target paired at random or by the exact
 * optimal transport of each batch. Lipman et al. 2023, arXiv:2210.02747; Tong et al. 2024, arXiv:2302.00482.
 */
public final class FlowMatchingMoons implements Experiment<FlowMatchingMoons.Config> {
    private static final Points SOURCE = EightGaussians.torchcfm();
    private static final Points TARGET = TwoMoons.torchcfm();
    private static final String INDEPENDENT = "cfm-8g-moons";
    private static final String TRANSPORT = "cfm-ot-8g-moons";
    private static final String C2OT = "Cheng and Schwing 2025, arXiv:2503.10636, 10 seeds, n = 10000";
    private static final String NOTEBOOK = "ANAIS 2025 school, notebook: the same network and rule, 20,000 steps";
    private static final String LARGER =
            "theirs: 3 residual GELU blocks of width 128, Adam 3e-4, distance over n = 10000 points";

    /** Losses of single batches scatter: the final loss is the mean over this many last ones. */
    private static final int LAST = 1000;

    /**
     * Settings.
     *
     * @param steps updates of the model
     * @param batch pairs in each
     * @param rule optimiser
     * @param model velocity field
     * @param coupling how a batch's source and target points are paired
     * @param path between the two points of a pair
     * @param solver of the flow's differential equation
     * @param samples points in each cloud whose distance is measured
     */
    public record Config(
            int steps,
            int batch,
            Rule rule,
            VelocityMlp model,
            Coupling coupling,
            LinearPath path,
            DormandPrince solver,
            int samples) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new FlowMatchingMoons(), args);
    }

    @Override
    public Info info() {
        return Info.of(INDEPENDENT, "Flow matching from eight Gaussians to two moons", Family.FLOWS)
                .paper("Lipman et al. 2023, Flow Matching for Generative Modeling, arXiv:2210.02747")
                .variant(TRANSPORT, "pairs by the exact optimal transport of each batch", "coupling=minibatch_ot")
                .expects(
                        Reference.paper(INDEPENDENT, "final_loss", 8.955, NOTEBOOK, "theirs: the last batch alone"),
                        c2ot(INDEPENDENT, "w2_dopri5", 0.120, 0.045),
                        c2ot(INDEPENDENT, "w2_euler1", 6.232, 0.186),
                        c2ot(TRANSPORT, "w2_dopri5", 0.050, 0.040),
                        c2ot(TRANSPORT, "w2_euler1", 0.072, 0.025))
                .onTour();
    }

    private static Reference c2ot(String variant, String metric, double value, double spread) {
        return Reference.paper(variant, metric, value, C2OT, LARGER).within(spread);
    }

    @Override
    public Presets<Config> presets() {
        VelocityMlp model = new VelocityMlp(2, 64, 3, Activation.SELU);
        LinearPath path = new LinearPath(0);
        DormandPrince solver = new DormandPrince(1e-4, 1e-4);
        Config standard = new Config(20_000, 256, Rule.adam(1e-3), model, Coupling.INDEPENDENT, path, solver, 2000);
        return Presets.of(standard)
                .smoke("steps=30", "batch=32", "model.width=16", "samples=100")
                .quick("steps=4000", "batch=128", "samples=1000")
                .full("model.width=128", "rule.rate=3e-4", "samples=10000");
    }

    @Override
    public void run(Config config, Run run) {
        Params params = new Params(run.seed());
        Step train = run.step(
                params, config.rule(), s -> Regression.meanSquared(velocity(config, s), s.input("velocity", -1, 2)));
        NumberSeries lastLosses = run.numbers("last losses");
        for (int i : run.steps(config.steps())) {
            INDArray x0 = SOURCE.sample(config.batch(), run.random());
            INDArray x1 = config.coupling().partners(x0, TARGET.sample(config.batch(), run.random()));
            INDArray t = run.uniform(config.batch(), 1);
            INDArray x = config.path().sample(t, x0, x1, run.random());
            INDArray speed = config.path().velocity(t, x0, x1);
            double loss = train.run(Map.of("x", x, "t", t, "velocity", speed));
            run.log("loss", loss);
            if (i >= config.steps() - LAST) lastLosses.add(loss);
        }
        run.result("final_loss", lastLosses.mean());
        Call velocity = Call.of(params, s -> velocity(config, s));
        evaluate(config, run, (t, x) -> velocity.run(Map.of("x", x, "t", FlowFigures.times(t, x))));
    }

    private static SDVariable velocity(Config config, Scope s) {
        return config.model().velocity(s.in("velocity"), s.input("x", -1, 2), s.input("t", -1, 1));
    }

    private static void evaluate(Config config, Run run, VelocityField field) {
        INDArray x0 = SOURCE.sample(config.samples(), run.random("source"));
        INDArray real = TARGET.sample(config.samples(), run.random("target"));
        double[] times = Integrator.grid(0, 1, 100);
        Solution flow = config.solver().integrate(field, times, x0);
        run.result("w2_dopri5", Wasserstein.squaredW2(flow.state(), real));
        INDArray oneStep = new Euler().integrate(field, 0, 1, 1, x0).state();
        run.result("w2_euler1", Wasserstein.squaredW2(oneStep, real));
        double floor = Wasserstein.squaredW2(TARGET.sample(config.samples(), run.random("floor")), real);
        run.result("w2_floor", floor);
        run.result("straightness", Trajectories.straightness(times, flow.states()));
        long evaluations = config.solver().integrate(field, 0, 1, x0).evaluations();
        run.result("evaluations", (double) evaluations);
        FlowFigures.write(run, times, flow.states());
        run.chart("steps", FlowFigures.distanceAgainstSteps(field, x0, real, floor));
    }
}
