package lab.samediff.pipelines.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import lab.samediff.pipelines.catalog.FileStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks files against the catalogue. What was found right is remembered as an empty file in a folder, whose name is
 * the sha256 of the files' paths, sizes, modification times and checksums; a change of any of them asks for a new check.
 */
final class Verifier {
    private static final Logger log = LoggerFactory.getLogger(Verifier.class);

    private final Path memory;

    Verifier(Path memory) {
        this.memory = memory;
    }

    /**
     * Checks the sizes, and the checksums if the files are new or changed since they were last found right.
     *
     * @return the checksums by path; of the content in a Debian package
     * @throws CorruptDataException if a file is not what it should be
     */
    Map<String, String> require(DataSource source, Place place, String advice) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        for (DataFile file : source.files()) {
            if (place.origin() != Origin.DEBIAN) size(file, place.path(file)).requireIntact(advice);
            checksums.put(file.path(), expected(file, place));
        }
        Path mark = memory.resolve(fingerprint(source, place));
        if (Files.notExists(mark)) {
            for (DataFile file : source.files()) inspect(file, place).requireIntact(advice);
            remember(mark);
        }
        return checksums;
    }

    /** Checks size and checksum of every file. */
    List<FileStatus> inspect(DataSource source, Place place) throws IOException {
        List<FileStatus> statuses = new ArrayList<>();
        for (DataFile file : source.files()) statuses.add(inspect(file, place));
        return List.copyOf(statuses);
    }

    /** Checks size and checksum of one file. */
    FileStatus inspect(DataFile file, Place place) throws IOException {
        Path path = place.path(file);
        if (Files.notExists(path)) return new FileStatus(file, path, State.MISSING, file.sha256(), "");
        if (place.origin() == Origin.DEBIAN) return content(file, path);
        FileStatus size = size(file, path);
        if (!size.ok()) return size;
        String found;
        try (InputStream in = Files.newInputStream(path)) {
            found = Digest.sha256(in, file.bytes());
        }
        return checksum(file, path, file.sha256(), found);
    }

    private static String expected(DataFile file, Place place) {
        return place.origin() == Origin.DEBIAN ? content(file).sha256() : file.sha256();
    }

    private static DataFile.Content content(DataFile file) {
        return Objects.requireNonNull(file.content(), file.path());
    }

    private static FileStatus size(DataFile file, Path path) throws IOException {
        if (!Files.isRegularFile(path)) throw new IOException(path + " is not a regular file");
        long found = Files.size(path);
        State state = found == file.bytes() ? State.OK : State.WRONG_SIZE;
        return new FileStatus(file, path, state, Long.toString(file.bytes()), Long.toString(found));
    }

    private static FileStatus content(DataFile file, Path path) throws IOException {
        DataFile.Content content = content(file);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            return checksum(file, path, content.sha256(), Digest.sha256(in, content.bytes()));
        } catch (ZipException e) {
            return new FileStatus(file, path, State.WRONG_SHA256, content.sha256(), "unreadable: " + e.getMessage());
        }
    }

    private static FileStatus checksum(DataFile file, Path path, String expected, String found) {
        return new FileStatus(file, path, found.equals(expected) ? State.OK : State.WRONG_SHA256, expected, found);
    }

    private static String fingerprint(DataSource source, Place place) throws IOException {
        StringBuilder text = new StringBuilder();
        for (DataFile file : source.files()) {
            Path path = place.path(file).toAbsolutePath();
            long modified = Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS);
            text.append(path).append('\n').append(Files.size(path)).append(' ').append(modified);
            text.append(' ').append(expected(file, place)).append('\n');
        }
        return Digest.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Best effort: without the mark the next run hashes again. */
    private void remember(Path mark) {
        try {
            Files.createDirectories(memory);
            Files.write(mark, new byte[0]);
        } catch (IOException e) {
            log.warn("cannot remember in {} that the files are right ({}); they will be hashed each time", memory, e);
        }
    }
}
