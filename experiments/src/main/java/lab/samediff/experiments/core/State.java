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
    /** Ctrl-C or a signal to end. */
    INTERRUPTED;

    /** The name in status.json, such as {@code done}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
