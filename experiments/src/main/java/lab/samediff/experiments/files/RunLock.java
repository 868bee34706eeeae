package lab.samediff.experiments.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That this process alone works on a run's folder, by a lock on its file {@code run.lock}, in which it says who it is. The
 * system gives the lock back when the process ends, however it ends; the file stays.
 *
 * <p>Nothing else in this process may open {@code run.lock}: where locks are POSIX's, closing it would give the lock back.
 */
public final class RunLock implements Closeable {
    static final String NAME = "run.lock";

    // Behind whatever the file holds: on Windows, others could not read what is locked.
    private static final long POSITION = 1L << 30;
    private static final int MAX_BYTES = 1 << 16;

    /** Who in this process holds which folder: to open the file a second time would give the first lock back. */
    private static final Map<Path, LockHolder> HELD = new HashMap<>();

    private final Path folder;
    private final Path key;
    private final FileChannel channel;

    private RunLock(Path folder, Path key, FileChannel channel) {
        this.folder = folder;
        this.key = key;
        this.channel = channel;
    }

    /**
     * Takes the lock of a run's folder.
     *
     * @throws RunBusyException naming the other, if it is held, be it by this very process
     * @throws IOException if the folder isn't there or its file system has no locks
     */
    public static RunLock take(Path folder) throws IOException {
        Path key = folder.toRealPath();
        synchronized (HELD) {
            LockHolder other = HELD.get(key);
            if (other != null) throw new RunBusyException(folder, other);
            LockHolder self = LockHolder.self();
            RunLock lock = new RunLock(folder, key, lock(folder, key.resolve(NAME), self));
            HELD.put(key, self);
            return lock;
        }
    }

    /**
     * Who took the lock of a run's folder last, whether it still holds it or not; null if nobody ever did. Never opens the
     * file of a lock that this process holds.
     *
     * @throws IOException if it can't be read
     */
    public static @Nullable LockHolder lastHolder(Path folder) throws IOException {
        Path key = folder.toRealPath();
        synchronized (HELD) {
            LockHolder self = HELD.get(key);
            if (self != null) return self;
            Path file = key.resolve(NAME);
            return Files.isRegularFile(file) ? LockHolder.parse(Files.readAllBytes(file)) : null;
        }
    }

    private static FileChannel lock(Path folder, Path file, LockHolder self) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        boolean taken = false;
        try {
            if (tryLock(channel, file) == null) throw new RunBusyException(folder, LockHolder.parse(content(channel)));
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(self.json()), 0);
            channel.force(true);
            taken = true;
            return channel;
        } finally {
            if (!taken) channel.close();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, Path file) throws IOException {
        try {
            return channel.tryLock(POSITION, 1, false);
        } catch (OverlappingFileLockException e) {
            // The same file by another name, such as that of a mount.
            return null;
        } catch (IOException e) {
            throw new IOException(
                    file + ": cannot be locked on the file system " + Files.getFileStore(file) + " (" + e.getMessage()
                            + "); keep results on a local disk (option --out)",
                    e);
        }
    }

    private static byte[] content(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
        channel.read(bytes, 0);
        byte[] content = new byte[bytes.flip().remaining()];
        bytes.get(content);
        return content;
    }

    /** The run's folder. */
    public Path folder() {
        return folder;
    }

    /** @throws IllegalStateException if the lock was given back */
    void requireHeld() {
        if (!channel.isOpen()) throw new IllegalStateException("the lock of " + folder + " was given back");
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (!channel.isOpen()) return;
            HELD.remove(key);
            channel.close();
        }
    }
}
