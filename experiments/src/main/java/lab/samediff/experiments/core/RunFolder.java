package lab.samediff.experiments.core;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lab.samediff.experiments.files.AtomicFiles;
import lab.samediff.experiments.files.Checkpoints;
import lab.samediff.experiments.files.RunLock;

/** The folder of one run and its status. Nothing else writes there but through it. */
final class RunFolder implements Closeable {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final RunLock lock;
    private final Path path;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final String started;
    private State state = State.RUNNING;

    private RunFolder(RunLock lock, Clock clock, String started) throws IOException {
        this.lock = lock;
        this.path = lock.folder();
        this.checkpoints = Checkpoints.of(lock);
        this.clock = clock;
        this.started = started;
    }

    /**
     * A folder that an earlier process made; its status is as that left it.
     *
     * @throws IOException if it is no folder of a run, or another process works on it
     */
    static RunFolder open(Path path, Clock clock) throws IOException {
        RunLock lock = RunLock.take(path);
        try {
            String started =
                    Json.read(path.resolve("status.json")).path("started").asText();
            return new RunFolder(lock, clock, started.isEmpty() ? now(clock) : started);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Makes {@code results/runs/<name>/<yyyyMMdd-HHmmss>-s<seed>-<4 hex>} and sets its status to running. */
    static RunFolder create(Path results, String name, long seed, Clock clock) throws IOException {
        Path parent = results.resolve("runs").resolve(Names.check("run", name));
        try {
            return make(parent, seed, clock);
        } catch (IOException e) {
            throw new IOException(
                    "can't make a folder for the run in " + parent + ": " + e
                            + "; choose a folder that can be written with --out DIR",
                    e);
        }
    }

    private static RunFolder make(Path parent, long seed, Clock clock) throws IOException {
        Files.createDirectories(parent);
        String stamp = LocalDateTime.now(clock).format(STAMP);
        // The digits only keep two runs of the same second apart; the loop makes sure of it.
        for (long salt = SeededRandom.mix(
                        System.nanoTime() ^ ProcessHandle.current().pid());
                ;
                salt++) {
            Path path = parent.resolve(String.format(Locale.ROOT, "%s-s%d-%04x", stamp, seed, salt & 0xffff));
            try {
                Files.createDirectory(path);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            RunFolder folder = new RunFolder(RunLock.take(path), clock, now(clock));
            folder.status(State.RUNNING, 0, "");
            return folder;
        }
    }

    Path path() {
        return path;
    }

    /** The checkpoints of the run. */
    Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Gives the run's lock back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** The file of this name in the folder; the name is checked. */
    Path file(String name) {
        return path.resolve(Names.check("file", name));
    }

    void json(String name, Object value) throws IOException {
        Json.write(file(name), value);
    }

    void bytes(String name, byte[] bytes) throws IOException {
        AtomicFiles.write(file(name), bytes);
    }

    /** Writes status.json, unless the run has ended already: the first end counts. Returns whether it was written. */
    synchronized boolean status(State next, int step, String message) throws IOException {
        if (state != State.RUNNING) {
            return false;
        }
        state = next;
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", next);
        status.put("step", step);
        status.put("started", started);
        status.put("updated", now(clock));
        if (!message.isEmpty()) {
            status.put("message", message);
        }
        json("status.json", status);
        return true;
    }

    /** Says in status.json that the run goes on, if it has not ended. */
    synchronized void beat(int step) throws IOException {
        if (state == State.RUNNING) status(State.RUNNING, step, "");
    }

    String started() {
        return started;
    }

    private static String now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
