package lab.samediff.models.engine.plan;

/** Where the entries of a root are. */
enum Spread {
    /** The entries of each sample with the thread that has the sample. */
    SAMPLES,
    /** Each thread has an array of the full size; their sum is meant. */
    PARTS,
    /** In one place, for all. */
    SHARED
}
