package lab.samediff.pipelines.catalog;

import java.io.IOException;

/** A data file is not what it should be: a wrong size or checksum, or a field that its format forbids. */
public final class CorruptDataException extends IOException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String field;
    private final String expected;
    private final String found;

    /**
     * @param file the file's path or address
     * @param field what was looked at, such as {@code sha256} or {@code magic number}
     * @param expected the value that it should have
     * @param found the value that it has
     * @param advice what the user can do, a sentence
     */
    public CorruptDataException(String file, String field, String expected, String found, String advice) {
        super(file + ": " + field + " should be " + expected + " but is " + found + ". " + advice);
        this.file = file;
        this.field = field;
        this.expected = expected;
        this.found = found;
    }

    /** The file's path or address. */
    public String file() {
        return file;
    }

    /** What was looked at. */
    public String field() {
        return field;
    }

    /** The value that it should have. */
    public String expected() {
        return expected;
    }

    /** The value that it has. */
    public String found() {
        return found;
    }
}
