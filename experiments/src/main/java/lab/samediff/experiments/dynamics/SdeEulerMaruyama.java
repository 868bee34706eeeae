package lab.samediff.experiments.dynamics;

import java.util.List;
import java.util.random.RandomGenerator;
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
import lab.samediff.models.dynamics.DampedRotation;
import lab.samediff.models.dynamics.Euler;
import lab.samediff.models.dynamics.EulerMaruyama;
import lab.samediff.models.dynamics.Integrator;
import lab.samediff.models.dynamics.RungeKutta4;
import lab.samediff.models.dynamics.SdeIntegrator;
import lab.samediff.models.dynamics.Solution;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The method of Euler and Maruyama on the damped rotation dX = (J − 0.2 I) X dt + g dW: it has a stationary variance of
 * its own, g² / (0.4 − 1.04 Δt) instead of g² / 0.4. Maruyama 1955, doi:10.1007/BF02846028.
 */
public final class SdeEulerMaruyama implements Experiment<SdeEulerMaruyama.Config> {
    private static final String NAME = "sde-euler-maruyama";

    private static final String AT_END = "variance_at_horizon";

    /** Where the start counts for less than this, the variance is that of the long run. */
    private static final double FORGOTTEN = 1e-6;

    /** How many standard errors a measured variance may lie from its closed form. */
    private static final double ERRORS = 4;

    /**
     * Settings.
     *
     * @param equation the damped rotation with its noise
     * @param horizon of the trajectories, in units of time
     * @param steps of the trajectories
     * @param shown particles whose trajectories are drawn
     * @param particles whose variance is measured
     * @param sizes steps Δt whose stationary variance is measured, each in (0, 0.384)
     */
    public record Config(
            DampedRotation equation, double horizon, int steps, int shown, int particles, List<Double> sizes) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new SdeEulerMaruyama(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "The method of Euler and Maruyama and its own stationary variance", Family.DYNAMICS)
                .paper("Maruyama 1955, Continuous Markov processes and stochastic equations, doi:10.1007/BF02846028");
        for (Preset preset : Preset.values()) {
            Config config = presets().get(preset);
            DampedRotation equation = config.equation();
            for (double dt : config.sizes()) {
                double variance = equation.eulerMaruyamaVariance(dt);
                double tolerance = ERRORS * variance / Math.sqrt(config.particles());
                info = info.expects(Reference.exact(
                        NAME, variance(dt), preset, variance, tolerance, "g²/(0.4 − 1.04 Δt), ± 4 standard errors"));
            }
            double radius = Math.exp(-equation.damping() * config.horizon());
            double euler = Math.pow(equation.eulerGain(config.horizon() / config.steps()), config.steps() / 2.0);
            double end = equation.varianceFromOne(config.horizon());
            // The method's own error at this step is about a hundredth.
            double tolerance = end * (0.02 + ERRORS / Math.sqrt(config.particles()));
            info = info.expects(
                    Reference.exact(NAME, "radius", preset, radius, 1e-6, "e^(−0.2 T), by Runge and Kutta's method"),
                    Reference.exact(NAME, "radius_euler", preset, euler, 1e-9, "|1 − 0.2 Δt + iΔt|^n"),
                    Reference.exact(NAME, AT_END, preset, end, tolerance, "e^(−0.4 T) + g²/0.4 (1 − e^(−0.4 T))"));
        }
        return info;
    }

    @Override
    public Presets<Config> presets() {
        List<Double> sizes = List.of(0.01, 0.05, 0.1, 0.1237, 0.2, 0.25, 0.3);
        return Presets.of(new Config(new DampedRotation(0.2, 0.6), 4, 400, 10, 100_000, sizes))
                .smoke("particles=1000", "sizes=0.1,0.3")
                .quick("particles=20000");
    }

    @Override
    public void run(Config config, Run run) {
        trajectories(config, run);
        run.chart("variance", varianceInTime(config, run));
        NumberSeries measured = run.numbers("variances");
        for (int i : run.steps(config.sizes().size())) {
            double dt = config.sizes().get(i);
            int steps = (int)
                    Math.ceil(Math.log(FORGOTTEN) / Math.log(config.equation().eulerGain(dt)));
            INDArray x0 = normal(config.particles(), run.random());
            Solution end = new EulerMaruyama()
                    .integrate(config.equation(), new double[] {0, steps * dt}, steps, x0, run.random());
            measured.add(SdeFigures.meanSquare(end.state()));
            run.log("variance", measured.get(i));
            run.result(variance(dt), measured.get(i));
            run.result("standard_error_at_step " + dt, measured.get(i) / Math.sqrt(config.particles()));
        }
        run.chart("bias", SdeFigures.bias(config.equation(), config.sizes(), measured.toArray(), config.particles()));
    }

    private static void trajectories(Config config, Run run) {
        DampedRotation quiet = new DampedRotation(config.equation().damping(), 0);
        double[] times = Integrator.grid(0, config.horizon(), config.steps());
        INDArray x0 = normal(config.shown(), run.random("shown"));
        Solution ode = new Euler().integrate(quiet::drift, times, x0);
        Solution accurate = new RungeKutta4().integrate(quiet::drift, times, x0);
        Solution sde = new EulerMaruyama().integrate(config.equation(), times, 1, x0, run.random("noise"));
        double before = x0.norm2Number().doubleValue();
        run.result("radius", accurate.state().norm2Number().doubleValue() / before);
        run.result("radius_euler", ode.state().norm2Number().doubleValue() / before);
        run.image("trajectories", SdeFigures.trajectories(ode, sde));
    }

    private static Chart varianceInTime(Config config, Run run) {
        double[] times = Integrator.grid(0, config.horizon(), config.steps());
        INDArray x0 = normal(config.particles(), run.random("many"));
        double[] measured = new double[times.length];
        measured[0] = SdeFigures.meanSquare(x0);
        INDArray x = x0;
        for (int i = 1; i < times.length; i++) {
            double dt = times[i] - times[i - 1];
            INDArray dw = SdeIntegrator.increments(x, dt, run.random("many"));
            x = new EulerMaruyama().step(config.equation(), times[i - 1], dt, x, dw);
            measured[i] = SdeFigures.meanSquare(x);
        }
        run.result(AT_END, measured[measured.length - 1]);
        return SdeFigures.variance(config.equation(), times, measured);
    }

    private static String variance(double dt) {
        return "variance_at_step " + dt;
    }

    /** Particles distributed as N(0, I): [n, 2]. */
    private static INDArray normal(int n, RandomGenerator random) {
        return SdeIntegrator.increments(Nd4j.zeros(DataType.DOUBLE, n, 2), 1, random);
    }
}
