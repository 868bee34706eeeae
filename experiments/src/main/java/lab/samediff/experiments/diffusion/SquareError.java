package lab.samediff.experiments.diffusion;

import java.util.Arrays;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.models.dynamics.Integrator;
import lab.samediff.models.dynamics.NoiseSchedule;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The error of a learnt noise beside that of the best possible answer, which is known on the square. */
final class SquareError {
    private static final int TIMES = 32;
    private static final int POINTS = 4000;

    private SquareError() {}

    /**
     * Gives the results {@code noise_mse}, {@code noise_mse_best} and {@code excess}, means over times and coordinates of
     * |ε − ε̂|², |ε − ε*|² and |ε̂ − ε*|², and a chart of the three over time.
     */
    static void measure(Run run, NoiseSchedule schedule, Learnt model) {
        double[] times = Integrator.grid(0, 1, TIMES);
        double[][] errors = new double[3][times.length];
        for (int i = 0; i < times.length; i++) {
            INDArray x0 = NoisedSquare.POINTS.sample(POINTS, run.random("test"));
            INDArray noise = NoisedSquare.start(POINTS, 1, run.random("test"));
            INDArray x = noise.mul(schedule.sigma(times[i])).addi(x0);
            INDArray learnt = model.noise(times[i], x).dup();
            INDArray best = NoisedSquare.oracle(schedule).noise(times[i], x);
            errors[0][i] = meanSquare(noise.sub(learnt));
            errors[1][i] = meanSquare(noise.sub(best));
            errors[2][i] = meanSquare(learnt.sub(best));
        }
        run.result("noise_mse", mean(errors[0]));
        run.result("noise_mse_best", mean(errors[1]));
        run.result("excess", mean(errors[2]));
        run.chart(
                "noise",
                Chart.lines("Error of the learnt noise", "time (1)", "mean squared error of a coordinate (1)")
                        .series("learnt", times, errors[0])
                        .series("best possible", times, errors[1])
                        .series("learnt against best", times, errors[2])
                        .logY());
    }

    private static double meanSquare(INDArray difference) {
        double norm = difference.norm2Number().doubleValue();
        return norm * norm / difference.length();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
