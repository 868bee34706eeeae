package lab.samediff.models.engine.plan;

/** What one thread does between two others; bound to its memory, so that running it allocates nothing. */
interface Instruction {
    void run();
}
