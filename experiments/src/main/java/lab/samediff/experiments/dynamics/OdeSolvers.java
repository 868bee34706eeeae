package lab.samediff.experiments.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
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
import lab.samediff.models.dynamics.DormandPrince;
import lab.samediff.models.dynamics.DormandPrince5;
import lab.samediff.models.dynamics.Euler;
import lab.samediff.models.dynamics.FixedStep;
import lab.samediff.models.dynamics.Midpoint;
import lab.samediff.models.dynamics.RungeKutta4;
import lab.samediff.models.dynamics.Solution;
import org.hipparchus.stat.regression.SimpleRegression;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Orders and costs of the solvers on the damped rotation dx/dt = (J - 0.2 I) x, whose solution is
 * e^(-0.2 t) (cos t, sin t) from (1, 0). Hairer, Nørsett and Wanner 1993, Solving Ordinary Differential Equations I,
 * sections II.1 and II.5.
 */
public final class OdeSolvers implements Experiment<OdeSolvers.Config> {
    private static final String NAME = "ode-solvers";
    private static final double DAMPING = 0.2;
    private static final DampedRotation FIELD = new DampedRotation(DAMPING, 0);

    /**
     * Settings.
     *
     * @param horizon how long the equation is followed, in units of time
     * @param coarsest steps of the coarsest solution
     * @param doublings how often the number of steps is doubled
     * @param tolerances how many tolerances 1e-2, 1e-3, ... the adaptive solver is given
     */
    public record Config(double horizon, int coarsest, int doublings, int tolerances) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new OdeSolvers(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Orders and costs of solvers of differential equations", Family.DYNAMICS)
                .paper("Hairer, Nørsett and Wanner 1993, Solving Ordinary Differential Equations I");
        for (Map.Entry<String, FixedStep> method : methods().entrySet()) {
            for (Preset preset : Preset.values()) {
                info = info.expects(Reference.exact(
                        NAME,
                        "order " + method.getKey(),
                        preset,
                        method.getValue().order(),
                        0.1,
                        "order of the method"));
            }
        }
        return info.onTour();
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(5, 60, 4, 9)).smoke("tolerances=3");
    }

    @Override
    public void run(Config config, Run run) {
        Chart chart = Chart.lines(
                        "Error at the end against the work done", "evaluations of dx/dt", "Euclidean error (1)")
                .logX()
                .logY();
        for (Map.Entry<String, FixedStep> method : methods().entrySet()) {
            NumberSeries work = run.numbers("work " + method.getKey());
            NumberSeries errors = run.numbers("errors " + method.getKey());
            for (int i : run.steps(config.doublings())) {
                int steps = config.coarsest() << i;
                Solution end = method.getValue().integrate(FIELD::drift, 0, config.horizon(), steps, start());
                work.add((double) end.evaluations());
                errors.add(error(config, end));
                run.log("error " + method.getKey(), errors.get(i));
            }
            run.result("order " + method.getKey(), order(config, errors));
            chart = chart.series(method.getKey(), work.toArray(), errors.toArray());
        }
        run.chart("work", adaptive(config, chart));
    }

    /** The slope of the logarithm of the error over that of the step. */
    private static double order(Config config, NumberSeries errors) {
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < errors.size(); i++) {
            line.addData(Math.log(config.horizon() / (config.coarsest() << i)), Math.log(errors.get(i)));
        }
        return line.getSlope();
    }

    private static Chart adaptive(Config config, Chart chart) {
        Solution[] ends = IntStream.range(0, config.tolerances())
                .mapToDouble(i -> Math.pow(10, -2 - i))
                .mapToObj(tolerance ->
                        new DormandPrince(tolerance, tolerance).integrate(FIELD::drift, 0, config.horizon(), start()))
                .toArray(Solution[]::new);
        double[] work = IntStream.range(0, ends.length)
                .mapToDouble(i -> (double) ends[i].evaluations())
                .toArray();
        double[] errors = IntStream.range(0, ends.length)
                .mapToDouble(i -> error(config, ends[i]))
                .toArray();
        return chart.series("Dormand-Prince 5(4), adaptive", work, errors);
    }

    private static Map<String, FixedStep> methods() {
        Map<String, FixedStep> methods = new LinkedHashMap<>();
        methods.put("Euler", new Euler());
        methods.put("midpoint", new Midpoint());
        methods.put("Runge-Kutta 4", new RungeKutta4());
        methods.put("Dormand-Prince 5", new DormandPrince5());
        return methods;
    }

    private static INDArray start() {
        return Nd4j.createFromArray(new double[][] {{1, 0}});
    }

    private static double error(Config config, Solution end) {
        double radius = Math.exp(-DAMPING * config.horizon());
        double a = end.state().getDouble(0, 0) - radius * Math.cos(config.horizon());
        double b = end.state().getDouble(0, 1) - radius * Math.sin(config.horizon());
        return Math.hypot(a, b);
    }
}
