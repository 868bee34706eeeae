package lab.samediff.experiments.core;

import java.io.IOException;

/**
 * One experiment: what it is, its settings and its loop.
 *
 * @param <C> the settings; every number that shapes the result is a component of this record
 */
public interface Experiment<C extends Record> {
    /** Name, title, paper, data and numbers to compare with. */
    Info info();

    /** The settings of each preset. */
    Presets<C> presets();

    /**
     * Trains, evaluates and reports to {@code run}. All randomness comes from {@code run}.
     *
     * @throws IOException if data is missing or broken, or a result can't be written
     */
    void run(C config, Run run) throws IOException;
}
