package lab.samediff.experiments.core;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the command line stands in.
 *
 * @param experiments the known experiments
 * @param out for answers
 * @param err for progress, messages and errors
 * @param env environment variables
 * @param workingDirectory where it was started
 * @param terminal whether {@code err} is a terminal on which a line can be redrawn
 * @param signals whether signals to this process are for the command
 */
record Host(
        List<Experiment<?>> experiments,
        PrintStream out,
        PrintStream err,
        Map<String, String> env,
        Path workingDirectory,
        boolean terminal,
        boolean signals) {

    /** How progress is shown. */
    Progress.Mode progress(boolean quiet) {
        if (quiet) {
            return Progress.Mode.NONE;
        }
        boolean dumb = env.getOrDefault("TERM", "dumb").equals("dumb")
                || !env.getOrDefault("NO_COLOR", "").isEmpty();
        return terminal && !dumb ? Progress.Mode.TERMINAL : Progress.Mode.LINES;
    }
}
