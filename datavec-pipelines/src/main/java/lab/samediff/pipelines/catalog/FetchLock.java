package lab.samediff.pipelines.catalog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One fetch at a time, over processes and threads. The operating system frees the lock of a process that dies; the file
 * stays, because another process may just be opening it.
 */
final class FetchLock {
    private static final long POLL_MILLIS = 50;

    private FetchLock() {}

    /** What is done while the lock is held. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Waits as long as another holds the lock, then works; {@code waiting} is told once if there is need to wait. */
    static <T> T holding(Path file, Runnable waiting, Work<T> work) throws IOException {
        try (FileChannel channel = open(file)) {
            if (tryLock(channel) == null) {
                waiting.run();
                while (tryLock(channel) == null) Thread.sleep(POLL_MILLIS);
            }
            return work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + file);
        }
    }

    private static FileChannel open(Path file) throws CacheException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CacheException(file, e);
        }
    }

    /** Null while another process (by the system's answer) or another thread (by the exception) holds it. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
