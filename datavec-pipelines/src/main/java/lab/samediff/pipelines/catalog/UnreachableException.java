package lab.samediff.pipelines.catalog;

import java.io.IOException;

/** No origin of a file could be reached or gave it. */
final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    UnreachableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
