package lab.samediff.experiments.files;

import java.io.IOException;

/** Bytes that are no {@link TensorFile}: the message names the file, the field, what is there and what may be. */
public final class TensorFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String field;

    TensorFileException(String source, String field, String what) {
        super(source + ": " + field + ": " + what.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " "));
        this.field = field;
    }

    /** Such as {@code header length} or {@code data_offsets of "out/bias"}. */
    public String field() {
        return field;
    }
}
