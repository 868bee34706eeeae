package lab.samediff.experiments.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * The points of a series that its axes can show, and how many they are.
 *
 * @param x finite abscissae
 * @param y ordinates; NaN makes a gap in a line
 * @param drawn how many points are shown
 * @param total how many there were
 */
@SuppressWarnings("ArrayRecordComponent") // Points are drawn, never compared or hashed.
record Drawable(double[] x, double[] y, int drawn, int total) {

    static Drawable line(double[] x, double[] y, Extent xs, Extent ys) {
        double[] keptX = new double[x.length];
        double[] keptY = new double[x.length];
        int kept = 0;
        int drawn = 0;
        for (int i = 0; i < x.length; i++) {
            if (!xs.shows(x[i])) continue;
            boolean shown = ys.shows(y[i]);
            keptX[kept] = x[i];
            keptY[kept++] = shown ? y[i] : Double.NaN;
            if (shown) drawn++;
        }
        return new Drawable(Arrays.copyOf(keptX, kept), Arrays.copyOf(keptY, kept), drawn, x.length);
    }

    static Drawable points(double[] x, double[] y, Extent xs, Extent ys) {
        double[] keptX = new double[x.length];
        double[] keptY = new double[x.length];
        int kept = 0;
        for (int i = 0; i < x.length; i++) {
            if (!xs.shows(x[i]) || !ys.shows(y[i])) continue;
            keptX[kept] = x[i];
            keptY[kept++] = y[i];
        }
        return new Drawable(Arrays.copyOf(keptX, kept), Arrays.copyOf(keptY, kept), kept, x.length);
    }

    /** The name and, where something could not be drawn, how much. */
    String label(String name) {
        return drawn == total
                ? name
                : String.format(Locale.ROOT, "%s (%,d of %,d values not drawable)", name, total - drawn, total);
    }
}
