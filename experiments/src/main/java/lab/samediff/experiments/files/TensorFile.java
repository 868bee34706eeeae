package lab.samediff.experiments.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Named tensors in the layout of safetensors (Hugging Face 2022, github.com/huggingface/safetensors, "Format"): the header's
 * length in 8 bytes, little-endian; the header, JSON padded with blanks,
 *
 * <pre>{"__metadata__":{"step":"12"},"out/bias":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}</pre>
 *
 * <p>and the data without gaps, to whose beginning the offsets relate. Written are wide types before narrow ones, each by
 * name, so that each tensor begins at a multiple of its numbers' size.
 *
 * @param tensors by name: 1 to 256 of letters, digits, blanks and {@code _ . / -}; at most 100,000
 * @param metadata any texts by name
 */
public record TensorFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    static final int MAX_TENSORS = 100_000;
    static final int MAX_HEADER = 16 << 20;
    static final int MAX_RANK = 32;

    private static final Pattern NAME = Pattern.compile("[\\w./ -]{1,256}");
    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IllegalArgumentException if there are too many tensors, or a name or a text isn't allowed */
    public TensorFile {
        tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        if (tensors.size() > MAX_TENSORS) {
            throw new IllegalArgumentException(tensors.size() + " tensors; at most " + MAX_TENSORS + " go into a file");
        }
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            if (!isName(tensor.getKey())) {
                throw new IllegalArgumentException("\"" + tensor.getKey() + "\" can't name a tensor; use 1 to 256 of"
                        + " A-Z, a-z, 0-9, blank and _ . / -, and not " + METADATA);
            }
            if (tensor.getValue().shape().size() > MAX_RANK) {
                throw new IllegalArgumentException(tensor.getKey() + " has more than " + MAX_RANK + " dimensions");
            }
        }
        metadata.forEach((key, value) -> {
            if (!isText(key) || !isText(value)) {
                throw new IllegalArgumentException("metadata \"" + key + "\" has half of a surrogate pair");
            }
        });
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(METADATA);
    }

    /** Whether UTF-8 has bytes for it. */
    static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /**
     * The file's bytes: the same for equal tensors and metadata.
     *
     * @throws IllegalArgumentException if they are 2 GiB or more, or the header more than 16 MiB
     */
    public byte[] bytes() {
        List<Map.Entry<String, Tensor>> order = new ArrayList<>(tensors.entrySet());
        // Stable: those of one type stay sorted by name.
        order.sort(Comparator.comparing(tensor -> tensor.getValue().dtype()));
        byte[] header = header(order);
        long size = 8L + header.length;
        for (Map.Entry<String, Tensor> tensor : order) {
            size += tensor.getValue().data().remaining();
        }
        if (header.length > MAX_HEADER || size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a file of " + size + " bytes, of which " + header.length
                    + " are its header, is too large; spread the tensors over several files");
        }
        ByteBuffer file = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        for (Map.Entry<String, Tensor> tensor : order) {
            file.put(tensor.getValue().data());
        }
        return file.array();
    }

    private byte[] header(List<Map.Entry<String, Tensor>> order) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long offset = 0;
            for (Map.Entry<String, Tensor> named : order) {
                Tensor tensor = named.getValue();
                long end = offset + tensor.data().remaining();
                json.writeObjectFieldStart(named.getKey());
                json.writeStringField("dtype", tensor.dtype().name());
                array(json, "shape", tensor.shape());
                array(json, "data_offsets", List.of(offset, end));
                json.writeEndObject();
                offset = end;
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text can be written", e);
        }
        int length = text.toString().getBytes(StandardCharsets.UTF_8).length;
        return (text + " ".repeat(Math.floorMod(-length, 8))).getBytes(StandardCharsets.UTF_8);
    }

    private static void array(JsonGenerator json, String name, List<Long> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (long value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    /**
     * Reads a file's bytes. The tensors' data are these bytes, not copies of them.
     *
     * @param source what the bytes are of, for messages
     * @throws TensorFileException if they aren't such a file, or a type is not in {@link Dtype}; before anything is
     *     allocated that grows with what the file claims instead of with what it has
     */
    public static TensorFile parse(String source, byte[] bytes) throws TensorFileException {
        return new TensorHeader(source).parse(bytes);
    }
}
