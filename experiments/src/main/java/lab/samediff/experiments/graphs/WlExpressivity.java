package lab.samediff.experiments.graphs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.layers.Activation;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.SmallGraphs;

/**
 * An untrained graph isomorphism network tells apart the graphs that colour refinement tells apart, and no others. Xu et
 * al. 2019, arXiv:1810.00826, theorem 3, which asks for functions that map no two multisets to one: networks with an
 * analytic activation do for almost all weights, those with ReLU don't. Amir et al. 2023, arXiv:2306.06529.
 */
public final class WlExpressivity implements Experiment<WlExpressivity.Config> {
    private static final String NAME = "wl-expressivity";
    private static final String RELU = "wl-expressivity-relu";
    private static final String THEOREM = "a sum network is as fine as colour refinement; Xu et al. 2019, theorem 3";
    /** In float64; sums of the same numbers in another order differ by about 1e-13. */
    private static final double SAME = 1e-9;
    /** Numbers of connected graphs of at most so many nodes, OEIS A001349 summed. */
    private static final Map<Preset, Integer> CONNECTED =
            Map.of(Preset.SMOKE, 10, Preset.QUICK, 143, Preset.STANDARD, 996, Preset.FULL, 996);

    /**
     * Settings.
     *
     * @param rounds of colour refinement, and layers of the network
     * @param width of the network
     * @param activation of the network
     * @param largest all connected graphs of at most so many nodes are compared, 1 to 7
     */
    public record Config(int rounds, int width, Activation activation, int largest) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new WlExpressivity(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "What a graph network can tell apart: colour refinement", Family.GRAPHS)
                .paper("Xu et al. 2019, How Powerful are Graph Neural Networks?, arXiv:1810.00826")
                .variant(RELU, "ReLU, which maps some multisets to one", "activation=relu");
        for (Preset preset : Preset.values()) {
            for (String pair : pairs().keySet()) {
                boolean told = pair.equals("C6 P6");
                Reference distance =
                        Reference.exact(NAME, "gin " + pair, preset, told ? 1e-6 : 0, told ? 0 : SAME, THEOREM);
                info = info.expects(
                        Reference.exact(NAME, "refined " + pair, preset, told ? 1 : 0, 0, "colours by hand"),
                        told ? distance.atLeast() : distance);
            }
            info = info.expects(
                    Reference.exact(NAME, "graphs", preset, CONNECTED.getOrDefault(preset, 0), 0, "OEIS A001349"),
                    Reference.exact(NAME, "disagreements", preset, 0, 0, THEOREM));
        }
        return info.expects(Reference.paper(
                RELU,
                "gin C6 P6",
                5.32,
                "ANAIS 2025 school, notebook: one untrained network",
                "theirs: other random weights; only 0 or not 0 can agree"));
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(5, 32, Activation.SILU, 7))
                .smoke("largest=4")
                .quick("largest=6");
    }

    @Override
    public void run(Config config, Run run) {
        pairs().forEach((name, pair) -> {
            double[][] sums = sums(config, run, pair);
            run.result("gin " + name, UntrainedGin.distance(sums[0], sums[1]));
            run.result("refined " + name, classes(config, pair) - 1.0);
        });
        List<Graph> graphs = new ArrayList<>();
        for (int nodes = 1; nodes <= config.largest(); nodes++) graphs.addAll(SmallGraphs.connected(nodes));
        List<List<Integer>> keys = ColourRefinement.keys(graphs, config.rounds());
        double[][] sums = sums(config, run, graphs);
        List<Double> alike = new ArrayList<>();
        List<Double> told = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j < i; j++) {
                (keys.get(i).equals(keys.get(j)) ? alike : told).add(UntrainedGin.distance(sums[i], sums[j]));
            }
        }
        run.result("graphs", graphs.size());
        run.result("refined_classes", classes(config, graphs));
        run.result("pairs_alike", alike.size());
        run.result(
                "disagreements", (double) (alike.stream().filter(d -> d > SAME).count()
                        + told.stream().filter(d -> d <= SAME).count()));
        WlFigures.write(run, config.rounds(), told, alike);
    }

    private static double[][] sums(Config config, Run run, List<Graph> graphs) {
        return UntrainedGin.sums(config.rounds(), config.width(), config.activation(), run.seed(), graphs);
    }

    /** The pairs of the notebook. */
    static Map<String, List<Graph>> pairs() {
        Graph cycle = SmallGraphs.cycle(6);
        Graph triangle = SmallGraphs.cycle(3);
        Map<String, List<Graph>> pairs = new LinkedHashMap<>();
        pairs.put("C6 relabelled", List.of(cycle, SmallGraphs.relabelled(cycle, 3, 0, 4, 1, 5, 2)));
        pairs.put("C6 P6", List.of(cycle, SmallGraphs.path(6)));
        pairs.put("C6 2xC3", List.of(cycle, SmallGraphs.union(List.of(triangle, triangle))));
        return pairs;
    }

    private static int classes(Config config, List<Graph> graphs) {
        return (int) ColourRefinement.keys(graphs, config.rounds()).stream()
                .distinct()
                .count();
    }
}
