package lab.samediff.pipelines.catalog;

import java.io.IOException;

/** An address that is not asked, now or again, because it is not HTTPS. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
