package lab.samediff.pipelines.graphs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import lab.samediff.pipelines.DataFormatException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Files of a small .tar.gz archive, read into memory; nothing is written, so no entry can leave a folder. An archive is
 * refused whole if any entry is not a plain file or folder with a plain relative name, or all together are larger than the limit.
 */
final class TarGz {
    /** The archives that are read here hold much less than this, in bytes. */
    static final long LARGEST = 64L << 20;

    private static final int MOST_ENTRIES = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)*/?");
    private static final String ADVICE = "Get the archive again; the reader takes it as published";

    private TarGz() {}

    /**
     * The entries of these names.
     *
     * @throws DataFormatException if the archive is damaged, holds an entry that is refused, or lacks a wanted one
     * @throws IOException if the file cannot be read
     */
    static Map<String, byte[]> read(Path archive, List<String> wanted) throws IOException {
        Map<String, byte[]> found = new HashMap<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive))) {
            read(archive.toString(), file, wanted, found);
        }
        if (!found.keySet().containsAll(wanted)) {
            throw fault(
                    archive.toString(),
                    "entries",
                    "expected " + new TreeSet<>(wanted) + ", found " + new TreeSet<>(found.keySet()));
        }
        return found;
    }

    private static void read(String archive, InputStream file, List<String> wanted, Map<String, byte[]> found)
            throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            int count = 0;
            long total = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (++count > MOST_ENTRIES) throw fault(archive, "entries", "there are more than " + MOST_ENTRIES);
                check(archive, entry);
                total += entry.getSize();
                if (total > LARGEST)
                    throw fault(archive, "entry " + entry.getName(), "more than " + LARGEST + " bytes in all");
                if (!wanted.contains(entry.getName())) continue;
                byte[] bytes = tar.readNBytes((int) entry.getSize());
                if (bytes.length != entry.getSize()) {
                    throw fault(
                            archive,
                            "entry " + entry.getName(),
                            "it ends after " + bytes.length + " bytes of " + entry.getSize());
                }
                if (found.put(entry.getName(), bytes) != null) {
                    throw fault(archive, "entry " + entry.getName(), "it is there twice");
                }
            }
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new DataFormatException(
                    archive, "bytes", "not a whole .tar.gz archive: " + e.getMessage(), ADVICE, e);
        }
    }

    private static void check(String archive, TarArchiveEntry entry) throws DataFormatException {
        String name = entry.getName();
        if (!NAME.matcher(name).matches()) {
            String shown = name.replaceAll("[^\\x20-\\x7e]", "?");
            throw fault(archive, "entry \"" + shown + "\"", "its name is not a plain relative path");
        }
        if (!(entry.isFile() || entry.isDirectory()) || entry.isSymbolicLink() || entry.isLink()) {
            throw fault(archive, "entry " + name, "it is neither a file nor a folder");
        }
        if (entry.getSize() < 0) throw fault(archive, "entry " + name, "its size is " + entry.getSize());
    }

    private static DataFormatException fault(String archive, String field, String problem) {
        return new DataFormatException(archive, field, problem, ADVICE);
    }
}
