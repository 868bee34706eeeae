package lab.samediff.experiments.report;

/** Collects the smallest and largest value that an axis can show. */
final class Extent {
    /** Beyond this, and on a logarithmic axis below its inverse, an axis's own arithmetic would overflow. */
    private static final double LARGEST = 1e300;

    private final boolean log;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    Extent(boolean log) {
        this.log = log;
    }

    boolean shows(double value) {
        return Math.abs(value) <= LARGEST && (!log || value >= 1 / LARGEST);
    }

    void add(double... values) {
        for (double value : values) {
            if (!shows(value)) continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    /** What was added with some room at both ends; around one where nothing was. */
    Range range(double room) {
        if (low > high) return log ? new Range(0.1, 10) : new Range(0, 1);
        if (log) return logarithmic(room);
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (high - low <= 1e-9 * size) {
            double around = size == 0 ? 1 : 0.1 * size;
            return new Range(low - around, high + around);
        }
        return new Range(low, high).wider(room);
    }

    /** At least one whole decade is shown, for only decades carry labels. */
    private Range logarithmic(double room) {
        double factor = Math.pow(high / low, room);
        double from = low / factor;
        double to = high * factor;
        if (Math.floor(Math.log10(to)) - Math.ceil(Math.log10(from)) < 1) {
            from = 0.95 * Math.pow(10, Math.floor(Math.log10(low)));
            to = 1.05 * Math.pow(10, Math.floor(Math.log10(high)) + 1);
        }
        return new Range(from, to);
    }
}
