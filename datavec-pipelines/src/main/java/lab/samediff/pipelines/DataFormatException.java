package lab.samediff.pipelines;

import java.io.IOException;

/**
 * A file was read and is not what its format says. The message names the file, the field (or the position in the file),
 * what is wrong with it, and what to do.
 */
public final class DataFormatException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 80;

    private final String file;
    private final String field;

    /**
     * A fault in a file.
     *
     * @param file name of the file as the reader was given it
     * @param field name of the field, with its position where there are many ("label 17", "bytes 4 to 7")
     * @param problem what was expected and what was found
     * @param advice what the reader of the message can do
     */
    public DataFormatException(String file, String field, String problem, String advice) {
        super(file + ": " + field + ": " + problem + ". " + advice + ".");
        this.file = file;
        this.field = field;
    }

    /** As the other constructor, keeping the exception that a library threw. */
    public DataFormatException(String file, String field, String problem, String advice, Throwable cause) {
        this(file, field, problem, advice);
        initCause(cause);
    }

    /** A value for a message: without characters that cannot be seen, and the first 80 of them at most. */
    public static String shown(String value) {
        String start = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\u0080-\u009f]", "?");
    }

    /** The file's name as the reader was given it. */
    public String file() {
        return file;
    }

    /** The field that is wrong. */
    public String field() {
        return field;
    }
}
