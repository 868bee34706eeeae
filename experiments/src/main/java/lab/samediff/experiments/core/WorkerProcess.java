package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.samediff.experiments.files.LockHolder;
import lab.samediff.experiments.files.RunLock;
import org.jspecify.annotations.Nullable;

/** A process that works on one run, and the folder that it made for it. */
final class WorkerProcess {
    private static final long GRACE_SECONDS = 30;

    private final Process process;
    private final Path parent;
    private final Set<Path> before;
    private @Nullable Path folder;

    private WorkerProcess(Process process, Path parent, Set<Path> before) {
        this.process = process;
        this.parent = parent;
        this.before = before;
    }

    /** Starts it. It makes its folder in {@code parent}; what it says goes into {@code said}. */
    static WorkerProcess start(List<String> command, Path parent, Path said) throws IOException {
        Set<Path> before = new HashSet<>(folders(parent));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new WorkerProcess(process, parent, before);
    }

    /**
     * Waits until it has ended. Passes on that it is to stop; ends it if its run shows no step for {@code stall}
     * nanoseconds, 0 for never. Returns whether that was so.
     */
    boolean watch(Stop stop, long stall) throws IOException, InterruptedException {
        String seen = "";
        long moved = System.nanoTime();
        boolean asked = false;
        while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
            if (!asked && stop.reason() != null) {
                asked = true;
                process.destroy();
            }
            String now = status();
            if (!now.equals(seen)) {
                seen = now;
                moved = System.nanoTime();
            } else if (stall > 0 && System.nanoTime() - moved > stall) {
                process.destroy();
                if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS))
                    process.destroyForcibly().waitFor();
                return true;
            }
        }
        return false;
    }

    long pid() {
        return process.pid();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** The folder of its run, or null if it has made none. */
    @Nullable
    Path folder() throws IOException {
        if (folder != null) return folder;
        for (Path path : folders(parent)) {
            if (before.contains(path)) continue;
            LockHolder holder = RunLock.lastHolder(path);
            if (holder != null && holder.pid() == process.pid()) folder = path;
        }
        return folder;
    }

    private String status() throws IOException {
        Path run = folder();
        Path file = run == null ? null : run.resolve("status.json");
        return file == null || !Files.exists(file) ? "" : Files.readString(file);
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) return List.of();
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).toList();
        }
    }
}
