package lab.samediff.experiments.bench;

/**
 * What one child process measured of one side of a model.
 *
 * @param timing of the steps
 * @param peak the most memory that was resident, MiB
 * @param plan compiling plans in the first step, seconds. NaN on PyTorch's side
 * @param compile from the start of building to the end of the first step, less a usual step; seconds. NaN on PyTorch's
 *     side
 * @param start from just before the process was started to the end of the first step, seconds
 */
record Measured(Timing timing, double peak, double plan, double compile, double start) {}
