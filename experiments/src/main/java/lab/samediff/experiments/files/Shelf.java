package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of sealed folders: each is written aside and moved to its place in one step, so that it is there whole or not at
 * all. Only one may work on it at a time; see {@link RunLock}.
 */
record Shelf(Disk disk, Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final Pattern TEMPORARY = Pattern.compile("\\.tmp-(new|old)-.+-[0-9]+");

    /** The names of what is there, sorted; folders only. */
    List<String> names() throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(Manifest::name)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new IOException(folder + " is gone: it was deleted or moved away while it was in use", e);
        }
    }

    /** Reads and compares a folder's names and sizes. */
    Manifest manifest(String name) throws IOException {
        return Manifest.read(folder.resolve(name));
    }

    /**
     * Puts a folder of files in its place, reads it back and compares. One of this name that was there is set aside.
     *
     * @throws IOException with the path and the free bytes, if writing fails; what was there before is unharmed
     */
    void put(String name, boolean best, Map<String, byte[]> files) throws IOException {
        ManifestJson json = ManifestJson.of(name, best, files);
        Path target = folder.resolve(name);
        Path temporary = temporary("new", name);
        try {
            sweep();
            disk.makeFolder(temporary);
            Manifest.write(disk, temporary, json, files);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) setAside(name, "replaced", "another is written");
            disk.move(temporary, target);
            disk.forceFolder(folder);
        } catch (IOException e) {
            IOException failure = new IOException(failed(target, json, e), e);
            try {
                empty(temporary);
            } catch (IOException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
        try {
            manifest(name).bytes();
        } catch (DamagedFileException e) {
            quarantine(name, e);
            throw new IOException("just written and already damaged; is the disk sound? " + e.getMessage(), e);
        }
    }

    private String failed(Path target, ManifestJson json, IOException cause) {
        long size = json.files().stream().mapToLong(ManifestJson.Entry::size).sum();
        String free;
        try {
            free = String.format(
                    Locale.ROOT, "%,d bytes", Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            free = "an unknown number of bytes (" + e.getMessage() + ")";
        }
        return String.format(
                Locale.ROOT,
                "cannot write %s (%,d bytes; free are %s): %s. What was there before is unharmed; make room or mend the"
                        + " folder, then resume",
                target,
                size,
                free,
                cause);
    }

    /** Takes a folder away, never leaving half of it under its name. */
    void remove(String name) throws IOException {
        Path old = temporary("old", name);
        disk.move(folder.resolve(name), old);
        disk.forceFolder(folder);
        empty(old);
    }

    /** Sets aside what can't be used. */
    void quarantine(String name, DamagedFileException damage) throws IOException {
        setAside(name, "corrupt", damage.toString());
    }

    /** Renames a folder to {@code <name>.<why>}, with a number if there is one already. */
    private void setAside(String name, String why, String reason) throws IOException {
        String aside = name + "." + why;
        for (int i = 2; Files.exists(folder.resolve(aside), LinkOption.NOFOLLOW_LINKS); i++) {
            aside = name + "." + i + "." + why;
        }
        disk.move(folder.resolve(name), folder.resolve(aside));
        disk.forceFolder(folder);
        LOG.warn("{} is now {}: {}", folder.resolve(name), aside, reason);
    }

    /** Deletes what writers that are dead by now have left half done. */
    void sweep() throws IOException {
        for (String name : names()) {
            if (TEMPORARY.matcher(name).matches()) empty(folder.resolve(name));
        }
    }

    /** Deletes a folder of plain files; one with something else in it is not of ours and stays. */
    private void empty(Path temporary) throws IOException {
        if (!Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)) return;
        List<Path> files;
        try (Stream<Path> listed = Files.list(temporary)) {
            files = listed.toList();
        }
        if (files.stream().anyMatch(file -> !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
            LOG.warn("{} holds more than files and is left there; delete it by hand", temporary);
            return;
        }
        for (Path file : files) {
            disk.delete(file);
        }
        disk.delete(temporary);
    }

    private Path temporary(String kind, String name) {
        return folder.resolve(
                ".tmp-" + kind + "-" + name + "-" + ProcessHandle.current().pid());
    }
}
