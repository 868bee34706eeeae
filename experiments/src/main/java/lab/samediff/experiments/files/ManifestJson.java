package lab.samediff.experiments.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lab.samediff.experiments.files.DamagedFileException.Damage;

/**
 * The text of a manifest.
 *
 * @param format {@value #FORMAT}; another version of this program may write another
 * @param folder the name of the folder that it is of
 * @param best whether the folder is the best checkpoint of its run so far
 * @param files sorted by name
 */
@JsonPropertyOrder({"format", "folder", "best", "files"})
record ManifestJson(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) String folder,
        @JsonProperty(required = true) boolean best,
        @JsonProperty(required = true) List<Entry> files) {
    static final int FORMAT = 1;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    /** One file: its name, its size in bytes and its sha256 in lower-case hexadecimal digits. */
    @JsonPropertyOrder({"name", "size", "sha256"})
    record Entry(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) long size,
            @JsonProperty(required = true) String sha256) {
        Entry {
            FileNames.check(name);
            if (name.equalsIgnoreCase(Manifest.NAME))
                throw new IllegalArgumentException(name + " is the manifest itself");
            if (size < 0) throw new IllegalArgumentException("size of " + name + " is " + size);
            if (!SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("sha256 of " + name + " is not 64 digits of 0-9 and a-f");
            }
        }
    }

    ManifestJson {
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "format is " + format + ", this version knows " + FORMAT + "; use the version that wrote it");
        }
        FileNames.check(folder);
        files = List.copyOf(files);
        Set<String> names = new HashSet<>();
        for (Entry file : files) {
            // Some file systems take A and a for one.
            if (!names.add(file.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(file.name() + " is there twice, perhaps in another case");
            }
        }
    }

    /** @throws IllegalArgumentException if a name could leave the folder, or two differ in their case only */
    static ManifestJson of(String folder, boolean best, Map<String, byte[]> files) {
        List<Entry> entries = new TreeMap<>(files)
                .entrySet().stream()
                        .map(f -> new Entry(f.getKey(), f.getValue().length, Sha256.of(f.getValue())))
                        .toList();
        return new ManifestJson(FORMAT, folder, best, entries);
    }

    byte[] bytes() {
        try {
            return (PRETTY.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest has a JSON form", e);
        }
    }

    /** @throws DamagedFileException unless these are the bytes that {@link #bytes()} makes of some manifest */
    static ManifestJson parse(Path file, byte[] bytes) throws IOException {
        ManifestJson json;
        try {
            json = MAPPER.readValue(bytes, ManifestJson.class);
        } catch (JsonProcessingException e) {
            throw bad(file, e.getOriginalMessage());
        }
        // So no byte of it can change unseen: the manifest has no sha256 of its own.
        if (!Arrays.equals(bytes, json.bytes())) {
            throw bad(file, "right in content, but not byte for byte as it was written");
        }
        return json;
    }

    private static DamagedFileException bad(Path file, String why) {
        String line = why.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        return new DamagedFileException(
                Damage.BAD_MANIFEST, file, line + "; restore it from a copy, or go on without this folder");
    }
}
