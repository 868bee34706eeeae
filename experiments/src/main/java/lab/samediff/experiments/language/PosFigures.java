package lab.samediff.experiments.language;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.HeatMap;

/** Pictures of positions. */
final class PosFigures {
    private PosFigures() {}

    /** Writes them; accuracies by the positions that were added. */
    static void write(Run run, Sinusoids sinusoids, Map<String, Double> accuracies, double guess) {
        double[][] table = sinusoids.table();
        run.image(
                "table",
                HeatMap.matrix("Sinusoidal positions", "column", "position", transposed(table))
                        .unit("value (1)")
                        .range(-1, 1)
                        .render(860, 380));
        int[] shifts = IntStream.range(0, table.length).toArray();
        run.chart(
                "distance",
                Chart.lines("Distance between two positions", "positions apart", "Euclidean distance (1)")
                        .series(
                                "sinusoidal",
                                Arrays.stream(shifts).mapToDouble(k -> k).toArray(),
                                Arrays.stream(shifts)
                                        .mapToDouble(sinusoids::distanceTo)
                                        .toArray()));
        run.chart(
                "accuracy",
                Chart.bars(
                                "Writing backwards, by the positions that are added",
                                "positions",
                                "tokens put right",
                                List.copyOf(accuracies.keySet()))
                        .bars(
                                "accuracy",
                                accuracies.values().stream().mapToDouble(a -> a).toArray())
                        .level("guess among the other tokens", guess)
                        .yRange(0, 1));
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] turned = new double[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int c = 0; c < turned.length; c++) turned[c][row] = matrix[row][c];
        }
        return turned;
    }
}
