package lab.samediff.models.graph;

/** An array is larger than the memory that there is. */
public final class MemoryLimitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MemoryLimitException(String message) {
        super(message);
    }
}
