package lab.samediff.models.engine.plan;

/** Something in a graph that a plan cannot take; the message names it. The interpreter takes the graph instead. */
public final class UnsupportedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedException(String what) {
        super(what);
    }
}
