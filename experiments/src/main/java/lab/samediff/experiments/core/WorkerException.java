package lab.samediff.experiments.core;

/** What a run in a process of its own ended with. */
final class WorkerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    WorkerException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
