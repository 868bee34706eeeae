package lab.samediff.pipelines.catalog;

import java.io.IOException;
import java.nio.file.Path;

/** The cache cannot be written: no fault of the network, and no reason to try again. */
final class CacheException extends IOException {
    private static final long serialVersionUID = 1;

    CacheException(Path path, IOException cause) {
        super(
                "cannot write " + path + " (" + cause + "). Free space or make the folder writable, or choose another "
                        + "cache with XDG_CACHE_HOME",
                cause);
    }
}
