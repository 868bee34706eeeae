package lab.samediff.experiments.latent;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.latent.Vae;
import lab.samediff.models.probability.Gaussian;
import lab.samediff.models.train.Call;
import lab.samediff.pipelines.images.LabelledImages;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How well an auto-encoder describes images that it has not learned from, in nats for each image. */
final class Measures {
    private static final int BATCH = 500;

    private final Vae model;
    private final LabelledImages images;
    private final Call bound;
    private final Call logWeight;
    private final Call posterior;

    Measures(Params params, Vae model, LabelledImages images) {
        this.model = model;
        this.images = images;
        this.bound = Call.of(params, s -> {
            Vae.Bound terms = model.bound(s.in("vae"), x(s), noise(s));
            s.report("reconstruction", terms.reconstruction());
            s.report("divergence", terms.divergence());
            return terms.loss();
        });
        this.logWeight = Call.of(params, s -> model.logWeight(s.in("vae"), x(s), noise(s)));
        this.posterior = Call.of(params, s -> {
            Vae.Posterior drawn = model.encode(s.in("vae"), x(s));
            s.report("logVariance", drawn.logVariance());
            return s.report("mean", drawn.mean());
        });
    }

    /** Images as rows of grey values from 0 to 1: [n, height·width]. */
    static INDArray rows(LabelledImages images, int... rows) {
        return images.images(rows).reshape(rows.length, (long) images.height() * images.width());
    }

    private SDVariable x(Scope s) {
        return s.input("x", -1, model.width());
    }

    private SDVariable noise(Scope s) {
        return s.input("noise", -1, model.latent());
    }

    /** The negative evidence lower bound with one draw for each image. */
    double negativeElbo(Run run) {
        double[] terms = terms(run);
        return terms[0] + terms[1];
    }

    /** Everything that is measured at the end. */
    void results(Run run, int draws) {
        double[] terms = terms(run);
        run.result("negative_elbo", terms[0] + terms[1]);
        run.result("reconstruction", terms[0]);
        run.result("divergence", terms[1]);
        run.result("importance_bound", importanceBound(run, draws));
        run.result("latents_in_use", (double) Arrays.stream(divergences())
                .filter(divergence -> divergence > 0.1)
                .count());
    }

    /** Reconstruction and divergence, averaged over all images. */
    private double[] terms(Run run) {
        double[] sums = new double[2];
        for (int from = 0; from < images.size(); from += BATCH) {
            INDArray x = rows(images, batch(from));
            Map<String, INDArray> terms = bound.reported(inputs(run, x));
            sums[0] += value(terms, "reconstruction") * x.size(0);
            sums[1] += value(terms, "divergence") * x.size(0);
        }
        return new double[] {sums[0] / images.size(), sums[1] / images.size()};
    }

    private static double value(Map<String, INDArray> reported, String name) {
        INDArray array = reported.get(name);
        if (array == null) throw new IllegalStateException("the graph does not report " + name);
        return array.getDouble(0);
    }

    /**
     * -ln of the mean of {@code draws} importance weights, at least -ln p(x) on average and closer to it the more draws.
     * Burda et al. 2016, arXiv:1509.00519, eq. 8.
     */
    private double importanceBound(Run run, int draws) {
        double sum = 0;
        for (int from = 0; from < images.size(); from += BATCH) {
            INDArray x = rows(images, batch(from));
            double[][] logWeights = new double[draws][];
            for (int k = 0; k < draws; k++)
                logWeights[k] = logWeight.run(inputs(run, x)).toDoubleVector();
            for (int row = 0; row < x.size(0); row++) sum -= logMean(logWeights, row);
        }
        return sum / images.size();
    }

    private static double logMean(double[][] logWeights, int row) {
        double peak =
                Arrays.stream(logWeights).mapToDouble(draw -> draw[row]).max().orElseThrow();
        return peak
                + Math.log(Arrays.stream(logWeights)
                        .mapToDouble(draw -> Math.exp(draw[row] - peak))
                        .average()
                        .orElseThrow());
    }

    /** The mean over the images of the divergence of each latent variable's posterior from the prior. */
    double[] divergences() {
        double[] sums = new double[model.latent()];
        for (int from = 0; from < images.size(); from += BATCH) {
            Map<String, INDArray> reported = posterior.reported(Map.of("x", rows(images, batch(from))));
            double[][] mean = matrix(reported, "mean");
            double[][] logVariance = matrix(reported, "logVariance");
            for (int row = 0; row < mean.length; row++) {
                for (int k = 0; k < sums.length; k++) {
                    Gaussian entry = new Gaussian(mean[row][k], Math.exp(logVariance[row][k] / 2));
                    sums[k] += entry.divergenceFrom(Gaussian.STANDARD) / images.size();
                }
            }
        }
        return sums;
    }

    private static double[][] matrix(Map<String, INDArray> reported, String name) {
        INDArray array = reported.get(name);
        if (array == null) throw new IllegalStateException("the graph does not report " + name);
        return array.toDoubleMatrix();
    }

    /** The posterior means of some images: [n, latent]. */
    INDArray means(int... rows) {
        return posterior.run(Map.of("x", rows(images, rows)));
    }

    private Map<String, INDArray> inputs(Run run, INDArray x) {
        return Map.of("x", x, "noise", run.normal(x.size(0), model.latent()));
    }

    private int[] batch(int from) {
        return IntStream.range(from, Math.min(from + BATCH, images.size())).toArray();
    }
}
