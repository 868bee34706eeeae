package lab.samediff.experiments.chemistry;

import java.io.IOException;
import java.util.List;
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
import lab.samediff.pipelines.molecules.PaddedGraphs;
import lab.samediff.pipelines.molecules.Split;
import lab.samediff.pipelines.molecules.Splitting;

/** A graph network reads molecules. Kipf and Welling 2017, arXiv:1609.02907; Wu et al. 2018, arXiv:1703.00564. */
public final class GcnSmiles implements Experiment<GcnSmiles.Config> {
    private static final String NAME = "gcn-smiles";
    private static final String SCAFFOLD = "gcn-smiles-scaffold";
    private static final String ESOL = "gcn-smiles-esol";
    private static final String ESOL_SCAFFOLD = "gcn-smiles-esol-scaffold";
    private static final String TYPES = "gcn-smiles-types";

    /**
     * Settings.
     *
     * @param task what is foretold
     * @param split how molecules are dealt out to train, validation and test, 8 : 1 : 1
     * @param features what is known of each atom
     * @param molecules how many are used, at even distances in the table
     * @param epochs passes over the training molecules
     * @param batch molecules in an update
     * @param rule optimiser
     * @param model the network; it says one number of each molecule
     */
    public record Config(
            Task task,
            Splitting split,
            AtomFeatures features,
            int molecules,
            int epochs,
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
                .expects(Reference.ownRun(NAME, "test_auc", Preset.STANDARD, 0.88, 0, "the suite's own threshold")
                        .atLeast())
                .onTour();
    }

    @Override
    public Presets<Config> presets() {
        PooledGcn model = new PooledGcn(new Gcn(AtomFeatures.RICH.width(), 64, 3, 1), 64, 0.2);
        Rule rule = Rule.adam(1e-3).with(new Schedule.Cosine(50, 2000, 0.02));
        return Presets.of(new Config(Task.BBBP, Splitting.RANDOM, AtomFeatures.RICH, 100_000, 60, 32, rule, model))
                .smoke("molecules=200", "epochs=1", "model.gcn.width=8", "model.hidden=8")
                .quick("epochs=10");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        MoleculeNet data = MoleculeNet.load(run.data(), config.task().source());
        run.used(data.provenance());
        MoleculeTable table = data.table().thinned(config.molecules());
        Split split = config.split().split(table.molecules(), run.random("split"));
        PaddedGraphs graphs = Predictor.graphs(table, config.features());
        Params params = new Params(run.seed());
        Predictor predictor = new Predictor(params, config.model(), graphs, scale(config.task(), table, split.train()));
        Step step = Step.of(params, config.rule(), s -> config.task().loss(predictor.said(s), s.input("value", -1, 1)));
        Batches batches = new Batches(split.train().size(), config.batch(), run.seed());
        for (int i : run.steps(config.epochs() * batches.perEpoch())) {
            int[] rows = java.util.Arrays.stream(batches.next())
                    .map(split.train()::get)
                    .toArray();
            run.log("loss", step.run(predictor.inputs(table, rows)));
            if ((i + 1) % batches.perEpoch() == 0)
                run.log(
                        "validation_" + config.task().metric(),
                        measured(config.task(), predictor, table, split.validation()));
        }
        run.result(
                "validation_" + config.task().metric(), measured(config.task(), predictor, table, split.validation()));
        run.result("test_" + config.task().metric(), measured(config.task(), predictor, table, split.test()));
        run.result("train_" + config.task().metric(), measured(config.task(), predictor, table, split.train()));
    }

    private static double measured(Task task, Predictor predictor, MoleculeTable table, List<Integer> rows) {
        return task.measure(
                predictor.predict(rows), rows.stream().mapToDouble(table::value).toArray());
    }

    private static Predictor.Scale scale(Task task, MoleculeTable table, List<Integer> train) {
        return task == Task.BBBP
                ? Predictor.Scale.NONE
                : Predictor.Scale.of(train.stream().mapToDouble(table::value).toArray());
    }
}
