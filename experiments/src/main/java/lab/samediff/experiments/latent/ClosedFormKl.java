package lab.samediff.experiments.latent;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Params;
import lab.samediff.models.losses.Divergence;
import lab.samediff.models.probability.Gaussian;
import lab.samediff.models.train.Call;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The divergence of a posterior with random means and deviations from the prior: by the loss's closed form, by that of each
 * entry in float64, and as the mean of ln q(z) - ln p(z) over draws z.
 */
final class ClosedFormKl {
    private final Run run;
    private final INDArray mean;
    private final INDArray logVariance;
    private final Gaussian[] posterior;
    private final StreamingStatistics ratios = new StreamingStatistics();

    ClosedFormKl(Run run, int latent, int draws) {
        this.run = run;
        this.mean = run.normal(1, latent);
        this.logVariance = run.normal(1, latent);
        this.posterior = IntStream.range(0, latent)
                .mapToObj(k -> new Gaussian(mean.getDouble(0, k), Math.exp(logVariance.getDouble(0, k) / 2)))
                .toArray(Gaussian[]::new);
        for (int i = 0; i < draws; i++) ratios.addValue(logRatio());
    }

    private double logRatio() {
        double ratio = 0;
        for (Gaussian entry : posterior) {
            double z = entry.sample(run.random());
            ratio += entry.logDensity(z) - Gaussian.STANDARD.logDensity(z);
        }
        return ratio;
    }

    /** Reports all three; {@code sign} multiplies the loss's. */
    void results(double sign) {
        double closed = sign * loss(mean, logVariance);
        double exact = Arrays.stream(posterior)
                .mapToDouble(entry -> entry.divergenceFrom(Gaussian.STANDARD))
                .sum();
        run.result("kl_closed_form", closed);
        run.result("kl_monte_carlo", ratios.getMean());
        run.result("kl_standard_error", standardError(ratios));
        run.result("kl_deviation", deviation(ratios, closed));
        run.result("kl_graph_error", Math.abs(closed / exact - 1));
        INDArray zeros = Nd4j.zeros(1, posterior.length);
        run.result("kl_of_the_prior", loss(zeros, zeros));
    }

    /** In float32, as an auto-encoder computes it. */
    private static double loss(INDArray mean, INDArray logVariance) {
        Call call = Call.of(
                new Params(0),
                s -> Divergence.toStandardNormal(
                        s.input("mean", -1, mean.size(1)), s.input("logVariance", -1, mean.size(1))));
        return call.run(Map.of("mean", mean, "logVariance", logVariance)).getDouble(0);
    }

    private static double standardError(StreamingStatistics statistics) {
        return statistics.getStandardDeviation() / Math.sqrt((double) statistics.getN());
    }

    /** How far a mean is from the truth, in standard errors. */
    static double deviation(StreamingStatistics statistics, double truth) {
        return Math.abs(statistics.getMean() - truth) / standardError(statistics);
    }
}
