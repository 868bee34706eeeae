package lab.samediff.experiments.core;

import java.io.IOException;

/** There is nothing that a run could go on from. */
final class NoCheckpointException extends IOException {
    private static final long serialVersionUID = 1;

    NoCheckpointException(String message) {
        super(message);
    }
}
