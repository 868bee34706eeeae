package lab.samediff.experiments.core;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a run stands, as its status.json says. */
public enum State {
    RUNNING,
    DONE,
    FAILED,
    /** A metric became NaN or infinite. */
    DIVERGED,
    /** Stopped between two steps by a signal, Ctrl-C or a limit of time, with a checkpoint. */
    PREEMPTED,
    /** The process ended before the run could write a checkpoint. */
    INTERRUPTED;

    /** @throws IllegalArgumentException if none has this label */
    static State of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The name in status.json, such as {@code done}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
