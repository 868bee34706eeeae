package lab.samediff.experiments.graphs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.samediff.pipelines.graphs.Graph;

/**
 * Colour refinement, also called the one-dimensional Weisfeiler-Leman test: in each round a node's new colour stands for
 * its colour and those of its neighbours, with their numbers. Weisfeiler and Leman 1968. Colours have the same meaning in
 * all graphs that are refined together.
 */
final class ColourRefinement {
    private ColourRefinement() {}

    /**
     * Colours from 0 on, [rounds + 1][graphs][nodes]; at the start all are alike.
     *
     * @param rounds how often colours are refined
     */
    static List<int[][]> of(List<Graph> graphs, int rounds) {
        List<int[][]> colours = new ArrayList<>();
        colours.add(graphs.stream().map(graph -> new int[graph.nodes()]).toArray(int[][]::new));
        for (int round = 0; round < rounds; round++) {
            Map<List<Integer>, Integer> names = new HashMap<>();
            int[][] next = new int[graphs.size()][];
            for (int g = 0; g < next.length; g++) next[g] = refined(graphs.get(g), colours.get(round)[g], names);
            colours.add(next);
        }
        return colours;
    }

    private static int[] refined(Graph graph, int[] colours, Map<List<Integer>, Integer> names) {
        int[] next = new int[colours.length];
        for (int node = 0; node < next.length; node++) {
            List<Integer> seen = new ArrayList<>();
            seen.add(colours[node]);
            Arrays.stream(graph.neighbours(node))
                    .map(other -> colours[other])
                    .sorted()
                    .forEach(seen::add);
            next[node] = names.computeIfAbsent(seen, fresh -> names.size());
        }
        return next;
    }

    /** For each graph a key of its colours after the last round, which two have in common if they were not told apart. */
    static List<List<Integer>> keys(List<Graph> graphs, int rounds) {
        return Arrays.stream(of(graphs, rounds).get(rounds))
                .map(colours -> Arrays.stream(colours).sorted().boxed().toList())
                .toList();
    }
}
