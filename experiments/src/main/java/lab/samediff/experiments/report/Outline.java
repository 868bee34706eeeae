package lab.samediff.experiments.report;

import java.util.ArrayList;
import java.util.List;

/** Areas as closed polygons, each as x and y of its corners. */
final class Outline {
    private Outline() {}

    static double[][] of(Layer.Histogram histogram) {
        int bins = histogram.heights().length;
        double[] x = new double[2 * bins + 2];
        double[] y = new double[2 * bins + 2];
        for (int i = 0; i < bins; i++) {
            x[2 * i + 1] = histogram.edges()[i];
            x[2 * i + 2] = histogram.edges()[i + 1];
            y[2 * i + 1] = histogram.heights()[i];
            y[2 * i + 2] = histogram.heights()[i];
        }
        x[0] = histogram.edges()[0];
        x[2 * bins + 1] = histogram.edges()[bins];
        return new double[][] {x, y};
    }

    /** One polygon for each unbroken stretch of a band; a lower edge that a log axis cannot show goes to its foot. */
    static List<double[][]> of(Layer.Band band, Extent xs, Extent ys, Range y) {
        List<double[][]> outlines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= band.x().length; i++) {
            if (i < band.x().length && drawable(band, i, xs, ys)) continue;
            if (i - from > 1) outlines.add(stretch(band, from, i, ys, y));
            from = i + 1;
        }
        return outlines;
    }

    private static boolean drawable(Layer.Band band, int i, Extent xs, Extent ys) {
        return xs.shows(band.x()[i]) && ys.shows(band.high()[i]) && Double.isFinite(band.low()[i]);
    }

    private static double[][] stretch(Layer.Band band, int from, int to, Extent ys, Range y) {
        int count = to - from;
        double[][] outline = new double[2][2 * count];
        for (int i = 0; i < count; i++) {
            double low = band.low()[from + i];
            outline[0][i] = band.x()[from + i];
            outline[1][i] = band.high()[from + i];
            outline[0][2 * count - 1 - i] = band.x()[from + i];
            outline[1][2 * count - 1 - i] = ys.shows(low) ? low : y.low();
        }
        return outline;
    }
}
