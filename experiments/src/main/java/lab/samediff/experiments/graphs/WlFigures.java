package lab.samediff.experiments.graphs;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.NodeLink;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.Pairs;
import lab.samediff.pipelines.graphs.SmallGraphs;

/** Pictures of colour refinement and of what an untrained network makes of graphs. */
final class WlFigures {
    /** A distance of 0 has no logarithm; it is drawn here. */
    private static final double LEAST = 1e-16;

    private WlFigures() {}

    static void write(Run run, int rounds, List<Double> told, List<Double> alike) {
        run.chart(
                "distances",
                Chart.lines(
                                "Distances of pairs of connected graphs by an untrained network",
                                "logarithm of the distance (decades)",
                                "density (1)")
                        .histogram("told apart by colour refinement", logarithms(told), -17, 3, 80)
                        .histogram("not told apart", logarithms(alike), -17, 3, 80));
        List<BufferedImage> frames = frames(rounds);
        run.animation("colours", frames, 900);
        run.image("colours", frames.get(frames.size() - 1));
    }

    private static double[] logarithms(List<Double> distances) {
        return distances.stream()
                .mapToDouble(d -> Math.log10(Math.max(d, LEAST)))
                .toArray();
    }

    /** One for each round: a cycle, a path and two triangles, refined together. */
    private static List<BufferedImage> frames(int rounds) {
        Graph triangle = SmallGraphs.cycle(3);
        List<Graph> graphs =
                List.of(SmallGraphs.cycle(6), SmallGraphs.path(6), SmallGraphs.union(List.of(triangle, triangle)));
        List<int[][]> colours = ColourRefinement.of(graphs, rounds);
        List<BufferedImage> frames = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            NodeLink picture = NodeLink.titled("Colour refinement of C6, P6 and twice C3, round " + round);
            for (int g = 0; g < graphs.size(); g++) {
                Pairs edges = graphs.get(g).edges();
                picture = picture.graph(positions(g), edges.from(), edges.to(), colours.get(round)[g]);
            }
            frames.add(picture.render(720, 260));
        }
        return frames;
    }

    /** Six nodes within [0, 1]²: on a circle, on a zigzag or on two circles. */
    private static double[][] positions(int graph) {
        double[][] at = new double[6][];
        for (int i = 0; i < 6; i++) {
            double turn = Math.PI * i / 3;
            double third = 2 * Math.PI * i / 3;
            at[i] = switch (graph) {
                case 0 -> new double[] {0.5 + 0.5 * Math.cos(turn), 0.5 + 0.5 * Math.sin(turn)};
                case 1 -> new double[] {i / 5.0, 0.5 + (i % 2 == 0 ? -0.1 : 0.1)};
                default -> new double[] {(i < 3 ? 0.22 : 0.78) + 0.22 * Math.cos(third), 0.5 + 0.22 * Math.sin(third)};
            };
        }
        return at;
    }
}
