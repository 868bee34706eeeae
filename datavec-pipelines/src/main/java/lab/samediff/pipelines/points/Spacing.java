package lab.samediff.pipelines.points;

/**
 * How n points lie along a curve. For large n it is the same distribution; for a batch it is not: evenly spaced points
 * are not independent, and two such samples are closer to each other than two of independent points.
 */
public enum Spacing {
    /**
     * At equal steps from end to end, each curve with half of the points, then in random order: what scikit-learn and
     * torchdyn do.
     */
    EVEN,
    /** Curve and position drawn for each point on its own: independent points. */
    RANDOM
}
