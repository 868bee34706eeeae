package lab.samediff.pipelines.molecules;

/** A text that is no SMILES of a molecule that can be used; the message is the reason, on one line. */
public final class SmilesException extends Exception {
    private static final long serialVersionUID = 1L;

    SmilesException(String reason) {
        super(reason);
    }

    SmilesException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
