package lab.samediff.experiments.bench;

/** A child process failed or answered nonsense; the message says why. */
final class ChildException extends Exception {
    private static final long serialVersionUID = 1L;

    ChildException(String message) {
        super(message);
    }

    ChildException(String message, Throwable cause) {
        super(message, cause);
    }
}
