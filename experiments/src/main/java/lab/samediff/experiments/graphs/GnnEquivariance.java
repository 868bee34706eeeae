package lab.samediff.experiments.graphs;

import java.util.LinkedHashMap;
import java.util.Map;
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
import lab.samediff.models.graph.Params;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.Pairs;
import lab.samediff.pipelines.graphs.SmallGraphs;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * Renumbering the nodes of a graph renumbers a graph network's outputs and changes nothing else. Bronstein et al.
 * 2021, arXiv:2104.13478, section 4.1. As a control, nodes are also renumbered without their edges.
 */
public final class GnnEquivariance implements Experiment<GnnEquivariance.Config> {
    private static final String NAME = "gnn-equivariance";
    private static final String LAW = "f(Px, PAP') = P f(x, A)";
    /** A dozen roundings of float32 at values of a few units. */
    private static final double ROUNDING = 2e-6;

    /** No rounding. */
    private static final double VISIBLE = 1000 * ROUNDING;

    /**
     * Settings.
     *
     * @param permutations that are tried
     * @param features of each node
     * @param width of the layers
     */
    public record Config(int permutations, int features, int width) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new GnnEquivariance(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Graph layers do not care how nodes are numbered", Family.GRAPHS)
                .paper("Bronstein et al. 2021, Geometric Deep Learning, arXiv:2104.13478");
        for (Preset preset : Preset.values()) {
            for (GraphLayer layer : GraphLayer.values()) {
                info = info.expects(
                        Reference.exact(NAME, "error " + layer.label(), preset, 0, ROUNDING, LAW),
                        Reference.exact(NAME, "control " + layer.label(), preset, VISIBLE, 0, "edges left behind")
                                .atLeast());
            }
        }
        return info.expects(Reference.paper(
                NAME,
                "error gcn edges",
                1.2e-7,
                "ANAIS 2025 school, notebook: 1.2e-7, and 0.06 to 0.14 with edges left behind",
                "theirs: another layer at other weights"));
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(100, 8, 16)).smoke("permutations=5");
    }

    /** A ring of twelve nodes and four chords. */
    static Graph ringWithChords() {
        Pairs chords = new Pairs(new int[] {0, 2, 4, 1}, new int[] {5, 9, 7, 10});
        return Graph.of(12, SmallGraphs.cycle(12).edges().plus(chords));
    }

    @Override
    public void run(Config config, Run run) {
        Graph graph = ringWithChords();
        double[][] nodes = run.normal(graph.nodes(), config.features()).toDoubleMatrix();
        Map<String, Double> errors = new LinkedHashMap<>();
        Map<String, Double> controls = new LinkedHashMap<>();
        for (GraphLayer layer : GraphLayer.values()) {
            GraphLayer.Built built = layer.build(new Params(run.seed()), graph, config.features(), config.width());
            double[][] output = built.of(nodes, graph);
            NumberSeries error = run.numbers("errors " + layer.label());
            NumberSeries control = run.numbers("controls " + layer.label());
            for (int i : run.steps(config.permutations())) {
                int[] order = order(graph.nodes(), run);
                double[][] moved = moved(nodes, order);
                double[][] wanted = layer.pooled() ? output : moved(output, order);
                double[][] found = built.of(moved, SmallGraphs.relabelled(graph, order));
                error.add(largest(found, wanted));
                control.add(largest(built.of(moved, graph), wanted));
                run.log("error " + layer.label(), error.get(i));
            }
            errors.put(layer.label(), error.max());
            // Not the least: an order that leaves the graph as it is makes no difference.
            double median = new Median().evaluate(control.toArray());
            controls.put(layer.label(), median);
            run.result("error " + layer.label(), error.max());
            run.result("control " + layer.label(), median);
        }
        EquivarianceFigures.write(run, errors, controls);
    }

    private static int[] order(int nodes, Run run) {
        int[] order = IntStream.range(0, nodes).toArray();
        for (int i = nodes - 1; i > 0; i--) {
            int other = run.random().nextInt(i + 1);
            int node = order[i];
            order[i] = order[other];
            order[other] = node;
        }
        return order;
    }

    private static double[][] moved(double[][] rows, int... order) {
        double[][] moved = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) moved[order[i]] = rows[i];
        return moved;
    }

    private static double largest(double[][] a, double[][] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> IntStream.range(0, a[i].length)
                        .mapToDouble(j -> Math.abs(a[i][j] - b[i][j]))
                        .max()
                        .orElse(0))
                .max()
                .orElse(0);
    }
}
