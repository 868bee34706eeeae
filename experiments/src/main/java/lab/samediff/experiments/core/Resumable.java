package lab.samediff.experiments.core;

/**
 * What changes from step to step of a loop and must be found again where a run goes on: hand it to {@link Run#keep} before
 * the loop begins. Steps, batches and random numbers that come from the run are kept already.
 */
public interface Resumable {
    /** Puts all that {@link #load} needs, as copies. */
    void save(RunState out);

    /**
     * Makes this what it was when {@code in} was saved.
     *
     * @throws IllegalStateException if something is missing or of another shape
     */
    void load(RunState in);
}
