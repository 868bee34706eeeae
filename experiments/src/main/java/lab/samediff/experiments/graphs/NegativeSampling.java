package lab.samediff.experiments.graphs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graphs.GraphAutoEncoder;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.graphs.Cora;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.NegativeSampler;
import lab.samediff.pipelines.graphs.Pairs;

/**
 * What pairs a model of edges is told are none: drawn uniformly, by degree, or uniformly but once for all. Each model is
 * tested among uniform pairs and among pairs drawn by degree, where it can't win by knowing who is cited much.
 */
public final class NegativeSampling implements Experiment<NegativeSampling.Config> {
    private static final String NAME = "negative-sampling";
    private static final String ONE_OFF = "sampling by definition";
    /** Of a standard normal variable; once in 16,000 it is farther away. */
    private static final double FOUR_DEVIATIONS = 4;

    /**
     * Settings.
     *
     * @param epochs of each model
     * @param every how many epochs pass between two looks at the validation's edges
     * @param draws pairs by whose frequencies a sampler is compared with its formula
     * @param rule optimiser
     * @param model encoder and decoder
     */
    public record Config(int epochs, int every, int draws, Rule rule, GraphAutoEncoder model) {
        LinkTraining training(Strategy strategy) {
            return new LinkTraining(epochs, every, LinkTraining.Keep.LAST, strategy.power, strategy.fresh, 0, rule);
        }
    }

    /** How pairs are drawn. */
    enum Strategy {
        UNIFORM(0, true),
        DEGREE(1, true),
        FIXED(0, false);

        private final double power;
        private final boolean fresh;

        Strategy(double power, boolean fresh) {
            this.power = power;
            this.fresh = fresh;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new NegativeSampling(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Which pairs stand for no edge: uniform, by degree, fixed", Family.GRAPHS)
                .paper("Kipf and Welling 2016, arXiv:1611.07308; Mikolov et al. 2013, arXiv:1310.4546")
                .data(Catalog.CORA);
        for (Preset preset : Preset.values()) {
            info = info.expects(Reference.exact(NAME, "collisions", preset, 0, 0, ONE_OFF));
            for (Strategy strategy : List.of(Strategy.UNIFORM, Strategy.DEGREE)) {
                info = info.expects(Reference.exact(
                        NAME,
                        "chi2_deviations " + strategy.label(),
                        preset,
                        0,
                        FOUR_DEVIATIONS,
                        "P ∝ (d_u d_v)^power"));
            }
        }
        return info;
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(200, 10, 200_000, Rule.adam(0.01), new GraphAutoEncoder(1433, 32, 16)))
                .smoke("epochs=3", "every=3", "draws=2000")
                .quick("epochs=60", "draws=50000");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        Cora cora = Cora.load(run.data());
        run.used(cora.provenance());
        Graph graph = cora.papers().graph();
        LinkTask task = new LinkTask(cora.papers(), LinkTraining.split(cora.papers(), run), config.model());
        Pairs hard = new NegativeSampler(graph, 1).sample(task.split().test().size(), run.random("hard"));
        List<Double> uniform = new ArrayList<>();
        List<Double> degree = new ArrayList<>();
        for (Strategy strategy : Strategy.values()) {
            String name = strategy.label();
            Call scores = task.scores(config.training(strategy).fit(run, task, cora.papers(), " " + name));
            uniform.add(task.test(scores).rocAuc());
            degree.add(task.rank(scores, task.split().test(), hard).rocAuc());
            run.result("test_auc " + name, uniform.get(uniform.size() - 1));
            run.result("test_auc_by_degree " + name, degree.get(degree.size() - 1));
        }
        NegativeFigures.areas(run, uniform, degree);
        law(config, run, graph);
    }

    private static void law(Config config, Run run, Graph graph) {
        int collisions = 0;
        Map<String, Pairs> drawn = new LinkedHashMap<>();
        for (Strategy strategy : List.of(Strategy.UNIFORM, Strategy.DEGREE)) {
            NegativeSampler sampler = new NegativeSampler(graph, strategy.power);
            Pairs pairs = SamplerLaw.firstPairs(sampler, config.draws(), run.random("law " + strategy.label()));
            collisions += SamplerLaw.collisions(graph, pairs);
            run.result("chi2_deviations " + strategy.label(), SamplerLaw.deviations(graph, strategy.power, pairs));
            drawn.put(strategy.label(), pairs);
        }
        run.result("collisions", collisions);
        NegativeFigures.degrees(run, graph, drawn);
    }
}
