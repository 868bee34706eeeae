package lab.samediff.experiments.core;

/** A run has been stopped between two steps, and its checkpoint is written. */
final class PreemptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Stop.Reason reason;

    PreemptedException(Stop.Reason reason, int step) {
        super("stopped at step " + step + "; lab resume goes on from there");
        this.reason = reason;
    }

    Stop.Reason reason() {
        return reason;
    }
}
