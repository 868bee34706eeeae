package lab.samediff.experiments.core;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.samediff.experiments.files.NoValidCheckpointException;
import lab.samediff.experiments.files.RunBusyException;
import lab.samediff.models.graph.MemoryLimitException;
import lab.samediff.models.train.DivergedException;
import lab.samediff.pipelines.catalog.CorruptDataException;
import lab.samediff.pipelines.catalog.DataMissingException;
import org.jspecify.annotations.Nullable;

/** What the command {@code lab} exits with. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int OUT_OF_MEMORY = 3;
    static final int DIVERGED = 4;
    static final int MISSED = 5;
    static final int BUSY = 6;
    static final int DATA = 7;
    static final int PREEMPTED = 75;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** What each code means, for {@code --help}. */
    static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(" 0", "success");
        meanings.put(" 1", "failure");
        meanings.put(" 2", "unknown option, name or setting");
        meanings.put(" 3", "out of memory");
        meanings.put(" 4", "diverged: a metric became NaN or infinite");
        meanings.put(" 5", "a result missed its reference (reproduce, run --check)");
        meanings.put(" 6", "another process works on this run");
        meanings.put(" 7", "data missing or failing its checksum, or no valid checkpoint");
        meanings.put(" 75", "stopped by a signal or by --max-time, with a checkpoint; lab resume goes on");
        meanings.put("130", "interrupted (Ctrl-C), with a checkpoint");
        return meanings;
    }

    /** The code for what a run threw, {@link #OK} for null. */
    static int of(@Nullable Throwable failure) {
        if (failure == null) {
            return OK;
        } else if (failure instanceof SettingsException || failure instanceof UsageException) {
            return USAGE;
        } else if (failure instanceof OutOfMemoryError || failure instanceof MemoryLimitException) {
            return OUT_OF_MEMORY;
        } else if (failure instanceof PreemptedException preempted) {
            return preempted.reason().exitCode();
        } else if (failure instanceof DivergedException) {
            return DIVERGED;
        } else if (failure instanceof DataMissingException
                || failure instanceof CorruptDataException
                || failure instanceof NoCheckpointException
                || failure instanceof NoValidCheckpointException) {
            return DATA;
        } else if (failure instanceof RunBusyException) {
            return BUSY;
        } else if (failure instanceof WorkerException worker) {
            return worker.exitCode();
        } else if (failure instanceof UncheckedIOException) {
            return of(failure.getCause());
        }
        return FAILURE;
    }
}
