package lab.samediff.experiments.latent;

import java.util.Map;
import java.util.random.RandomGenerator;
import lab.samediff.models.graph.InputGradient;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.latent.Vae;
import lab.samediff.models.probability.Gaussian;
import lab.samediff.models.train.Call;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Two unbiased estimators of ∂/∂μ₁ E ‖z‖² = 2 μ₁ for z of d independent entries from one normal distribution: through the
 * draw, 2 z₁, as the graph of a variational auto-encoder gives it; and by the score function, ‖z‖² (z₁ - μ) / σ².
 */
record Gradients(Gaussian entry) {
    private static final int BATCH = 2000;

    /** The gradient that both estimate. */
    double truth() {
        return 2 * entry.mean();
    }

    /** 4 σ², whatever the dimension. */
    double pathwiseVariance() {
        return 4 * entry.deviation() * entry.deviation();
    }

    /**
     * Var(‖z‖² ε) / σ² with z₁ = μ + σ ε. With A = z₁², independent of the sum B of the other squares:
     * E A²ε² + 2 E Aε² E B + E B² - (2 μ σ)².
     */
    double scoreVariance(int dimension) {
        double m = entry.mean() * entry.mean();
        double v = entry.deviation() * entry.deviation();
        int others = dimension - 1;
        double meanSquare = m + v;
        double sixth = m * m + 18 * m * v + 15 * v * v;
        double cross = 2 * (m + 3 * v) * others * meanSquare;
        double squared = others * (m * m + 6 * m * v + 3 * v * v) + others * (others - 1) * meanSquare * meanSquare;
        return (sixth + cross + squared - 4 * m * v) / v;
    }

    /** Both estimators over {@code draws} draws: through the draw, by the score function. */
    StreamingStatistics[] estimates(RandomGenerator random, int dimension, int draws) {
        Call pathwise = Call.of(new Params(0), s -> gradient(s, dimension));
        StreamingStatistics[] estimates = {new StreamingStatistics(), new StreamingStatistics()};
        for (int done = 0; done < draws; done += BATCH) {
            int n = Math.min(BATCH, draws - done);
            float[][] noise = new float[n][dimension];
            for (float[] row : noise) for (int k = 0; k < dimension; k++) row[k] = (float) random.nextGaussian();
            INDArray mean = Nd4j.valueArrayOf(new long[] {n, dimension}, (float) entry.mean());
            INDArray logVariance =
                    Nd4j.valueArrayOf(new long[] {n, dimension}, (float) (2 * Math.log(entry.deviation())));
            Map<String, INDArray> inputs =
                    Map.of("mean", mean, "logVariance", logVariance, "noise", Nd4j.createFromArray(noise));
            float[][] through = pathwise.run(inputs).toFloatMatrix();
            for (int i = 0; i < n; i++) {
                estimates[0].addValue(through[i][0]);
                estimates[1].addValue(score(noise[i]));
            }
        }
        return estimates;
    }

    private double score(float[] noise) {
        double squares = 0;
        for (float e : noise) {
            double z = entry.mean() + entry.deviation() * e;
            squares += z * z;
        }
        return squares * noise[0] / entry.deviation();
    }

    /** The gradient of Σ z² with respect to the means, of each draw: [n, dimension]. */
    private static SDVariable gradient(Scope s, int dimension) {
        SDVariable mean = s.input("mean", -1, dimension);
        Vae.Posterior posterior = new Vae.Posterior(mean, s.input("logVariance", -1, dimension));
        return InputGradient.of(Ops.square(posterior.sample(s.input("noise", -1, dimension))), mean);
    }
}
