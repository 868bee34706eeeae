package lab.samediff.experiments.report;

/**
 * An interval of an axis.
 *
 * @param low finite, below high
 * @param high finite
 */
record Range(double low, double high) {
    Range {
        if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("axis from " + low + " to " + high + ": wants finite low < high");
        }
    }

    double span() {
        return high - low;
    }

    boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** The place of a value, 0 at low and 1 at high. */
    double place(double value) {
        return (value - low) / span();
    }

    /** Wider by a share of itself at either end. */
    Range wider(double share) {
        return new Range(low - share * span(), high + share * span());
    }

    /** The same middle and another span. */
    Range spanning(double span) {
        double middle = (low + high) / 2;
        return new Range(middle - span / 2, middle + span / 2);
    }
}
