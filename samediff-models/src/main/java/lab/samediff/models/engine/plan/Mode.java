package lab.samediff.models.engine.plan;

/** Who computes a node. */
enum Mode {
    /** Each thread, for its samples of the batch. */
    SAMPLES,
    /** Each thread the whole result, on its part of a sum: the sum of all threads' results is what is meant. */
    PARTS,
    /** The first thread, all of it. */
    ONE
}
