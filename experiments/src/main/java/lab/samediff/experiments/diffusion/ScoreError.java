package lab.samediff.experiments.diffusion;

import java.util.Arrays;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.models.dynamics.Integrator;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.probability.Mixture;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How far a learnt score is from that of a mixture. */
final class ScoreError {
    private static final int LEVELS = 20;

    private ScoreError() {}

    /** The relative Fisher divergence E|ŝ − s|² / E|s|² over points [n, 2] of the mixture. */
    static double relative(Mixture truth, INDArray points, INDArray found) {
        double[][] at = points.toDoubleMatrix();
        double[][] learnt = found.toDoubleMatrix();
        double error = 0;
        double size = 0;
        for (int i = 0; i < at.length; i++) {
            double[] exact = truth.score(at[i]);
            for (int k = 0; k < exact.length; k++) {
                error += (learnt[i][k] - exact[k]) * (learnt[i][k] - exact[k]);
                size += exact[k] * exact[k];
            }
        }
        return error / size;
    }

    /** Gives the result {@code fisher_divergence_over_noise}, the mean over all levels, and its chart. */
    static void overNoise(Run run, Mixture truth, NoiseSchedule schedule, Learnt model, INDArray clean) {
        double[] times = Integrator.grid(0, 1, LEVELS);
        double[] sigmas = Arrays.stream(times).map(schedule::sigma).toArray();
        double[] errors = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            INDArray noise = NoisedSquare.start((int) clean.size(0), sigmas[i], run.random("test noise"));
            INDArray points = noise.addi(clean);
            errors[i] = relative(truth.noised(sigmas[i]), points, model.score(times[i], points));
        }
        run.result(
                "fisher_divergence_over_noise", Arrays.stream(errors).average().orElseThrow());
        run.chart(
                "fisher",
                Chart.lines(
                                "Fisher divergence to the true score",
                                "standard deviation of the noise (1)",
                                "relative (1)")
                        .series("learnt score of the noised mixture", sigmas, errors)
                        .level("5 %", 0.05)
                        .logX()
                        .logY());
    }

    /** The share of the points [n, 2] that belongs to each component of the mixture. */
    static double[] shares(Mixture truth, int components, INDArray points) {
        double[] shares = new double[components];
        double[][] rows = points.toDoubleMatrix();
        for (double[] row : rows) {
            for (int k = 0; k < components; k++)
                shares[k] += truth.component(row).probability(k) / rows.length;
        }
        return shares;
    }
}
