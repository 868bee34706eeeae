package lab.samediff.models.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.probability.Gaussian;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class VaeTest {
    private static final Vae VAE = new Vae(4, 6, 1);
    private static final double[] X = {1, 0, 0, 1};

    private static double[][] relu(double[][] rows) {
        for (double[] row : rows) Arrays.setAll(row, i -> Math.max(row[i], 0));
        return rows;
    }

    private static Gaussian posterior(Params params, double[] x) {
        double[][] hidden = relu(Loops.linear(params, "layer/encoder/hidden", new double[][] {x}));
        double mean = Loops.linear(params, "layer/encoder/mean", hidden)[0][0];
        double logVariance = Loops.linear(params, "layer/encoder/logVariance", hidden)[0][0];
        return new Gaussian(mean, Math.exp(logVariance / 2));
    }

    /** ln p(x|z). */
    private static double logLikelihood(Params params, double[] x, double z) {
        double[][] hidden = relu(Loops.linear(params, "layer/decoder/hidden0", new double[][] {{z}}));
        double[] logits = Loops.linear(params, "layer/decoder/out", hidden)[0];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double p = 1 / (1 + Math.exp(-logits[i]));
            sum += x[i] * Math.log(p) + (1 - x[i]) * Math.log(1 - p);
        }
        return sum;
    }

    private static Call loss(Params params) {
        return Call.of(params, s -> VAE.bound(s.in("layer"), s.input("x", -1, 4), s.input("noise", -1, 1))
                .loss());
    }

    private static double run(Call loss, double[][] x, double[][] noise) {
        return loss.run(Map.of("x", Nd4j.createFromArray(x), "noise", Nd4j.createFromArray(noise)))
                .getDouble(0);
    }

    /** Parameters away from their beginnings, so that the posterior is not the prior. */
    private static Params params() {
        Params params = new Params(1, DataType.DOUBLE);
        loss(params);
        params.arrays().values().forEach(array -> array.muli(3));
        return params;
    }

    @Test
    void agreesWithTheLoop() {
        Params params = params();
        double[][] x = {X, {0, 0.5, 1, 0.25}};
        double[][] noise = {{0.7}, {-1.2}};
        double wanted = 0;
        for (int i = 0; i < 2; i++) {
            Gaussian q = posterior(params, x[i]);
            double z = q.mean() + q.deviation() * noise[i][0];
            wanted += (q.divergenceFrom(Gaussian.STANDARD) - logLikelihood(params, x[i], z)) / 2;
        }
        assertThat(run(loss(params), x, noise)).isCloseTo(wanted, within(1e-12));
    }

    /** Eq. 1 of the paper: ln p(x) = bound + divergence of the encoder from the true posterior. */
    @Test
    void theBoundMissesTheLikelihoodByTheDivergenceFromTheTruePosterior() {
        Params params = params();
        Gaussian q = posterior(params, X);
        double step = 0.02;
        double evidence = evidence(params);
        double gap = 0;
        for (double e = -8; e < 8; e += step) {
            double z = q.mean() + q.deviation() * e;
            double truth = Gaussian.STANDARD.logDensity(z) + logLikelihood(params, X, z) - Math.log(evidence);
            gap += Math.exp(Gaussian.STANDARD.logDensity(e)) * step * (q.logDensity(z) - truth);
        }
        assertThat(gap).isGreaterThan(0.01);
        assertThat(meanLoss(params)).isCloseTo(gap - Math.log(evidence), within(1e-4));
    }

    /** p(X) by quadrature over z. */
    private static double evidence(Params params) {
        double step = 0.02;
        double evidence = 0;
        for (double z = -10; z < 10; z += step) {
            evidence += Math.exp(Gaussian.STANDARD.logDensity(z) + logLikelihood(params, X, z)) * step;
        }
        return evidence;
    }

    @Test
    void theMeanWeightIsTheLikelihoodAndTheMeanOfItsLogarithmTheBound() {
        Params params = params();
        Call call = Call.of(params, s -> VAE.logWeight(s.in("layer"), s.input("x", -1, 4), s.input("noise", -1, 1)));
        double step = 0.02;
        double mean = 0;
        double meanLogarithm = 0;
        for (double e = -12; e < 12; e += step) {
            double share = Math.exp(Gaussian.STANDARD.logDensity(e)) * step;
            double logWeight = run(call, new double[][] {X}, new double[][] {{e}});
            mean += share * Math.exp(logWeight);
            meanLogarithm += share * logWeight;
        }
        assertThat(mean / evidence(params)).isCloseTo(1, within(1e-4));
        assertThat(-meanLogarithm).isCloseTo(meanLoss(params), within(1e-4));
    }

    /** The graph's loss at X, averaged over the noise by quadrature. */
    private static double meanLoss(Params params) {
        double step = 0.02;
        Call loss = loss(params);
        double mean = 0;
        for (double e = -8; e < 8; e += step) {
            double weight = Math.exp(Gaussian.STANDARD.logDensity(e)) * step;
            mean += weight * run(loss, new double[][] {X}, new double[][] {{e}});
        }
        return mean;
    }

    @Test
    void drawsHaveThePosteriorsMeanAndDeviation() {
        Params params = params();
        INDArray x = Nd4j.createFromArray(new double[][] {X, X, X});
        INDArray noise = Nd4j.createFromArray(new double[][] {{0}, {1}, {-2}});
        double[] z = Rig.plain(Rig.eval(params, x, (s, v) -> VAE.encode(s, v).sample(s.constant(noise))));
        Gaussian q = posterior(params, X);
        assertThat(z)
                .containsExactly(
                        new double[] {q.mean(), q.mean() + q.deviation(), q.mean() - 2 * q.deviation()}, within(1e-12));
    }

    @Test
    void badSizesAndShapesAreNamed() {
        assertThatThrownBy(() -> new Vae(0, 1, 1)).hasMessageContaining("width must be at least 1");
        assertThatThrownBy(() -> new Vae(1, 0, 1)).hasMessageContaining("hidden");
        assertThatThrownBy(() -> new Vae(1, 1, 0)).hasMessageContaining("latent");
        for (long[] wrong : new long[][] {{3, 1}, {4, 2}}) {
            assertThatThrownBy(() -> Call.of(new Params(1), s -> VAE.bound(
                                    s.in("vae"), s.input("x", -1, wrong[0]), s.input("noise", -1, wrong[1]))
                            .loss()))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("vae: ");
        }
    }
}
