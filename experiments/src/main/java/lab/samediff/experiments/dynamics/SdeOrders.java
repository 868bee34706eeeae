package lab.samediff.experiments.dynamics;

import java.util.List;
import java.util.Locale;
import lab.samediff.experiments.core.ArraySeries;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.models.dynamics.GeometricBrownian;
import lab.samediff.models.dynamics.OrnsteinUhlenbeck;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Strong and weak orders of Euler–Maruyama, measured against exact solutions along the same Brownian paths. Kloeden and
 * Platen 1992, Numerical Solution of Stochastic Differential Equations, theorems 10.2.2, 10.3.5 and 14.1.5.
 */
public final class SdeOrders implements Experiment<SdeOrders.Config> {
    private static final String NAME = "sde-em-order";
    private static final double TOLERANCE = 0.05;

    /** The error of Milstein's method is c Δt (1 + O(√Δt)), which lowers the slope at the largest steps. */
    private static final double MILSTEIN_TOLERANCE = 0.1;

    /** This error is a small difference of large numbers, and its interval at QUICK about 0.07. */
    private static final double WEAK_TOLERANCE = 0.15;

    /**
     * Settings. All start from 1 and end at time 1.
     *
     * @param brownian the equation with noise that depends on the state
     * @param additive the one with noise that does not
     * @param coarsest base-2 logarithm of the least number of steps
     * @param strongFrom likewise, the least that strong orders are fitted to: their errors settle later
     * @param finest base-2 logarithm of the largest number of steps
     * @param batches into how many batches the paths are split; the intervals come from their scatter
     * @param batch paths in each
     */
    public record Config(
            GeometricBrownian brownian,
            OrnsteinUhlenbeck additive,
            int coarsest,
            int strongFrom,
            int finest,
            int batches,
            int batch) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new SdeOrders(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Strong and weak orders of Euler and Maruyama's method", Family.DYNAMICS)
                .paper("Kloeden and Platen 1992, Numerical Solution of Stochastic Differential Equations");
        for (Preset preset : new Preset[] {Preset.QUICK, Preset.STANDARD, Preset.FULL}) {
            info = info.expects(
                    order("strong geometric", preset, 0.5, TOLERANCE),
                    order("strong additive", preset, 1, TOLERANCE),
                    order("strong Milstein", preset, 1, MILSTEIN_TOLERANCE),
                    order("weak geometric", preset, 1, WEAK_TOLERANCE),
                    order("weak additive", preset, 1, TOLERANCE));
        }
        return info;
    }

    private static Reference order(String which, Preset preset, double value, double tolerance) {
        return Reference.exact(NAME, "order " + which, preset, value, tolerance, "order of the method");
    }

    @Override
    public Presets<Config> presets() {
        Config standard =
                new Config(new GeometricBrownian(0.05, 0.5), new OrnsteinUhlenbeck(1, 0.5), 2, 4, 12, 50, 4000);
        return Presets.of(standard)
                .smoke("finest=7", "batches=5", "batch=200")
                .quick("finest=8")
                .full("batches=500");
    }

    @Override
    public void run(Config config, Run run) {
        ArraySeries errors = run.arrays("errors");
        for (int ignored : run.steps(config.batches())) {
            SdeErrors paths =
                    SdeErrors.draw(config.brownian(), config.additive(), config.finest(), config.batch(), run.random());
            double[][] means = paths.measure(config.coarsest());
            errors.add(Nd4j.createFromArray(means));
            run.log("finest_strong_error", means[0][means[0].length - 1]);
        }
        double[] sizes = new double[config.finest() - config.coarsest() + 1];
        for (int level = 0; level < sizes.length; level++) sizes[level] = Math.pow(2, -config.coarsest() - level);
        Chart strong = Chart.lines("Strong error along the same paths", "step (1)", "mean of |error| (1)");
        Chart weak = Chart.lines("Weak error", "step (1)", "|error of the mean| (1)");
        List<double[][]> batches =
                errors.all().stream().map(INDArray::toDoubleMatrix).toList();
        for (int i = 0; i < SdeErrors.KINDS.size(); i++) {
            int at = i;
            String kind = SdeErrors.KINDS.get(i);
            boolean isStrong = kind.startsWith("strong");
            int from = isStrong ? config.strongFrom() - config.coarsest() : 0;
            OrderFit fit =
                    OrderFit.of(sizes, batches.stream().map(batch -> batch[at]).toArray(double[][]::new), from);
            run.result("order " + kind, fit.order());
            run.result("half_width " + kind, fit.halfWidth());
            String label = String.format(Locale.ROOT, "%s: %.3f ± %.3f", kind, fit.order(), fit.halfWidth());
            if (isStrong) strong = fit.draw(strong, label);
            else weak = fit.draw(weak, label);
        }
        run.chart("strong", strong.logX().logY());
        run.chart("weak", weak.logX().logY());
    }
}
