package lab.samediff.experiments.latent;

import java.io.IOException;
import java.util.Map;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.latent.Vae;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.Batches;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.images.LabelledImages;
import lab.samediff.pipelines.images.Mnist;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A variational auto-encoder of digits, whose grey values are taken for probabilities of white. Kingma and Welling 2014,
 * arXiv:1312.6114.
 */
public final class VaeMnist implements Experiment<VaeMnist.Config> {
    private static final String NAME = "vae-mnist";
    private static final String REWARDED = "vae-mnist-kl-sign";
    private static final String EXAMPLE = "PyTorch examples, vae: 784-400-20, Adam 1e-3, batches of 128, one run";

    /** After so many epochs the PyTorch example gives its number. */
    private static final int EPOCHS_OF_EXAMPLE = 10;

    /**
     * Settings.
     *
     * @param epochs passes over the training images
     * @param batch images in an update
     * @param images how many training images are used, at most as many as there are
     * @param draws of the latent variable for each test image in the importance-weighted bound
     * @param rule optimiser
     * @param model encoder and decoder
     * @param errata known mistakes to repeat
     */
    public record Config(int epochs, int batch, int images, int draws, Rule rule, Vae model, Errata errata) {}

    /**
     * Known mistakes of a lecture's slides, off by default.
     *
     * @param klSign subtract the divergence, +½ Σ (1 + ln σ² - μ² - σ²) in the loss as printed: it is then rewarded, the
     *     posterior leaves the prior, and the loss has no least value; training ends where it falls below 0
     */
    public record Errata(boolean klSign) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new VaeMnist(), args);
    }

    @Override
    public Info info() {
        return Info.of(NAME, "A variational auto-encoder of MNIST digits", Family.LATENT)
                .paper("Kingma and Welling 2014, Auto-Encoding Variational Bayes, arXiv:1312.6114")
                .data(Catalog.MNIST)
                .variant(REWARDED, "divergence rewarded, as printed in a lecture", "errata.klSign=true")
                .expects(
                        Reference.ownRun(NAME, "negative_elbo", Preset.STANDARD, 106, 0, "the suite's own threshold")
                                .atMost(),
                        Reference.paper(NAME, "negative_elbo_epoch_10", 105.589, EXAMPLE, "")
                                .within(0.5),
                        Reference.paper(
                                NAME,
                                "importance_bound",
                                87.78,
                                "Burda et al. 2016, arXiv:1509.00519, as run by xqding, IWAE with k = 1, 5000 draws",
                                "theirs: pixels drawn as 0 or 1, two hidden layers of 200, latent size 50"))
                .onTour();
    }

    @Override
    public Presets<Config> presets() {
        Vae model = new Vae(784, 400, 20);
        return Presets.of(new Config(50, 128, 60_000, 50, Rule.adam(1e-3), model, new Errata(false)))
                .smoke("epochs=1", "batch=32", "images=128", "model.hidden=16", "draws=2")
                .quick("epochs=6", "images=30000", "draws=5")
                .full("epochs=200", "draws=500");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        Mnist data = Mnist.load(run.data(), Catalog.MNIST);
        run.used(data.provenance());
        LabelledImages train = data.train().atMost(config.images());
        Params params = new Params(run.seed());
        Step step = run.step(params, config.rule(), s -> loss(config, s));
        Measures measures = new Measures(params, config.model(), data.test());
        train(config, run, train, step, measures);
        measures.results(run, config.draws());
        VaeFigures.write(run, config.model(), params, data.test(), measures);
    }

    private static void train(Config config, Run run, LabelledImages train, Step step, Measures measures) {
        Batches batches = run.batches(train.size(), config.batch());
        for (int i : run.steps(config.epochs() * batches.perEpoch())) {
            INDArray x = Measures.rows(train, batches.next());
            INDArray noise = run.normal(x.size(0), config.model().latent());
            double loss = step.run(Map.of("x", x, "noise", noise));
            run.log("loss", loss);
            // Neither term of the true bound can be negative; without a least value the loss soon overflows.
            if (loss < 0) {
                run.result("steps_until_negative_loss", (double) step.taken());
                return;
            }
            if ((i + 1) % batches.perEpoch() != 0) continue;
            double bound = measures.negativeElbo(run);
            run.log("negative_elbo_by_epoch", bound);
            if (batches.epoch() == EPOCHS_OF_EXAMPLE) run.result("negative_elbo_epoch_10", bound);
        }
    }

    static SDVariable loss(Config config, Scope s) {
        Vae model = config.model();
        Vae.Bound bound =
                model.bound(s.in("vae"), s.input("x", -1, model.width()), s.input("noise", -1, model.latent()));
        return config.errata().klSign() ? Ops.sub(bound.reconstruction(), bound.divergence()) : bound.loss();
    }
}
