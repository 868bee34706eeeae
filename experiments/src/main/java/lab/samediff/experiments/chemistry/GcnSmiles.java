package lab.samediff.experiments.chemistry;

import java.io.IOException;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graphs.Gcn;
import lab.samediff.models.graphs.PooledGcn;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.Batches;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.molecules.AtomFeatures;
import lab.samediff.pipelines.molecules.MoleculeNet;
import lab.samediff.pipelines.molecules.MoleculeTable;
import lab.samediff.pipelines.molecules.Split;
import lab.samediff.pipelines.molecules.Splitting;

/** A graph network reads molecules. Kipf and Welling 2017, arXiv:1609.02907; Wu et al. 2018, arXiv:1703.00564. */
public final class GcnSmiles implements Experiment<GcnSmiles.Config> {
    private static final String NAME = "gcn-smiles";
    private static final String SCAFFOLD = "gcn-smiles-scaffold";
    private static final String ESOL = "gcn-smiles-esol";
    private static final String ESOL_SCAFFOLD = "gcn-smiles-esol-scaffold";
    private static final String TYPES = "gcn-smiles-types";
    private static final String THRESHOLD = "the suite's own threshold, random split";
    private static final String MOLECULE_NET = "Wu et al. 2018, MoleculeNet, arXiv:1703.00564, 3 seeds";

    /**
     * Settings.
     *
     * @param task what is predicted
     * @param split how molecules are dealt out to train, validation and test, 8 : 1 : 1
     * @param features what is known of each atom
     * @param molecules how many are used, at even distances in the table
     * @param steps updates of the network
     * @param batch molecules in each
     * @param rule optimiser
     * @param model the network; it has one output
     */
    public record Config(
            Task task,
            Splitting split,
            AtomFeatures features,
            int molecules,
            int steps,
            int batch,
            Rule rule,
            PooledGcn model) {
        /** @throws IllegalArgumentException if the model's sizes don't fit the features or the task */
        public Config {
            if (model.gcn().features() != features.width() || model.gcn().outputs() != 1) {
                throw new IllegalArgumentException("model.gcn must have features=" + features.width()
                        + " and outputs=1 for these features, got " + model.gcn());
            }
        }
    }

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new GcnSmiles(), args);
    }

    @Override
    public Info info() {
        return Info.of(NAME, "A graph network reads molecules: BBBP, random split", Family.CHEMISTRY)
                .paper("Wu et al. 2018, MoleculeNet, arXiv:1703.00564; Kipf and Welling 2017, arXiv:1609.02907")
                .data(Catalog.BBBP, Catalog.ESOL)
                .variant(SCAFFOLD, "BBBP, scaffold split", "split=scaffold")
                .variant(ESOL, "ESOL, random split", "task=esol")
                .variant(ESOL_SCAFFOLD, "ESOL, scaffold split", "task=esol", "split=scaffold")
                .variant(
                        TYPES,
                        "BBBP, random split, ten atom types as the only features",
                        "features=types",
                        "model.gcn.features=10")
                .expects(
                        Reference.ownRun(NAME, "test_auc", Preset.STANDARD, 0.88, 0, THRESHOLD)
                                .atLeast(),
                        Reference.paper(
                                NAME,
                                "test_auc",
                                0.922,
                                "READMEs of message-passing codes that quote MoleculeNet: 0.922 ± 0.012",
                                "theirs: the split is not stated, another network"),
                        moleculeNet(SCAFFOLD, "test_auc", 0.690, 0.009, "GraphConv, scaffold split"),
                        Reference.ownRun(ESOL, "test_rmse", Preset.STANDARD, 1.0, 0, THRESHOLD)
                                .atMost(),
                        moleculeNet(ESOL, "test_rmse", 0.97, 0.01, "GraphConv, random split"),
                        moleculeNet(ESOL, "test_rmse", 0.58, 0.03, "MPNN, random split, bond features"))
                .onTour();
    }

    private static Reference moleculeNet(String variant, String metric, double value, double spread, String which) {
        return Reference.paper(variant, metric, value, MOLECULE_NET, "theirs: " + which + ", chosen by validation")
                .within(spread);
    }

    @Override
    public Presets<Config> presets() {
        PooledGcn model = new PooledGcn(new Gcn(AtomFeatures.RICH.width(), 64, 3, 1), 64, 0.1);
        Rule rule = Rule.adam(3e-3).with(new Schedule.Cosine(50, 3000, 0.02));
        return Presets.of(new Config(Task.BBBP, Splitting.RANDOM, AtomFeatures.RICH, 100_000, 3000, 32, rule, model))
                .smoke("molecules=400", "steps=10", "model.gcn.width=8", "model.hidden=8")
                .quick("steps=600", "rule.schedule.total=600")
                .full("steps=30000", "rule.schedule.total=30000", "model.gcn.width=128", "model.hidden=128");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        MoleculeNet found = MoleculeNet.load(run.data(), config.task().source());
        run.used(found.provenance());
        MoleculeTable table = found.table().thinned(config.molecules());
        Split split = config.split().split(table.molecules(), run.random("split"));
        MoleculeData data = MoleculeData.of(config.task(), table, split, config.features());
        Params params = new Params(run.seed());
        Predictor predictor = new Predictor(params, config.model(), data);
        Step step =
                run.step(params, config.rule(), s -> config.task().loss(predictor.output(s), s.input("value", -1, 1)));
        Batches batches = run.batches(split.train().size(), config.batch());
        String metric = config.task().metric();
        for (int i : run.steps(config.steps())) {
            run.log("loss", step.run(data.training(batches.next())));
            // The last step's model is the result, whatever the curve says; the best stays as a checkpoint.
            if ((i + 1) % batches.perEpoch() == 0)
                run.best(
                        "validation_" + metric,
                        predictor.measure(split.validation()),
                        config.task().goal());
        }
        run.result("test_" + metric, predictor.measure(split.test()));
        run.result("validation_" + metric, predictor.measure(split.validation()));
        run.result("train_" + metric, predictor.measure(split.train()));
        run.result("test_scaffolds_seen", data.testScaffoldsSeen());
        run.result("molecules", table.size());
        run.result("rejected", table.rejected().size());
        run.result("parameters", (double) params.count());
        if (!table.rejected().isEmpty()) run.text("rejected", table.rejections());
        MoleculeFigures.write(run, data, predictor);
    }
}
