package lab.samediff.pipelines.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** GET over HTTPS. Redirects lead to HTTPS only, and a server that falls silent is given up. */
final class Http {
    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Supplier<HttpClient> client;
    private final boolean plainLoopback;
    private final Duration patience;

    /**
     * @param client asked for on first use; must not follow redirects by itself
     * @param plainLoopback whether plain HTTP to this machine is allowed, for tests
     * @param patience how long to wait for an answer, and for each next piece of it
     */
    Http(Supplier<HttpClient> client, boolean plainLoopback, Duration patience) {
        this.client = client;
        this.plainLoopback = plainLoopback;
        this.patience = patience;
    }

    static Http secure() {
        return new Http(() -> Standard.CLIENT, false, Duration.ofSeconds(60));
    }

    /**
     * Asks for a resource and follows redirects. The caller closes the body.
     *
     * @throws RefusedException if the address, or one that it redirects to, is not HTTPS
     */
    HttpResponse<InputStream> get(URI address, Map<String, String> headers) throws IOException {
        boolean plain = plainLoopback && "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost());
        if (!plain) requireHttps(address, address.toString());
        URI next = address;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpResponse<InputStream> response = send(next, headers);
            if (!REDIRECTS.contains(response.statusCode())) return response;
            response.body().close();
            next = target(next, response.headers().firstValue("Location").orElse(""));
        }
        throw new IOException("more than " + MAX_REDIRECTS + " redirects");
    }

    /**
     * The next piece of a body, or -1 at its end, as {@link InputStream#read(byte[], int, int)}. Another thread reads,
     * because the client's streams wait without end and swallow interrupts (Java 17).
     */
    int read(InputStream body, byte[] buffer, int length) throws IOException {
        Future<Integer> piece = Standard.READERS.submit(() -> body.read(buffer, 0, length));
        try {
            return piece.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("broken off: " + e.getCause(), e);
        } catch (TimeoutException e) {
            body.close();
            throw new IOException("no data for " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            body.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private HttpResponse<InputStream> send(URI address, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "samediff-lab");
        headers.forEach(request::header);
        try {
            return client.get().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + address);
        }
    }

    private static URI target(URI from, String location) throws IOException {
        try {
            URI to = from.resolve(new URI(location));
            requireHttps(to, from + " redirects to " + to);
            return to;
        } catch (URISyntaxException e) {
            throw new IOException(from + " redirects to '" + location + "', which is no address", e);
        }
    }

    private static void requireHttps(URI address, String what) throws RefusedException {
        if (!"https".equalsIgnoreCase(address.getScheme())) throw new RefusedException(what + ", which is not HTTPS");
    }

    /** Made on first use, so that a run which downloads nothing starts no thread. */
    private static final class Standard {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        static final ExecutorService READERS = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "download");
            thread.setDaemon(true);
            return thread;
        });
    }
}
