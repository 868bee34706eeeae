package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checkpoints of a run, in its folder {@code checkpoints}: {@code step-00001200} and the like, of which the last two and
 * the best are kept, and pinned ones of other names, which are kept for good.
 *
 * <p>A checkpoint is acknowledged when {@link #write} returns. From then on, {@link #newest} finds it or a later one,
 * whenever the program is killed and, as far as the disk keeps what was forced to it, whenever the power is lost. What is
 * damaged is renamed to {@code <name>.corrupt} with a line in the log and never deleted; nor is anything that isn't known.
 */
public final class Checkpoints {
    private static final Pattern STEP = Pattern.compile("step-([0-9]{8,18})");
    private static final Pattern ASIDE = Pattern.compile(".+\\.(corrupt|replaced)");
    private static final int KEPT = 2;

    private final RunLock lock;
    private final Shelf shelf;

    private Checkpoints(RunLock lock, Shelf shelf) {
        this.lock = lock;
        this.shelf = shelf;
    }

    /**
     * The checkpoints of the run whose lock this is.
     *
     * @throws IOException if there is no folder for them and none can be made
     */
    public static Checkpoints of(RunLock lock) throws IOException {
        return of(lock, Disk.PLAIN);
    }

    static Checkpoints of(RunLock lock, Disk disk) throws IOException {
        Path folder = lock.folder().resolve("checkpoints");
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
            disk.forceFolder(lock.folder());
        }
        return new Checkpoints(lock, new Shelf(disk, folder));
    }

    /**
     * Writes a checkpoint, reads it back, and then deletes those that are neither the last two nor the best.
     *
     * @param step how many steps the run has made: more than in any checkpoint that is there
     * @param files by name
     * @param best whether this is the best of the run so far
     * @throws IllegalArgumentException if the step is not a later one, or a name is not fit for a file
     * @throws IllegalStateException if the run's lock was given back
     * @throws IOException if writing fails: with the path and the free bytes; the older checkpoints are unharmed. Also if an
     *     older one can't be deleted; this one is then written
     */
    public synchronized void write(long step, Map<String, byte[]> files, boolean best) throws IOException {
        lock.requireHeld();
        for (String there : steps()) {
            if (step(there) >= step) {
                throw new IllegalArgumentException(
                        "step " + step + " is not after " + there + ", which is there; go on from newest()");
            }
        }
        shelf.put(name(step), best, files);
        prune();
    }

    /**
     * The newest checkpoint whose files are what was written; damaged ones on the way are renamed. Empty if the run has none.
     *
     * @throws NoValidCheckpointException if there are some, all damaged
     * @throws IllegalStateException if the run's lock was given back
     * @throws IOException if reading or renaming fails
     */
    public synchronized Optional<Checkpoint> newest() throws IOException {
        Optional<Checkpoint> newest = newest(manifest -> true);
        if (newest.isEmpty()) {
            List<String> damaged = shelf.names().stream()
                    .filter(name -> name.startsWith("step-") && name.endsWith(".corrupt"))
                    .toList();
            if (!damaged.isEmpty()) throw new NoValidCheckpointException(shelf.folder(), damaged);
        }
        return newest;
    }

    /** The newest valid checkpoint that was written as the best, found as in {@link #newest}; empty if there is none. */
    public synchronized Optional<Checkpoint> best() throws IOException {
        return newest(ManifestJson::best);
    }

    /**
     * Writes an entry that stays, such as {@code loop-0003}. If the same bytes are there under this name, nothing is done;
     * if others are, as when a resumed run comes by again, those are renamed to {@code <name>.replaced}.
     *
     * @throws IllegalArgumentException if the name is that of a step, or not fit for a file
     * @throws IllegalStateException if the run's lock was given back
     * @throws IOException as {@link #write}
     */
    public synchronized void pin(String name, Map<String, byte[]> files) throws IOException {
        lock.requireHeld();
        if (!isPin(FileNames.check(name))) {
            throw new IllegalArgumentException("\"" + name + "\" can't be pinned; choose another name than step-..., "
                    + "and one that doesn't end in .corrupt or .replaced");
        }
        if (shelf.names().contains(name) && isThere(name, files)) return;
        shelf.put(name, false, files);
    }

    private boolean isThere(String name, Map<String, byte[]> files) throws IOException {
        try {
            Manifest manifest = shelf.manifest(name);
            manifest.bytes();
            return manifest.json().equals(ManifestJson.of(name, false, files));
        } catch (DamagedFileException e) {
            shelf.quarantine(name, e);
            return false;
        }
    }

    /** The names of the pinned entries, sorted. */
    public synchronized List<String> pins() throws IOException {
        return shelf.names().stream().filter(Checkpoints::isPin).toList();
    }

    /**
     * The files of a pinned entry, by name.
     *
     * @throws DamagedFileException if they are not what was written, or there is no such entry
     */
    public synchronized Map<String, byte[]> pinned(String name) throws IOException {
        return shelf.manifest(FileNames.check(name)).bytes();
    }

    private Optional<Checkpoint> newest(Predicate<ManifestJson> wanted) throws IOException {
        lock.requireHeld();
        for (String name : steps()) {
            try {
                Manifest manifest = shelf.manifest(name);
                boolean best = manifest.json().best();
                if (wanted.test(manifest.json()))
                    return Optional.of(new Checkpoint(step(name), best, manifest.bytes()));
            } catch (DamagedFileException e) {
                shelf.quarantine(name, e);
            }
        }
        return Optional.empty();
    }

    private void prune() throws IOException {
        boolean bestKept = false;
        int kept = 0;
        for (String name : steps()) {
            boolean best;
            try {
                best = shelf.manifest(name).json().best();
            } catch (DamagedFileException e) {
                shelf.quarantine(name, e);
                continue;
            }
            if (kept < KEPT || (best && !bestKept)) {
                kept++;
                bestKept |= best;
            } else {
                shelf.remove(name);
            }
        }
    }

    /** Names of steps, the newest first. */
    private List<String> steps() throws IOException {
        List<String> steps = new ArrayList<>(
                shelf.names().stream().filter(Checkpoints::isStep).toList());
        steps.sort(Comparator.comparingLong(Checkpoints::step).reversed());
        return steps;
    }

    private static String name(long step) {
        String name = String.format(Locale.ROOT, "step-%08d", step);
        if (!isStep(name)) throw new IllegalArgumentException("step is " + step + ", must be from 0 to 10^18 - 1");
        return name;
    }

    private static long step(String name) {
        return Long.parseLong(name, "step-".length(), name.length(), 10);
    }

    /** Whether {@link #name} makes this name of some step. */
    private static boolean isStep(String name) {
        Matcher matcher = STEP.matcher(name);
        return matcher.matches()
                && (name.length() == "step-".length() + 8 || matcher.group(1).charAt(0) != '0');
    }

    private static boolean isPin(String name) {
        return FileNames.isSafe(name)
                && !name.startsWith("step-")
                && !ASIDE.matcher(name).matches();
    }
}
