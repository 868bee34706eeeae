package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all. */
public final class AtomicFiles {
    private AtomicFiles() {}

    /**
     * Writes a temporary file beside {@code file}, forces it to the disk, renames it, and forces the folder.
     *
     * @throws IOException if one of these fails; {@code file} is then what it was
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(Disk.PLAIN, file, bytes);
    }

    static void write(Disk disk, Path file, byte[] bytes) throws IOException {
        // Not createTempFile: its files can be read by their owner only, and the rename would keep that.
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            disk.write(temporary, bytes);
            disk.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            disk.delete(temporary);
        }
        disk.forceFolder(Disk.parent(file));
    }
}
