package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.file.Path;

/** A file isn't what its folder's manifest says. The message names the file, what was expected and found, and what to do. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** In what way. */
    public enum Damage {
        /** The folder has no manifest: it was never finished, or has lost it. */
        NO_MANIFEST,
        /** The manifest isn't one, or not in the form in which it was written. */
        BAD_MANIFEST,
        /** The manifest is that of another folder. */
        FOREIGN_MANIFEST,
        /** The manifest names a file that isn't there. */
        MISSING,
        /** A file is there, or something else, that the manifest doesn't name. */
        EXTRA,
        /** Something of this name is there, but no plain file: a folder, a link, a device. */
        NO_FILE,
        /** The file has no bytes, and should. */
        EMPTY,
        /** The file has fewer bytes. */
        TRUNCATED,
        /** The file has more bytes. */
        TOO_LONG,
        /** As many bytes, but others. */
        CHANGED
    }

    private final Damage damage;

    DamagedFileException(Damage damage, Path file, String what) {
        super(file + ": " + what);
        this.damage = damage;
    }

    /** In what way the file is damaged. */
    public Damage damage() {
        return damage;
    }
}
