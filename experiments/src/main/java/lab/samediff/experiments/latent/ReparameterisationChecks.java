package lab.samediff.experiments.latent;

import java.util.Arrays;
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
import lab.samediff.models.probability.Gaussian;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * The two pieces of mathematics that a variational auto-encoder rests on, against closed forms: the divergence of a normal
 * posterior from the prior, and the gradient through a draw beside the score-function gradient. Kingma and Welling 2014,
 * arXiv:1312.6114, section 2.4 and appendix B; Williams 1992, doi:10.1007/BF00992696.
 */
public final class ReparameterisationChecks implements Experiment<ReparameterisationChecks.Config> {
    private static final String NAME = "vae-reparam-checks";
    private static final String PRINTED = "vae-reparam-checks-kl-sign";
    private static final String DEVIATION = "3 standard errors of the Monte Carlo mean";

    /**
     * Settings.
     *
     * @param draws of the latent variable for each estimate
     * @param latent size of the posterior whose divergence is estimated
     * @param doublings the gradients are estimated in 1, 2, 4, ... dimensions, doubled so often
     * @param mean of each latent variable in the estimates of gradients
     * @param deviation likewise
     * @param errata known mistakes to repeat
     */
    public record Config(int draws, int latent, int doublings, double mean, double deviation, Errata errata) {}

    /**
     * Known mistakes of a lecture's slides, off by default.
     *
     * @param klSign +½ Σ (1 + ln σ² - μ² - σ²) as printed, which is the divergence times -1
     */
    public record Errata(boolean klSign) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new ReparameterisationChecks(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Divergence and gradients of a normal posterior against closed forms", Family.LATENT)
                .paper("Kingma and Welling 2014, Auto-Encoding Variational Bayes, arXiv:1312.6114")
                .variant(PRINTED, "the divergence with the sign printed in a lecture", "errata.klSign=true");
        for (Preset preset : Preset.values()) {
            info = info.expects(
                    atMost("kl_deviation", preset, 3, DEVIATION),
                    atMost("kl_graph_error", preset, 1e-5, "equal to the sum of the closed forms in float64, relative"),
                    Reference.exact(NAME, "kl_of_the_prior", preset, 0, 1e-6, "of the prior from itself"),
                    atMost("pathwise_deviation", preset, 3, DEVIATION),
                    atMost("score_deviation", preset, 3, DEVIATION),
                    Reference.exact(NAME, "pathwise_variance", preset, 1, 0.1, "4 σ², in units of which it is given"),
                    Reference.exact(NAME, "score_variance", preset, 1, 0.1, "closed form, likewise"));
        }
        return info;
    }

    private static Reference atMost(String metric, Preset preset, double value, String formula) {
        return Reference.exact(NAME, metric, preset, value, 0, formula).atMost();
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(200_000, 20, 7, 1, 0.5, new Errata(false)))
                .smoke("draws=20000", "doublings=3")
                .quick("draws=100000")
                .full("draws=10000000");
    }

    @Override
    public void run(Config config, Run run) {
        new ClosedFormKl(run, config.latent(), config.draws())
                .results(config.errata().klSign() ? -1 : 1);
        int[] dimensions =
                IntStream.range(0, config.doublings()).map(i -> 1 << i).toArray();
        Gradients gradients = new Gradients(new Gaussian(config.mean(), config.deviation()));
        NumberSeries pathwise = run.numbers("pathwise variances");
        NumberSeries score = run.numbers("score variances");
        NumberSeries pathwiseDeviations = run.numbers("pathwise deviations");
        NumberSeries scoreDeviations = run.numbers("score deviations");
        for (int i : run.steps(dimensions.length)) {
            StreamingStatistics[] estimates = gradients.estimates(run.random(), dimensions[i], config.draws());
            pathwise.add(estimates[0].getVariance());
            score.add(estimates[1].getVariance());
            pathwiseDeviations.add(ClosedFormKl.deviation(estimates[0], gradients.truth()));
            scoreDeviations.add(ClosedFormKl.deviation(estimates[1], gradients.truth()));
            run.log("variance_ratio", score.get(i) / pathwise.get(i));
        }
        double[] exactPathwise = new double[dimensions.length];
        Arrays.fill(exactPathwise, gradients.pathwiseVariance());
        double[] exactScore =
                Arrays.stream(dimensions).mapToDouble(gradients::scoreVariance).toArray();
        int last = dimensions.length - 1;
        run.result("pathwise_deviation", pathwiseDeviations.max());
        run.result("score_deviation", scoreDeviations.max());
        run.result("pathwise_variance", pathwise.get(last) / exactPathwise[last]);
        run.result("score_variance", score.get(last) / exactScore[last]);
        run.result("variance_ratio", score.get(last) / pathwise.get(last));
        double[] x = Arrays.stream(dimensions).asDoubleStream().toArray();
        run.chart(
                "variance",
                Chart.lines("Variance of two estimators of a gradient", "latent variables", "variance (1)")
                        .series("score function, closed form", x, exactScore)
                        .scatter("score function, measured", x, score.toArray())
                        .series("through the draw, closed form", x, exactPathwise)
                        .scatter("through the draw, measured", x, pathwise.toArray())
                        .logX()
                        .logY());
    }
}
