package lab.samediff.experiments.core;

/**
 * What a run does so that it can go on, and where it must not.
 *
 * @param stop asks the run to stop
 * @param checkpointEvery nanoseconds between two checkpoints
 * @param onNan what it does where something is not finite
 */
record Safety(Stop stop, long checkpointEvery, OnNan onNan) {}
