package lab.samediff.experiments.report;

import java.util.Locale;

/** Counting values into equal bins. */
final class Bins {
    private Bins() {}

    /** The bin of a value among equal bins over a range; the last bin holds its upper edge; -1 outside and for NaN. */
    static int index(double value, Range range, int bins) {
        if (!range.contains(value)) return -1;
        return Math.min(bins - 1, (int) (range.place(value) * bins));
    }

    static Layer.Histogram histogram(String name, double[] values, double low, double high, int bins) {
        if (bins < 1) throw new IllegalArgumentException("histogram '" + name + "' has " + bins + " bins");
        Range range = new Range(low, high);
        int[] counts = new int[bins];
        int outside = 0;
        int finite = 0;
        for (double value : values) {
            int bin = index(value, range, bins);
            if (bin >= 0) counts[bin]++;
            else outside++;
            if (Double.isFinite(value)) finite++;
        }
        double width = range.span() / bins;
        double[] edges = new double[bins + 1];
        double[] heights = new double[bins];
        for (int i = 0; i <= bins; i++) edges[i] = low + i * width;
        for (int i = 0; i < bins; i++) heights[i] = counts[i] / (Math.max(1, finite) * width);
        return new Layer.Histogram(name + outside(outside, values.length), edges, heights);
    }

    /** The words that a picture adds where values fell outside its axes. */
    static String outside(int outside, int of) {
        return outside == 0 ? "" : String.format(Locale.ROOT, " (%,d of %,d outside)", outside, of);
    }
}
