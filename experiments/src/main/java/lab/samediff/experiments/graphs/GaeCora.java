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
import lab.samediff.models.graphs.GraphAutoEncoder;
import lab.samediff.models.train.Rule;
import lab.samediff.pipelines.catalog.Catalog;

/** A graph auto-encoder predicts which papers of Cora cite each other. Kipf and Welling 2016, arXiv:1611.07308. */
public final class GaeCora implements Experiment<GaeCora.Config> {
    private static final String NAME = "gae-gcn-cora";
    private static final String VGAE = "Kipf and Welling 2016, arXiv:1611.07308, table 1, 10 runs";
    private static final String ALL_PAIRS =
            "theirs: the loss runs over all pairs of nodes, edges weighted; ours over the edges and as many drawn pairs";
    private static final String RERUN = "PyTorch Geometric, quoted in arXiv:2107.02658";
    private static final String NORMALISED = "theirs: bags of words divided by their sums, without biases";

    /**
     * Settings.
     *
     * @param training how
     * @param model encoder and decoder; its features are the network's words
     */
    public record Config(LinkTraining training, GraphAutoEncoder model) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new GaeCora(), args);
    }

    @Override
    public Info info() {
        return Info.of(NAME, "A graph auto-encoder predicts citations of Cora", Family.GRAPHS)
                .paper("Kipf and Welling 2016, Variational Graph Auto-Encoders, arXiv:1611.07308")
                .data(Catalog.CORA)
                .expects(
                        Reference.ownRun(NAME, "test_auc", Preset.STANDARD, 0.90, 0, "the suite's own threshold")
                                .atLeast(),
                        Reference.paper(NAME, "test_auc", 0.910, VGAE, ALL_PAIRS),
                        Reference.paper(NAME, "test_ap", 0.920, VGAE, ALL_PAIRS),
                        Reference.paper(NAME, "test_auc", 0.906, RERUN, NORMALISED)
                                .within(0.009),
                        Reference.paper(NAME, "test_ap", 0.912, RERUN, NORMALISED)
                                .within(0.010));
    }

    @Override
    public Presets<Config> presets() {
        LinkTraining training = new LinkTraining(200, 5, LinkTraining.Keep.LAST, 0, true, 0, Rule.adam(0.01));
        return Presets.of(new Config(training, new GraphAutoEncoder(1433, 32, 16)))
                .smoke("training.epochs=4", "training.every=2")
                .quick("training.epochs=100");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        LinkPrediction.run(run, config.training(), config.model());
    }
}
