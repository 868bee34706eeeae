package lab.samediff.experiments.dynamics;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.PictureGrid;
import lab.samediff.experiments.report.Trajectories;
import lab.samediff.models.dynamics.DampedRotation;
import lab.samediff.models.dynamics.Solution;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pictures of stochastic equations whose variances are known. */
final class SdeFigures {
    private static final int CURVE = 200;

    private SdeFigures() {}

    /** The mean of the squares of all coordinates: the variance of what has mean zero. */
    static double meanSquare(INDArray x) {
        double norm = x.norm2Number().doubleValue();
        return norm * norm / x.length();
    }

    static BufferedImage trajectories(Solution ode, Solution sde) {
        return PictureGrid.of(
                        "A damped rotation",
                        List.of(paths(ode), paths(sde)),
                        List.of("without noise: the radius falls as exp(-0.2 t)", "with noise, from the same points"),
                        2)
                .render();
    }

    private static BufferedImage paths(Solution solution) {
        double[][][] positions =
                solution.states().stream().map(INDArray::toDoubleMatrix).toArray(double[][][]::new);
        return Trajectories.of("", "x (1)", "y (1)", positions).render(480, 500);
    }

    static Chart variance(DampedRotation equation, double[] times, double[] measured) {
        double[] exact = Arrays.stream(times).map(equation::varianceFromOne).toArray();
        return Chart.lines("Variance of a coordinate from N(0, I)", "time (1)", "variance (1)")
                .series("Euler and Maruyama", times, measured)
                .series("closed form", times, exact)
                .level("stationary variance of the equation", equation.stationaryVariance());
    }

    /** Measured stationary variances with four standard errors, and the method's own closed form. */
    static Chart bias(DampedRotation equation, List<Double> sizes, double[] measured, int particles) {
        double[] dt = sizes.stream().mapToDouble(Double::doubleValue).toArray();
        double most = Arrays.stream(dt).max().orElseThrow();
        double[] grid = IntStream.rangeClosed(1, CURVE)
                .mapToDouble(i -> i * most * 1.05 / CURVE)
                .filter(step -> equation.eulerGain(step) < 1)
                .toArray();
        double[] curve =
                Arrays.stream(grid).map(equation::eulerMaruyamaVariance).toArray();
        double error = 4 / Math.sqrt(particles);
        double[] low = Arrays.stream(measured).map(v -> v * (1 - error)).toArray();
        double[] high = Arrays.stream(measured).map(v -> v * (1 + error)).toArray();
        return Chart.lines("Stationary variance of the method against its step", "step (1)", "variance (1)")
                .series("closed form of the method", grid, curve)
                .band("measured, 4 standard errors", dt, low, high)
                .scatter("measured, 4 standard errors", dt, measured)
                .level("the equation itself", equation.stationaryVariance());
    }
}
