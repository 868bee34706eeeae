package lab.samediff.pipelines.catalog;

import java.nio.file.Path;

/**
 * What a check of one file found.
 *
 * @param file the file as the catalogue knows it
 * @param path where it lies, or should lie
 * @param state the outcome
 * @param expected the size or checksum that it should have
 * @param found the size or checksum that it has; equal to {@code expected} if all is well, empty if it is missing
 */
public record FileStatus(DataFile file, Path path, State state, String expected, String found) {
    /** Outcomes of a check. */
    public enum State {
        /** Size and sha256 are right. */
        OK,
        /** There is no such file. */
        MISSING,
        /** The number of bytes differs. */
        WRONG_SIZE,
        /** The size is right, the checksum differs. */
        WRONG_SHA256
    }

    /** Whether the file may be used. */
    public boolean ok() {
        return state == State.OK;
    }

    /** Throws if the file is here but is not what it should be. */
    void requireIntact(String advice) throws CorruptDataException {
        if (state == State.WRONG_SIZE || state == State.WRONG_SHA256) {
            String field = state == State.WRONG_SIZE ? "size in bytes" : "sha256";
            throw new CorruptDataException(path.toString(), field, expected, found, advice);
        }
    }
}
