package lab.samediff.pipelines.graphs;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

/**
 * Files of a small .tar.gz archive, read into memory; nothing is written, so no entry can leave a folder. An archive is
 * refused whole if any entry is not a plain file or folder with a plain relative name, or if all that it
 * inflates to is larger than the limit. Names longer than 255 characters, which need extended headers, are refused too.
 */
final class TarGz {
    /** The archives that are read here hold much less than this, in bytes. */
    static final long LARGEST = 64L << 20;

    private static final int MOST_ENTRIES = 64;
    // File, in the older and the newer form, and folder; no links, devices, sparse files or extended headers.
    private static final String TYPES = "\0" + "05";
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
        // The library's reader of whole archives follows long names and extended headers by recursion and without a
        // limit.
        try (Inflated tar = new Inflated(archive, new GZIPInputStream(file))) {
            int count = 0;
            for (byte[] header = tar.block(); !isEnd(header); header = tar.block()) {
                TarArchiveEntry entry = new TarArchiveEntry(header);
                if (++count > MOST_ENTRIES) throw fault(archive, "entries", "there are more than " + MOST_ENTRIES);
                check(archive, entry);
                byte[] bytes = tar.next(entry, wanted.contains(entry.getName()));
                if (wanted.contains(entry.getName()) && found.put(entry.getName(), bytes) != null) {
                    throw fault(archive, "entry " + entry.getName(), "it is there twice");
                }
            }
            // Only at the end of the stream is its checksum compared.
            tar.drain();
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new DataFormatException(
                    archive,
                    "bytes",
                    "not a whole .tar.gz archive: " + DataFormatException.shown("" + e.getMessage()),
                    ADVICE,
                    e);
        }
    }

    private static boolean isEnd(byte[] header) {
        for (byte b : header) if (b != 0) return false;
        return true;
    }

    private static void check(String archive, TarArchiveEntry entry) throws DataFormatException {
        String name = entry.getName();
        if (!entry.isCheckSumOK()) {
            throw fault(archive, "entry \"" + DataFormatException.shown(name) + "\"", "its header's sum does not fit");
        }
        if (!NAME.matcher(name).matches()) {
            String shown = DataFormatException.shown(name);
            throw fault(archive, "entry \"" + shown + "\"", "its name is not a plain relative path");
        }
        if (TYPES.indexOf(entry.getLinkFlag()) < 0) {
            throw fault(archive, "entry " + name, "it is neither a file nor a folder");
        }
        if (entry.getSize() < 0) throw fault(archive, "entry " + name, "its size is " + entry.getSize());
    }

    /** The blocks of an archive, which is not inflated beyond the limit. */
    private static final class Inflated implements Closeable {
        private static final int BLOCK = 512;

        private final String archive;
        private final InputStream in;
        private long left = LARGEST;

        Inflated(String archive, InputStream in) {
            this.archive = archive;
            this.in = in;
        }

        byte[] block() throws IOException {
            return take("header", BLOCK, true);
        }

        /** The bytes of an entry, or nothing if they are not wanted; then the next block follows. */
        byte[] next(TarArchiveEntry entry, boolean wanted) throws IOException {
            // A folder has no bytes, whatever its header says.
            long size = entry.isDirectory() ? 0 : entry.getSize();
            byte[] bytes = take("entry " + entry.getName(), size, wanted);
            take("entry " + entry.getName(), -size & (BLOCK - 1), false);
            return bytes;
        }

        void drain() throws IOException {
            byte[] buffer = new byte[1 << 13];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) spend("end", n);
        }

        private byte[] take(String what, long size, boolean wanted) throws IOException {
            spend(what, size);
            byte[] bytes = new byte[0];
            long found;
            if (wanted) {
                bytes = in.readNBytes((int) size);
                found = bytes.length;
            } else {
                found = skip(size);
            }
            if (found < size) throw fault(archive, what, "it ends after " + found + " bytes of " + size);
            return bytes;
        }

        private long skip(long size) throws IOException {
            byte[] buffer = new byte[1 << 13];
            long skipped = 0;
            while (skipped < size) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, size - skipped));
                if (n < 0) break;
                skipped += n;
            }
            return skipped;
        }

        private void spend(String what, long size) throws DataFormatException {
            if (size > left) throw fault(archive, what, "more than " + LARGEST + " bytes in all");
            left -= size;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static DataFormatException fault(String archive, String field, String problem) {
        return new DataFormatException(archive, field, problem, ADVICE);
    }
}
