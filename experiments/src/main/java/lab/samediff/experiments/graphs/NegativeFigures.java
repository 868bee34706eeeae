package lab.samediff.experiments.graphs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.Pairs;

/** Pictures of pairs that stand for no edge, and of what models make of them. */
final class NegativeFigures {
    private NegativeFigures() {}

    /** By strategy: the areas under the curve among uniform pairs and among pairs by degree. */
    static void areas(Run run, List<Double> uniform, List<Double> degree) {
        List<String> names = Arrays.stream(NegativeSampling.Strategy.values())
                .map(NegativeSampling.Strategy::label)
                .toList();
        run.chart(
                "auc",
                Chart.bars("Test edges among other pairs", "pairs to learn from", "area under the curve (1)", names)
                        .bars("among uniform pairs", numbers(uniform))
                        .bars("among pairs by degree", numbers(degree))
                        .yRange(0.5, 1));
    }

    /** Of what degrees the nodes of edges and of drawn pairs are. */
    static void degrees(Run run, Graph graph, Map<String, Pairs> drawn) {
        Chart degrees = Chart.lines("Whom pairs are of", "logarithm of the degree of a node (octaves)", "density (1)")
                .histogram("edges", octaves(graph, graph.edges()), 0, 8, 8);
        for (Map.Entry<String, Pairs> entry : drawn.entrySet()) {
            degrees = degrees.histogram("drawn, " + entry.getKey(), octaves(graph, entry.getValue()), 0, 8, 8);
        }
        run.chart("degrees", degrees);
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] octaves(Graph graph, Pairs pairs) {
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> DoubleStream.of(graph.degree(pairs.from(i)), graph.degree(pairs.to(i))))
                .flatMapToDouble(ends -> ends.map(degree -> Math.log(Math.max(degree, 1)) / Math.log(2)))
                .toArray();
    }
}
