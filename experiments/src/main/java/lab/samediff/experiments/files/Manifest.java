package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.samediff.experiments.files.DamagedFileException.Damage;

/**
 * A folder of files and its {@code MANIFEST.json}, which has the size and the sha256 of each and is written last: a folder
 * with a manifest is complete.
 */
public final class Manifest {
    static final String NAME = "MANIFEST.json";

    private static final long MAX_BYTES = 1 << 20;
    // The longest array of most virtual machines.
    private static final long MAX_FILE = Integer.MAX_VALUE - 8L;
    private static final int PIECE = 1 << 20;

    private final Path folder;
    private final ManifestJson json;

    private Manifest(Path folder, ManifestJson json) {
        this.folder = folder;
        this.json = json;
    }

    /**
     * Writes files and their manifest into a folder that is there, each forced to the disk.
     *
     * @throws IllegalArgumentException if a name could leave the folder, or two differ in their case only
     * @throws IOException if writing fails
     */
    public static void write(Path folder, Map<String, byte[]> files) throws IOException {
        write(Disk.PLAIN, folder, ManifestJson.of(name(folder), false, files), files);
    }

    static void write(Disk disk, Path folder, ManifestJson json, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            disk.write(folder.resolve(file.getKey()), file.getValue());
        }
        disk.write(folder.resolve(NAME), json.bytes());
        disk.forceFolder(folder);
    }

    /**
     * Reads the manifest of a folder and compares names and sizes with what is there. The contents are compared by
     * {@link #bytes}.
     *
     * @throws DamagedFileException if the manifest or one of its files is missing or not as it was written, or another is there
     * @throws IOException if reading fails
     */
    public static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new DamagedFileException(
                    Damage.NO_MANIFEST, file, "not there; the folder was never finished or is no such folder");
        }
        long size = size(file);
        if (size > MAX_BYTES) {
            throw new DamagedFileException(Damage.BAD_MANIFEST, file, size + " bytes are no manifest");
        }
        ManifestJson json = ManifestJson.parse(file, content(file, size));
        if (!json.folder().equals(name(folder))) {
            throw new DamagedFileException(
                    Damage.FOREIGN_MANIFEST,
                    file,
                    "is the manifest of " + json.folder() + "; put back the one of " + name(folder));
        }
        Manifest manifest = new Manifest(folder, json);
        manifest.compareNames();
        for (ManifestJson.Entry entry : json.files()) {
            compareSize(folder.resolve(entry.name()), entry.size(), size(folder.resolve(entry.name())));
        }
        return manifest;
    }

    /** The names of the files, without the manifest, sorted. */
    public List<String> names() {
        return json.files().stream().map(ManifestJson.Entry::name).toList();
    }

    ManifestJson json() {
        return json;
    }

    /**
     * Reads a file once and returns the very bytes whose size and sha256 were compared.
     *
     * @throws IllegalArgumentException if the manifest has no such file
     * @throws DamagedFileException if the file isn't what was written
     * @throws IOException if reading fails
     */
    public byte[] bytes(String name) throws IOException {
        ManifestJson.Entry entry = json.files().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(folder + " has no file " + name + "; it has " + names()));
        Path file = folder.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) throw missing(file);
        long size = size(file);
        compareSize(file, entry.size(), size);
        byte[] bytes = content(file, size);
        String found = Sha256.of(bytes);
        if (!found.equals(entry.sha256())) {
            throw new DamagedFileException(
                    Damage.CHANGED,
                    file,
                    "sha256 is " + found + ", but was " + entry.sha256() + " when it was written; " + remedy());
        }
        return bytes;
    }

    /** All files, each as in {@link #bytes(String)}, sorted by name. */
    public Map<String, byte[]> bytes() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : names()) {
            files.put(name, bytes(name));
        }
        return files;
    }

    private void compareNames() throws IOException {
        Set<String> there;
        try (Stream<Path> listed = Files.list(folder)) {
            there = listed.map(Manifest::name).collect(Collectors.toCollection(TreeSet::new));
        }
        there.remove(NAME);
        for (String name : names()) {
            if (!there.remove(name)) throw missing(folder.resolve(name));
        }
        for (String name : there) {
            throw new DamagedFileException(
                    Damage.EXTRA, folder.resolve(name), "isn't in " + NAME + "; move it out of this folder");
        }
    }

    private static DamagedFileException missing(Path file) {
        return new DamagedFileException(Damage.MISSING, file, "not there, but in " + NAME + "; " + remedy());
    }

    private static void compareSize(Path file, long expected, long found) throws DamagedFileException {
        if (found == expected) return;
        Damage damage = found > expected ? Damage.TOO_LONG : found == 0 ? Damage.EMPTY : Damage.TRUNCATED;
        throw new DamagedFileException(
                damage,
                file,
                String.format(Locale.ROOT, "%d bytes, but %d when it was written; %s", found, expected, remedy()));
    }

    /** The size of a plain file: a link could lead elsewhere, and reading a pipe never ends. */
    private static long size(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new DamagedFileException(Damage.NO_FILE, file, "isn't a plain file; " + remedy());
        }
        return attributes.size();
    }

    /** What is there now of the {@code size} bytes that were there before; fewer or more make another sha256. */
    private static byte[] content(Path file, long size) throws IOException {
        if (size > MAX_FILE) throw new IOException(file + ": " + size + " bytes are more than can be read at once");
        byte[] bytes = new byte[(int) size];
        int from = 0;
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            while (from < bytes.length) {
                int count = channel.read(ByteBuffer.wrap(bytes, from, Math.min(PIECE, bytes.length - from)));
                if (count < 0) return Arrays.copyOf(bytes, from);
                from += count;
            }
        }
        return bytes;
    }

    private static String remedy() {
        return "restore it from a copy, or go on without this folder";
    }

    static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }
}
