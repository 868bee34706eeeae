package lab.samediff.experiments.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import lab.samediff.experiments.files.Checkpoint;
import lab.samediff.experiments.files.Checkpoints;
import lab.samediff.experiments.files.TensorFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the state of a run is written, and its files: {@code checkpoints/step-…} in the middle of a loop, {@code
 * checkpoints/loop-…} for what each loop left. Both hold {@code state.safetensors} and {@code state.json}.
 */
final class Checkpointer {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    private static final String TENSORS = "state.safetensors";
    private static final String FACTS = "state.json";
    private static final int FORMAT = 1;

    private final Checkpoints folder;
    private final Keeper keeper;
    private final Safety safety;
    private final LongSupplier nanoTime;
    private final Set<Integer> pinned = new HashSet<>();
    private @Nullable Snapshot lastEnd;
    private long newest;
    private long written;
    private boolean best;

    /** {@code newest}: the place of the one that is there, or -1. */
    Checkpointer(Checkpoints folder, Keeper keeper, Safety safety, LongSupplier nanoTime, long newest) {
        this.folder = folder;
        this.keeper = keeper;
        this.safety = safety;
        this.nanoTime = nanoTime;
        this.newest = newest;
        // Who wants to go back needs a place to go to from the first step on.
        this.written = nanoTime.getAsLong() - (safety.onNan() == OnNan.ROLLBACK ? safety.checkpointEvery() : 0);
        pinned.addAll(keeper.ends().keySet());
    }

    /**
     * Between two steps: writes a checkpoint if it is time, or if the run is to stop.
     *
     * @throws PreemptedException if it is to stop
     */
    void between(int loop, int count, int done, int step) {
        Stop.Reason reason = safety.stop().reason();
        if (isTime(reason)) write(keeper.snapshot(loop, count, done, step), reason);
    }

    /** The state after this step is the best so far: it is written, and stays. */
    void markBest() {
        best = true;
    }

    private boolean isTime(Stop.@Nullable Reason reason) {
        return best || reason != null || nanoTime.getAsLong() - written >= safety.checkpointEvery();
    }

    private void write(Snapshot snapshot, Stop.@Nullable Reason reason) {
        write(snapshot);
        if (reason != null) throw new PreemptedException(reason, snapshot.step());
    }

    /** A loop has ended. What it left is written with the next checkpoint, for most runs are over before there is one. */
    synchronized void ended(int loop, int count, int step) {
        Snapshot end = keeper.snapshot(loop, count, count, step);
        keeper.ended(end);
        lastEnd = end;
        Stop.Reason reason = safety.stop().reason();
        if (isTime(reason)) write(end, reason);
    }

    /** Writes what the last loop left, for a run that is to stop where there is no step; false if there is none. */
    synchronized boolean writeLastEnd() {
        Snapshot end = lastEnd;
        if (end == null) return false;
        write(end);
        return true;
    }

    private synchronized void write(Snapshot snapshot) {
        try {
            for (Snapshot end : keeper.ends().values()) {
                if (end.loop() < snapshot.loop() && !pinned.contains(end.loop())) {
                    folder.pin(name(end.loop()), files(end));
                    pinned.add(end.loop());
                }
            }
            if (snapshot.place() > newest) {
                folder.write(snapshot.place(), files(snapshot), best);
                LOG.info("checkpoint {} is written, after {} steps", snapshot.place(), snapshot.step());
            }
            best = false;
            newest = snapshot.place();
            written = nanoTime.getAsLong();
        } catch (IOException e) {
            throw new UncheckedIOException("can't write a checkpoint: " + e.getMessage(), e);
        }
    }

    private static String name(int loop) {
        return String.format(Locale.ROOT, "loop-%04d", loop);
    }

    private static Map<String, byte[]> files(Snapshot snapshot) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("format", FORMAT);
        facts.put("loop", snapshot.loop());
        facts.put("count", snapshot.count());
        facts.put("done", snapshot.done());
        facts.put("step", snapshot.step());
        facts.put("results", snapshot.results());
        facts.put("metrics", snapshot.metrics());
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(TENSORS, new TensorFile(snapshot.tensors(), Map.of()).bytes());
        files.put(FACTS, Json.pretty(facts).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** What state.json holds. */
    record Facts(
            int format,
            int loop,
            int count,
            int done,
            int step,
            Map<String, Double> results,
            MetricsLog.Position metrics) {}

    /**
     * The newest state that is whole, with what the loops before it left; null if there is none.
     *
     * @throws IOException if all that there is is damaged, is of another format, or lacks what a loop left
     */
    static Keeper.@Nullable Saved read(Checkpoints folder) throws IOException {
        Checkpoint newest = folder.newest().orElse(null);
        if (newest == null) return null;
        Snapshot last = snapshot(newest.files());
        Map<Integer, Snapshot> ends = new TreeMap<>();
        for (int loop = 1; loop < last.loop(); loop++) ends.put(loop, snapshot(folder.pinned(name(loop))));
        return new Keeper.Saved(ends, last);
    }

    private static Snapshot snapshot(Map<String, byte[]> files) throws IOException {
        Facts facts = Json.read(FACTS, file(files, FACTS), Facts.class);
        if (facts.format() != FORMAT) {
            throw new IOException("the checkpoint's format is " + facts.format() + ", this version knows " + FORMAT
                    + "; use the version that wrote it");
        }
        return new Snapshot(
                facts.loop(),
                facts.count(),
                facts.done(),
                facts.step(),
                facts.results(),
                facts.metrics(),
                TensorFile.parse(TENSORS, file(files, TENSORS)).tensors());
    }

    private static byte[] file(Map<String, byte[]> files, String name) throws IOException {
        byte[] bytes = files.get(name);
        if (bytes == null) throw new IOException("the checkpoint has no " + name);
        return bytes;
    }
}
