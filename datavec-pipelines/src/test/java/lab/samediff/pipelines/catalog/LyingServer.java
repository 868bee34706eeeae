package lab.samediff.pipelines.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback interface that gives one scripted answer to each request; the last one again and again. */
final class LyingServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Answer> script = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** One answer. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** What a request asked for; empty strings where it did not. */
    record Asked(String range, String ifRange) {}

    LyingServer(Answer... answers) {
        Collections.addAll(script, answers);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new Asked(header(exchange, "Range"), header(exchange, "If-Range")));
        try (exchange) {
            next().to(exchange);
        }
    }

    private synchronized Answer next() {
        return script.size() > 1 ? script.remove() : script.element();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data.bin");
    }

    List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Status 200 and all bytes; knows nothing of ranges. */
    static Answer whole(byte[] bytes, String entityTag) {
        return exchange -> send(exchange, 200, entityTag, bytes, bytes.length);
    }

    /** As a good server: the rest if a range is asked for and the tag still holds, otherwise everything. */
    static Answer honest(byte[] bytes, String entityTag) {
        return exchange -> {
            String range = header(exchange, "Range");
            String ifRange = header(exchange, "If-Range");
            if (range.isEmpty() || !(ifRange.isEmpty() || ifRange.equals(entityTag))) {
                send(exchange, 200, entityTag, bytes, bytes.length);
            } else {
                int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
                sendRange(exchange, entityTag, bytes, from, from);
            }
        };
    }

    /** Sends the first bytes and ends there, in good order, having announced no length. */
    static Answer tooShort(byte[] bytes, int sent, String entityTag) {
        return exchange -> send(exchange, 200, entityTag, Arrays.copyOf(bytes, sent), 0);
    }

    /** Announces all bytes, sends the first ones and hangs up; how many of them arrive is a matter of luck. */
    static Answer cutOff(byte[] bytes, int sent, String entityTag) {
        return exchange -> send(exchange, 200, entityTag, Arrays.copyOf(bytes, sent), bytes.length);
    }

    /** Announces the range from one position and sends the bytes from another one. */
    static Answer range(byte[] bytes, String entityTag, int said, int sent) {
        return exchange -> sendRange(exchange, entityTag, bytes, said, sent);
    }

    /** A status without a body. */
    static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static Answer redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** Sends the bytes over and over, without saying how many, until the other side hangs up. */
    static Answer endless(byte[] bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) out.write(bytes);
            }
        };
    }

    private static void sendRange(HttpExchange exchange, String entityTag, byte[] bytes, int said, int sent)
            throws IOException {
        String range = "bytes " + said + "-" + (bytes.length - 1) + "/" + bytes.length;
        exchange.getResponseHeaders().set("Content-Range", range);
        byte[] body = Arrays.copyOfRange(bytes, sent, sent + bytes.length - said);
        send(exchange, 206, entityTag, body, body.length);
    }

    private static void send(HttpExchange exchange, int status, String entityTag, byte[] body, int announced)
            throws IOException {
        if (!entityTag.isEmpty()) exchange.getResponseHeaders().set("ETag", entityTag);
        exchange.sendResponseHeaders(status, announced);
        OutputStream out = exchange.getResponseBody();
        out.write(body);
        out.flush();
        if (announced == 0) out.close();
    }
}
