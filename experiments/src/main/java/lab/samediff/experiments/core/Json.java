package lab.samediff.experiments.core;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.samediff.experiments.files.AtomicFiles;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.Utf8;

/** JSON as this suite writes it: keys in the order in which they were put, '\n' as line end on every system. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // What is missing or of another type is an error, never null, 0 or cut off.
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();
    private static final int MOST_BYTES = 64 << 20;
    // Any escape, so that none begins at the second backslash of two; group 1 is a surrogate that is not one of a pair.
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}|\\\\(u[dD][89a-fA-F]\\p{XDigit}{2})|\\\\.");
    private static final String ADVICE = "Mend the file, or move it away";
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    /** Several lines, ending in a line end. */
    static String pretty(Object value) {
        try {
            return PRETTY.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form of " + value.getClass(), e);
        }
    }

    /** One line, without a line end. */
    static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form of " + value.getClass(), e);
        }
    }

    static void write(Path file, Object value) throws IOException {
        AtomicFiles.write(file, pretty(value).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws DataFormatException naming file, line, column and field, if it isn't JSON of this type */
    static <T> T read(Path file, Class<T> type) throws IOException {
        return read(file.toString(), Utf8.read(file, MOST_BYTES), type);
    }

    /** @throws DataFormatException naming {@code where}, line, column and field, if the bytes aren't JSON of this type */
    static <T> T read(String where, byte[] bytes, Class<T> type) throws IOException {
        String text = Utf8.text(bytes, where);
        requirePairs(where, text);
        try {
            T value = MAPPER.readValue(text, type);
            // The JSON null, which some types take.
            if (value == null) throw new DataFormatException(where, "line 1, column 1", "null", ADVICE);
            return value;
        } catch (JsonProcessingException e) {
            String problem = Names.printable(String.valueOf(e.getOriginalMessage()));
            throw new DataFormatException(where, place(e), problem, ADVICE, e);
        }
    }

    /** The escape {@code \\ud800} makes half of a surrogate pair, which a file that is written of it could not hold. */
    private static void requirePairs(String where, String text) throws DataFormatException {
        if (!text.contains("\\u")) return;
        Matcher escapes = ESCAPE.matcher(text);
        while (escapes.find()) {
            if (escapes.group(1) == null) continue;
            int line = (int) text.substring(0, escapes.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            int column = escapes.start() - text.lastIndexOf('\n', escapes.start());
            throw new DataFormatException(
                    where, "line " + line + ", column " + column, "half of a surrogate pair", ADVICE);
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation at = Objects.requireNonNullElse(e.getLocation(), JsonLocation.NA);
        String place = "line " + Math.max(1, at.getLineNr()) + ", column " + Math.max(1, at.getColumnNr());
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) return place;
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return place + ", " + Names.printable(path);
    }

    /**
     * The number of a field, with "NaN", "Infinity" and "-Infinity" for those that JSON has no form for.
     *
     * @throws DataFormatException naming file and field, if it is none
     */
    static double number(Path file, String field, JsonNode value) throws DataFormatException {
        if (value.isNumber() && Double.isFinite(value.doubleValue())) return value.doubleValue();
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default ->
                throw new DataFormatException(
                        file.toString(), Names.printable(field), Names.printable(value + " is no number"), ADVICE);
        };
    }

    static JsonNode read(Path file) throws IOException {
        return read(file, JsonNode.class);
    }
}
