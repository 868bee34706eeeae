package lab.samediff.pipelines.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A file that is being downloaded: its bytes in {@code NAME.part} and, in {@code NAME.part.tag}, the address that they
 * came from with the entity tag that it gave. Failures to write are {@link CacheException}s.
 */
final class Part {
    private final Path target;
    private final Path bytes;
    private final Path tag;

    Part(Path target) {
        this.target = target;
        this.bytes = target.resolveSibling(target.getFileName() + ".part");
        this.tag = target.resolveSibling(target.getFileName() + ".part.tag");
    }

    /** The number of bytes at hand. */
    long size() throws IOException {
        try {
            return Files.size(bytes);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** The entity tag of the bytes at hand, if all of them came from this address and it gave one. */
    Optional<String> tagOf(URI origin) throws IOException {
        if (Files.notExists(tag)) return Optional.empty();
        List<String> lines = Files.readAllLines(tag, StandardCharsets.UTF_8);
        boolean same = lines.size() == 2 && lines.get(0).equals(origin.toString());
        return same ? Optional.of(lines.get(1)) : Optional.empty();
    }

    /** Notes where the bytes come from; an empty or weak tag cannot vouch for single bytes and is not kept. */
    void tag(URI origin, String entityTag) throws CacheException {
        try {
            if (entityTag.isEmpty() || entityTag.startsWith("W/")) {
                Files.deleteIfExists(tag);
            } else {
                Files.writeString(tag, origin + "\n" + entityTag + "\n");
            }
        } catch (IOException e) {
            throw new CacheException(tag, e);
        }
    }

    /** Opens the bytes for writing from a position on; what lies behind it is cut off. */
    FileChannel open(long from) throws CacheException {
        try {
            FileChannel channel = FileChannel.open(bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(from).position(from);
            return channel;
        } catch (IOException e) {
            throw new CacheException(bytes, e);
        }
    }

    /** Writes all of the buffer. */
    void write(FileChannel channel, ByteBuffer buffer) throws CacheException {
        try {
            while (buffer.hasRemaining()) channel.write(buffer);
        } catch (IOException e) {
            throw new CacheException(bytes, e);
        }
    }

    String sha256(long expected) throws IOException {
        try (InputStream in = Files.newInputStream(bytes)) {
            return Digest.sha256(in, expected);
        }
    }

    void discard() throws CacheException {
        try {
            Files.deleteIfExists(tag);
            Files.deleteIfExists(bytes);
        } catch (IOException e) {
            throw new CacheException(bytes, e);
        }
    }

    /** Gives the complete file its name, in one step and after its bytes are on disk. */
    void finish() throws CacheException {
        try {
            try (FileChannel channel = FileChannel.open(bytes, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(bytes, target, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(tag);
        } catch (IOException e) {
            throw new CacheException(target, e);
        }
    }
}
