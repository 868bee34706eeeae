package lab.samediff.pipelines.catalog;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;

/** Small data sets and ways to them that the tests share. */
final class Samples {
    /** Bytes larger than any buffer on the way. */
    static final byte[] BYTES = bytes(1, 300_001);

    private Samples() {}

    static byte[] bytes(long seed, int n) {
        byte[] bytes = new byte[n];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    static DataFile file(String path, byte[] bytes, URI... origins) {
        return new DataFile(path, bytes.length, Digest.sha256(bytes), List.of(origins));
    }

    /** A data set called toy. */
    static DataSource source(boolean standIn, DataFile... files) {
        return new DataSource("toy", "A toy", "CC0", "nobody", Arrays.asList(files), null, standIn, "");
    }

    /** A data set of one file, toy/data.bin, with the contents {@link #BYTES}. */
    static DataSource downloadable(URI... origins) {
        return source(true, file("toy/data.bin", BYTES, origins));
    }

    /** Access that may talk plain HTTP to this machine and does not really pause between rounds. */
    static DataAccess access(Path cache) {
        return access(cache, duration -> {}, Duration.ofSeconds(60));
    }

    static DataAccess access(Path cache, Downloader.Pause pause, Duration patience) {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        Downloader downloader = new Downloader(new Http(() -> client, true, patience), pause);
        return new DataAccess(Options.of(Map.of("HOME", "/nowhere")), FetchListener.logging(), downloader)
                .withCache(cache);
    }

    /** The folder of real data: LAB_DATA, or shared/data beside the sources; skips the test where there is none. */
    static Path realData() {
        String data = System.getenv().getOrDefault("LAB_DATA", "");
        if (!data.isEmpty()) return Path.of(data);
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path shared = at.resolve("shared").resolve("data");
            if (Files.isDirectory(shared)) return shared;
        }
        return Assumptions.abort("no real data: LAB_DATA is not set and there is no folder shared/data");
    }
}
