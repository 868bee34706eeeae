package lab.samediff.experiments.bench;

/**
 * Times of a number of steps, in milliseconds.
 *
 * @param median of the times
 * @param p25 their lower quartile, which other work on the machine disturbs less
 * @param steps how many there were
 */
record Timing(double median, double p25, int steps) {}
