package lab.samediff.pipelines.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads one file: five rounds over its origins with growing pauses between them. What has arrived is kept in a
 * {@link Part} and asked for no more; what turns out to be wrong is deleted. Only a file of the right size and sha256
 * gets its name.
 */
final class Downloader {
    private static final Logger log = LoggerFactory.getLogger(Downloader.class);
    private static final int ROUNDS = 5;
    private static final int BUFFER = 1 << 16;
    private static final String ADVICE = "The address serves other bytes than the catalogue knows; they were not kept.";

    private final Http http;
    private final Pause pause;

    Downloader(Http http, Pause pause) {
        this.http = http;
        this.pause = pause;
    }

    static Downloader standard() {
        return new Downloader(Http.secure(), duration -> Thread.sleep(duration.toMillis()));
    }

    /** How to wait between two rounds. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * Downloads a file; {@code progress} is told how many bytes are at hand.
     *
     * @throws CorruptDataException if an origin serves other bytes and no other origin helps
     * @throws UnreachableException if no origin gives the file
     * @throws CacheException if the file cannot be written
     * @throws InterruptedIOException if the thread is interrupted; what has arrived is kept
     */
    void download(DataFile file, Path target, LongConsumer progress) throws IOException {
        Part part = new Part(target);
        List<URI> origins = new ArrayList<>(file.origins());
        Map<URI, String> failures = new LinkedHashMap<>();
        CorruptDataException corrupt = null;
        for (int round = 0; round < ROUNDS && !origins.isEmpty(); round++) {
            if (round > 0) sleep(Duration.ofSeconds(1L << (round - 1)));
            for (URI origin : List.copyOf(origins)) {
                IOException failure = attempt(file, origin, part, progress);
                if (failure == null) return;
                log.warn("{}: {}", origin, describe(failure));
                failures.put(origin, describe(failure));
                if (failure instanceof CorruptDataException wrong) corrupt = wrong;
                if (failure instanceof CorruptDataException || failure instanceof RefusedException) {
                    origins.remove(origin);
                }
            }
        }
        if (corrupt != null) throw corrupt;
        throw new UnreachableException(file.path() + " could not be downloaded: " + failures);
    }

    /** Null if the file is complete; otherwise what went wrong on the other side. */
    private @Nullable IOException attempt(DataFile file, URI origin, Part part, LongConsumer progress)
            throws IOException {
        try {
            transfer(file, origin, part, progress);
            return null;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) throw interrupted(e);
            if (e instanceof CacheException) throw e;
            return e;
        }
    }

    private void transfer(DataFile file, URI origin, Part part, LongConsumer progress) throws IOException {
        if (part.size() > file.bytes()) part.discard();
        long have = part.size();
        if (have < file.bytes()) {
            String tag = part.tagOf(origin).orElse("");
            HttpResponse<InputStream> response = http.get(origin, headers(have, tag));
            try (InputStream body = response.body()) {
                long from = start(response, file, origin, have, part);
                String newTag = response.headers().firstValue("ETag").orElse("");
                part.tag(origin, from == 0 || newTag.equals(tag) ? newTag : "");
                append(body, part, from, file, origin, progress);
            }
        }
        finish(file, origin, part, have > 0);
    }

    private static Map<String, String> headers(long have, String tag) {
        if (have == 0) return Map.of();
        String range = "bytes=" + have + "-";
        return tag.isEmpty() ? Map.of("Range", range) : Map.of("Range", range, "If-Range", tag);
    }

    /** Where in the file the answer's body begins: at {@code have}, or at 0 if all of it is sent. */
    private static long start(HttpResponse<?> response, DataFile file, URI origin, long have, Part part)
            throws IOException {
        int status = response.statusCode();
        if (status == 200) {
            long length = response.headers().firstValueAsLong("Content-Length").orElse(file.bytes());
            if (length != file.bytes()) throw wrongSize(file, origin, Long.toString(length));
            return 0;
        }
        if (status == 206) {
            String range = response.headers().firstValue("Content-Range").orElse("");
            String asked = "bytes " + have + "-" + (file.bytes() - 1) + "/";
            if (have > 0 && (range.equals(asked + file.bytes()) || range.equals(asked + "*"))) return have;
            part.discard();
            throw new IOException("answered with the range '" + range + "' instead of '" + asked + file.bytes() + "'");
        }
        if (status == 416) part.discard();
        throw new IOException("answered with status " + status);
    }

    private void append(InputStream body, Part part, long from, DataFile file, URI origin, LongConsumer progress)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long have = from;
        try (FileChannel channel = part.open(from)) {
            while (have < file.bytes()) {
                int n = http.read(body, buffer, (int) Math.min(BUFFER, file.bytes() - have));
                if (n < 0) throw new IOException("ended after " + have + " of " + file.bytes() + " bytes");
                part.write(channel, ByteBuffer.wrap(buffer, 0, n));
                have += n;
                progress.accept(have);
            }
        }
        if (http.read(body, buffer, 1) >= 0) {
            part.discard();
            throw wrongSize(file, origin, "more than that");
        }
    }

    /** A file made of old and new bytes gets another chance: only whole ones convict an origin. */
    private static void finish(DataFile file, URI origin, Part part, boolean resumed) throws IOException {
        String found = part.sha256(file.bytes());
        if (found.equals(file.sha256())) {
            part.finish();
            return;
        }
        part.discard();
        if (resumed) throw new IOException("the resumed download has a wrong sha256, " + found);
        throw new CorruptDataException(origin.toString(), "sha256", file.sha256(), found, ADVICE);
    }

    private static CorruptDataException wrongSize(DataFile file, URI origin, String found) {
        return new CorruptDataException(origin.toString(), "size in bytes", Long.toString(file.bytes()), found, ADVICE);
    }

    /** The HTTP client's exceptions often have no message, such as for a refused connection. */
    private static String describe(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private void sleep(Duration duration) throws InterruptedIOException {
        try {
            pause.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(Exception cause) {
        InterruptedIOException interrupted = new InterruptedIOException("the download was interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }
}
