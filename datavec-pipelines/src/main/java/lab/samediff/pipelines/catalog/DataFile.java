package lab.samediff.pipelines.catalog;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of a data set.
 *
 * @param path where it lies below a data folder, such as {@code mnist/train-images-idx3-ubyte.gz}: relative, with
 *     forward slashes, without {@code .} and {@code ..}
 * @param bytes its size
 * @param sha256 its checksum, 64 lower-case hexadecimal digits
 * @param content what a gzip file holds, where the same content is also packaged under another gzip header; or null
 * @param origins addresses that serve exactly these bytes, the preferred one first; empty where there is none
 */
public record DataFile(
        String path, long bytes, String sha256, @Nullable Content content, List<URI> origins) {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)+");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the path could leave its folder, or a size, checksum or origin is malformed */
    public DataFile {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "path '" + path + "' is not of the form folder/file with letters, digits, '_', '.' and '-'");
        }
        requireSize(path, bytes);
        requireSha256(path, sha256);
        origins = List.copyOf(origins);
        for (URI origin : origins) {
            if (origin.getScheme() == null || origin.getHost() == null || origin.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        path + ": origin '" + origin + "' is not an address with scheme and host and without a user");
            }
        }
    }

    /** A file that is only known by its own bytes. */
    public DataFile(String path, long bytes, String sha256, List<URI> origins) {
        this(path, bytes, sha256, null, origins);
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void requireSize(String what, long bytes) {
        if (bytes <= 0) throw new IllegalArgumentException(what + ": bytes " + bytes + " is not positive");
    }

    private static void requireSha256(String what, String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    what + ": sha256 '" + sha256 + "' is not 64 lower-case hexadecimal digits");
        }
    }

    /** The uncompressed bytes of a gzip file: their number and their sha256. */
    public record Content(long bytes, String sha256) {
        /** @throws IllegalArgumentException if the size is not positive or the checksum is malformed */
        public Content {
            requireSize("content", bytes);
            requireSha256("content", sha256);
        }
    }
}
