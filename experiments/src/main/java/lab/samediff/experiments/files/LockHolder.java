package lab.samediff.experiments.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who holds a lock. What isn't known is "unknown", or 0.
 *
 * @param host the name of the machine
 * @param pid the process's number there
 * @param started when the process started, as ISO 8601 in UTC
 * @param bootId of this start of the machine: under another, the process is gone
 */
public record LockHolder(String host, long pid, String started, String bootId) implements Serializable {
    private static final String UNKNOWN = "unknown";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** This process. */
    static LockHolder self() {
        ProcessHandle process = ProcessHandle.current();
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        return new LockHolder(
                hostName(),
                process.pid(),
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                kernel("random/boot_id"));
    }

    /** Reads what {@link #json} made; the holder may not have come to write it, or have been killed while it did. */
    static LockHolder parse(byte[] json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (IOException e) {
            return new LockHolder(UNKNOWN, 0, UNKNOWN, UNKNOWN);
        }
        return new LockHolder(
                text(node, "host"), node.path("pid").longValue(), text(node, "started"), text(node, "bootId"));
    }

    byte[] json() {
        try {
            return (MAPPER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a lock's holder has a JSON form", e);
        }
    }

    private static String text(JsonNode node, String key) {
        String text = node.path(key).asText("");
        // Cut first, for the cut may leave half of a surrogate pair.
        String start = text.substring(0, Math.min(text.length(), 200)).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
        return start.isEmpty() ? UNKNOWN : start;
    }

    private static String hostName() {
        String name = kernel("hostname");
        if (!name.equals(UNKNOWN)) return name;
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }

    /** A value that Linux shows; "unknown" on other systems. */
    private static String kernel(String name) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel", name.split("/")))
                    .strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
