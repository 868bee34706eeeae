package lab.samediff.experiments.flows;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import lab.samediff.experiments.report.Density;
import lab.samediff.experiments.report.HeatMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Evenly spaced points of the square [-edge, edge]², both ends included.
 *
 * @param edge above 0
 * @param cells points in each direction, at least 2
 */
record PlaneGrid(double edge, int cells) {
    private double at(int i) {
        return edge * (2.0 * i / (cells - 1) - 1);
    }

    /** The density at each point of the plane: rows from the top, columns from the left. */
    double[][] density(LearnedFlow flow) {
        double[][] density = new double[cells][];
        for (int row = 0; row < cells; row++) {
            float y = (float) -at(row);
            float[][] points = new float[cells][];
            for (int column = 0; column < cells; column++) points[column] = new float[] {(float) at(column), y};
            double[] logs = flow.logDensities(Nd4j.createFromArray(points));
            density[row] = Arrays.stream(logs).map(Math::exp).toArray();
        }
        return density;
    }

    /** The integral over the square, by the midpoint rule. */
    double mass(double[][] density) {
        double spacing = 2 * edge / (cells - 1);
        return Arrays.stream(density).flatMapToDouble(Arrays::stream).sum() * spacing * spacing;
    }

    BufferedImage picture(double[][] density) {
        List<String> across = IntStream.range(0, cells)
                .mapToObj(i -> String.format(Locale.ROOT, "%.1f", at(i)))
                .toList();
        List<String> down = new ArrayList<>(across);
        Collections.reverse(down);
        return HeatMap.matrix("Density of the learned flow", "y (1)", "x (1)", density)
                .labels(down, across)
                .unit("density (1)")
                .render(720, 660);
    }

    BufferedImage cloud(INDArray points) {
        return Density.over("x (1)", "y (1)", -edge, edge, -edge, edge)
                .render("Samples of the learned flow", points.toDoubleMatrix(), 720, 660);
    }
}
