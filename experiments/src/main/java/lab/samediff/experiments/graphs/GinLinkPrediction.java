package lab.samediff.experiments.graphs;

import java.io.IOException;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graphs.Gin;
import lab.samediff.models.graphs.GinLinks;
import lab.samediff.models.train.Rule;
import lab.samediff.pipelines.catalog.Catalog;

/**
 * A graph isomorphism network predicts which papers of Cora cite each other. Xu et al. 2019, arXiv:1810.00826; the task
 * is that of Kipf and Welling 2016, arXiv:1611.07308, section 3.
 */
public final class GinLinkPrediction implements Experiment<GinLinkPrediction.Config> {
    private static final String NAME = "gin-linkpred-cora";
    private static final String NOTEBOOK = "ANAIS 2025 school, notebook: GIN with a perceptron of pairs, one run";
    private static final String RATE = "gin-linkpred-cora-rate";
    private static final String OTHER_RATE =
            "theirs: rate 0.01, which learns by fits and starts; one run, on a split of their own";
    private static final String ONE_RUN = "theirs: one run, on a split of their own";

    /**
     * Settings.
     *
     * @param training how
     * @param model encoder and decoder; its features are the network's words
     */
    public record Config(LinkTraining training, GinLinks model) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new GinLinkPrediction(), args);
    }

    @Override
    public Info info() {
        return Info.of(NAME, "A graph isomorphism network predicts citations of Cora", Family.GRAPHS)
                .paper("Xu et al. 2019, How Powerful are Graph Neural Networks?, arXiv:1810.00826")
                .data(Catalog.CORA)
                .variant(RATE, "the notebook's learning rate", "training.rule.rate=0.01")
                .expects(
                        Reference.ownRun(NAME, "test_auc", Preset.STANDARD, 0.84, 0, "the suite's own threshold")
                                .atLeast(),
                        Reference.paper(NAME, "test_auc", 0.8536, NOTEBOOK, OTHER_RATE),
                        Reference.paper(NAME, "test_ap", 0.8430, NOTEBOOK, OTHER_RATE),
                        Reference.paper(RATE, "test_auc", 0.8536, NOTEBOOK, ONE_RUN),
                        Reference.paper(RATE, "test_ap", 0.8430, NOTEBOOK, ONE_RUN))
                .onTour();
    }

    @Override
    public Presets<Config> presets() {
        LinkTraining training = new LinkTraining(500, 5, LinkTraining.Keep.BEST, 0, true, 5e-4, Rule.adam(0.003));
        return Presets.of(new Config(training, new GinLinks(new Gin(1433, 128, 2, 0.2))))
                .smoke("training.epochs=4", "training.every=2", "model.encoder.width=8")
                .quick("training.epochs=60");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        LinkPrediction.run(run, config.training(), config.model());
    }
}
