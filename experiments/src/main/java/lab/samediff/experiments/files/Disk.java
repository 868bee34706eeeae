package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * What is done to the disk, one operation after the other. {@code watcher} is told of each when it is done; tests end the
 * writer there.
 */
record Disk(Watcher watcher) {
    static final Disk PLAIN = new Disk((operation, path) -> {});

    // A channel copies what it is given into memory outside of the heap, as large as the piece, and keeps that.
    private static final int PIECE = 1 << 20;
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    enum Operation {
        FOLDER_MADE,
        FILE_OPENED,
        PIECE_WRITTEN,
        FILE_FORCED,
        FOLDER_FORCED,
        MOVED,
        DELETED
    }

    interface Watcher {
        void done(Operation operation, Path path) throws IOException;
    }

    void makeFolder(Path folder) throws IOException {
        Files.createDirectory(folder);
        watcher.done(Operation.FOLDER_MADE, folder);
    }

    /** Writes a file, over an older one of this name, and forces its bytes to the disk. */
    void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            watcher.done(Operation.FILE_OPENED, file);
            for (int from = 0; from < bytes.length; from += PIECE) {
                ByteBuffer piece = ByteBuffer.wrap(bytes, from, Math.min(PIECE, bytes.length - from));
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
                watcher.done(Operation.PIECE_WRITTEN, file);
            }
            channel.force(true);
            watcher.done(Operation.FILE_FORCED, file);
        }
    }

    /**
     * Renames in one step.
     *
     * @throws IOException if it can't be done; if the file system never can, the message names it and says what to do
     */
    void move(Path from, Path to, CopyOption... replace) throws IOException {
        CopyOption[] options = new CopyOption[replace.length + 1];
        System.arraycopy(replace, 0, options, 0, replace.length);
        options[replace.length] = StandardCopyOption.ATOMIC_MOVE;
        try {
            Files.move(from, to, options);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(
                    "cannot rename " + from + " to " + to + " in one step on the file system "
                            + Files.getFileStore(from) + "; keep results on a local disk (option --out)",
                    e);
        }
        watcher.done(Operation.MOVED, to);
    }

    /** Forces the names in a folder to the disk: without it, a rename may be undone by a loss of power. */
    void forceFolder(Path folder) throws IOException {
        // Windows opens no folders, and keeps its own journal of names; an in-memory file system has no disk.
        if (!WINDOWS && folder.getFileSystem() == FileSystems.getDefault()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
        watcher.done(Operation.FOLDER_FORCED, folder);
    }

    /** Deletes a file or an empty folder, if it is there. */
    void delete(Path path) throws IOException {
        if (Files.deleteIfExists(path)) {
            watcher.done(Operation.DELETED, path);
        }
    }

    /** The folder that a file is in. */
    static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) throw new IllegalArgumentException(file + " is a root folder");
        return parent;
    }
}
