package lab.samediff.pipelines.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue's table, strictly: an unknown, missing or doubled field is an error. */
final class CatalogReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private CatalogReader() {}

    /** The table in a resource beside this class. */
    static List<DataSource> read(String resource) {
        return parse(resource, CatalogReader::text);
    }

    /**
     * The table of a name; {@code text} gives the JSON text of that name and of the file listings that it refers to.
     *
     * @throws IllegalArgumentException if it is malformed; names the table and the field
     */
    static List<DataSource> parse(String table, UnaryOperator<String> text) {
        Set<String> names = new HashSet<>();
        Set<String> paths = new HashSet<>();
        List<DataSource> sources = Arrays.stream(json(table, text.apply(table), SourceRow[].class))
                .map(row -> row.source(text))
                .toList();
        for (DataSource source : sources) {
            if (!names.add(source.name())) throw new IllegalArgumentException(table + ": " + source.name() + " twice");
            for (DataFile file : source.files()) {
                if (!paths.add(file.path())) throw new IllegalArgumentException(table + ": " + file.path() + " twice");
            }
        }
        return sources;
    }

    private static <T> T json(String name, String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = CatalogReader.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** One data set in the table. Its files are a list, or the name of the resource that holds the list. */
    private record SourceRow(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) String licence,
            @JsonProperty(required = true) String citation,
            @JsonProperty(required = true) JsonNode files,
            @Nullable DebianPackage debian,
            @JsonProperty("standIn") @Nullable Boolean hasStandIn,
            @Nullable String note) {

        DataSource source(UnaryOperator<String> text) {
            String list = files.isTextual() ? text.apply(files.textValue()) : files.toString();
            List<DataFile> dataFiles = Arrays.stream(json("files of " + name, list, FileRow[].class))
                    .map(FileRow::file)
                    .toList();
            boolean standIn = Boolean.TRUE.equals(hasStandIn);
            String remark = Objects.requireNonNullElse(note, "");
            return new DataSource(name, title, licence, citation, dataFiles, debian, standIn, remark);
        }
    }

    /** One file in the table. */
    private record FileRow(
            @JsonProperty(required = true) String path,
            @JsonProperty(required = true) long bytes,
            @JsonProperty(required = true) String sha256,
            DataFile.@Nullable Content content,
            @Nullable List<URI> origins) {

        DataFile file() {
            List<URI> addresses = Objects.requireNonNullElse(origins, List.of());
            for (URI address : addresses) {
                if (!"https".equals(address.getScheme())) {
                    throw new IllegalArgumentException(path + ": origin " + address + " is not HTTPS");
                }
            }
            return new DataFile(path, bytes, sha256, content, addresses);
        }
    }
}
