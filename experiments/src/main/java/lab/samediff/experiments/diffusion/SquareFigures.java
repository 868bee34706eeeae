package lab.samediff.experiments.diffusion;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.HeatMap;
import lab.samediff.experiments.report.PictureGrid;
import lab.samediff.experiments.report.Trajectories;
import lab.samediff.models.dynamics.Solution;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pictures of clouds that should fill the square [−1, 1]². */
final class SquareFigures {
    private static final double EDGE = 1.4;
    private static final int CELL = 300;
    private static final double FLOOR = -8;

    private SquareFigures() {}

    /** The settings of a list and some more. */
    static String[] joined(String[] settings, String... more) {
        return Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new);
    }

    /** Clouds in rows of three. */
    static BufferedImage clouds(String title, List<INDArray> clouds, List<String> captions) {
        List<BufferedImage> pictures = clouds.stream().map(SquareFigures::cloud).toList();
        return PictureGrid.of(title, pictures, captions, 3).render();
    }

    private static BufferedImage cloud(INDArray points) {
        return Trajectories.cloud("x (1)", "y (1)", points.toDoubleMatrix(), EDGE)
                .render(CELL, CELL);
    }

    static BufferedImage trajectories(Solution solution) {
        double[][][] positions =
                solution.states().stream().map(INDArray::toDoubleMatrix).toArray(double[][][]::new);
        return Trajectories.of("From noise to the square", "x (1)", "y (1)", positions)
                .ends("noise, t = 1", "samples, t = 0")
                .lines(300)
                .render(640, 690);
    }

    /** Heat maps of the log-density, learnt and true, and a cut through the middle; values row by row from below. */
    static void densities(Run run, double[] centres, double[] learnt, double sigma) {
        int n = centres.length;
        double[][] found = new double[n][n];
        double[][] truth = new double[n][n];
        for (int row = 0; row < n; row++) {
            double y = centres[n - 1 - row];
            for (int i = 0; i < n; i++) {
                found[row][i] = learnt[(n - 1 - row) * n + i];
                // Far from the square the closed form is below what a double can hold.
                truth[row][i] = Math.max(FLOOR, NoisedSquare.logDensity(centres[i], y, sigma));
            }
        }
        run.image(
                "density",
                PictureGrid.of(
                                "Log-density of a diffusion on the square",
                                List.of(map(centres, found), map(centres, truth)),
                                List.of("learnt, by the probability flow", "truth"),
                                2)
                        .render());
        run.chart(
                "cut",
                Chart.lines("Log-density along the middle of the square", "x (1)", "log-density (nats)")
                        .series("learnt, by the probability flow", centres, found[n / 2])
                        .series("truth", centres, truth[n / 2])
                        .yRange(FLOOR, 1));
    }

    private static BufferedImage map(double[] centres, double[][] values) {
        List<String> across = Arrays.stream(centres)
                .mapToObj(x -> String.format(Locale.ROOT, "%.2f", x))
                .toList();
        List<String> upwards = new ArrayList<>(across);
        Collections.reverse(upwards);
        return HeatMap.matrix("", "y (1)", "x (1)", values)
                .labels(upwards, across)
                .unit("log-density (nats)")
                .range(FLOOR, 0)
                .render(560, 480);
    }
}
