package lab.samediff.experiments.bench;

/**
 * How fast matrix products are here, GFLOP/s.
 *
 * @param one thread alone
 * @param all threads at once
 * @param threads how many that are
 */
record Peaks(double one, double all, int threads) {}
