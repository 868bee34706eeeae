package lab.samediff.experiments.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code metrics.jsonl}: one object {@code {"step": 10, "time": 1.25, "name": "loss", "value": 0.7}} a line, with
 * the time in seconds since the run began. NaN and the infinities are the strings {@code "NaN"}, {@code "Infinity"} and
 * {@code "-Infinity"}, as Jackson writes them. Further fields are let be. A file has at most 256 MiB and 10,000 different
 * metrics, a name at most 200 characters that can be seen.
 *
 * <p>A run that was killed may leave half a line, or after a power cut zero bytes, at the end: that is dropped with a
 * warning. Anything else that does not fit is an error.
 */
public final class MetricsFile {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsFile.class);
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}\\p{Cf}\\p{Cs}]{1,200}");
    private static final int MOST_BYTES = 256 << 20;
    private static final int MOST_NAMES = 10_000;

    private MetricsFile() {}

    /** One line. */
    private record Entry(long step, double time, String name, double value) {}

    /**
     * The metrics of a run by name, in the order in which they first appear.
     *
     * @throws IOException if the file cannot be read, or a line but a torn last one does not fit; the message names file,
     *     line and field
     */
    public static Map<String, Series> read(Path file) throws IOException {
        return parse(file, bytes(file));
    }

    /** Parses a file's bytes; its path is for messages. */
    static Map<String, Series> parse(Path file, byte[] bytes) throws IOException {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) end--;
        if (end < bytes.length) LOG.warn("{}: dropped {} zero bytes at the end", file, bytes.length - end);
        Map<String, List<Entry>> entries = new LinkedHashMap<>();
        int number = 1;
        for (int from = 0; from < end; number++) {
            int to = from;
            while (to < end && bytes[to] != '\n') to++;
            Entry entry = entry(file, number, bytes, from, to, to == end);
            if (entry != null)
                entries.computeIfAbsent(entry.name, n -> new ArrayList<>()).add(entry);
            if (entries.size() > MOST_NAMES) {
                throw new IOException(file + ":" + number + ": more than " + MOST_NAMES + " different metrics");
            }
            from = to + 1;
        }
        Map<String, Series> series = new LinkedHashMap<>();
        entries.forEach((name, list) -> series.put(name, series(name, list)));
        return series;
    }

    private static @Nullable Entry entry(Path file, int line, byte[] bytes, int from, int to, boolean last)
            throws IOException {
        JsonNode node;
        try {
            // Decoded here: the parser would guess UTF-16 or UTF-32 from the first bytes.
            node = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString());
        } catch (JsonProcessingException | CharacterCodingException e) {
            if (!last) throw new IOException(file + ":" + line + ": not a JSON object: " + problem(e), e);
            LOG.warn("{}:{}: dropped a torn last line of {} bytes", file, line, to - from);
            return null;
        }
        String where = file + ":" + line + ": ";
        if (!node.isObject()) throw new IOException(where + "want a JSON object, found " + shown(node));
        JsonNode step = field(where, node, "step");
        if (!step.canConvertToExactIntegral() || !step.canConvertToLong() || step.longValue() < 0) {
            throw new IOException(where + "field 'step' is " + shown(step) + ", want a whole number from 0");
        }
        JsonNode name = field(where, node, "name");
        if (!name.isTextual() || !NAME.matcher(name.textValue()).matches()) {
            throw new IOException(where + "field 'name' is " + shown(name) + ", want a metric's name");
        }
        double time = number(where, node, "time");
        return new Entry(step.longValue(), time, name.textValue(), number(where, node, "value"));
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) throw new IOException(file + ": more than " + MOST_BYTES + " bytes");
            return bytes;
        }
    }

    private static String problem(IOException e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "no UTF-8";
        return shown(message);
    }

    /** For a message: on one line, and the first 200 characters of it at most. */
    private static String shown(Object value) {
        String text = value.toString();
        String start = text.length() <= 200 ? text : text.substring(0, 200) + "…";
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
    }

    private static JsonNode field(String where, JsonNode node, String name) throws IOException {
        JsonNode value = node.get(name);
        if (value == null) throw new IOException(where + "field '" + name + "' is missing");
        return value;
    }

    private static double number(String where, JsonNode node, String name) throws IOException {
        JsonNode value = field(where, node, name);
        if (value.isNumber() && Double.isFinite(value.doubleValue())) return value.doubleValue();
        String text = value.isTextual() ? value.textValue() : "";
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IOException(where + "field '" + name + "' is " + shown(value) + ", want a number");
        };
    }

    private static Series series(String name, List<Entry> entries) {
        return new Series(
                name,
                entries.stream().mapToLong(Entry::step).toArray(),
                entries.stream().mapToDouble(Entry::time).toArray(),
                entries.stream().mapToDouble(Entry::value).toArray());
    }
}
