package lab.samediff.pipelines.catalog;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A data set is nowhere to be found. The message says what was looked for, where, and what to do. */
public final class DataMissingException extends IOException {
    private static final long serialVersionUID = 1;

    private final String source;
    private final String reason;

    DataMissingException(DataSource source, String reason, String advice, @Nullable Throwable cause) {
        super("data set '" + source.name() + "' (" + source.title() + ") is missing: " + reason + "\n" + advice, cause);
        this.source = source.name();
        this.reason = reason;
    }

    /** The data set's name. */
    public String source() {
        return source;
    }

    /** Why it could not be had, in one line. */
    public String reason() {
        return reason;
    }
}
