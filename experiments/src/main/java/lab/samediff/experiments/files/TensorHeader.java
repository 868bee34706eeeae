package lab.samediff.experiments.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the header of a {@link TensorFile} as a stream, so that nothing large is built of nonsense. */
record TensorHeader(String source) {
    private static final String HEADER = "header";
    // Duplicate keys are errors, and no table of names is kept: it would take crafted names for an attack.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private record Place(String name, Dtype dtype, List<Long> shape, long begin, long end) {}

    TensorFile parse(byte[] bytes) throws TensorFileException {
        int length = length(bytes);
        String text = text(ByteBuffer.wrap(bytes, 8, length));
        Map<String, String> metadata = new HashMap<>();
        List<Place> places = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, HEADER);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (name.equals(TensorFile.METADATA)) {
                    readMetadata(json, metadata);
                } else {
                    places.add(place(json, name));
                    if (places.size() > TensorFile.MAX_TENSORS) {
                        throw bad(HEADER, "more than " + TensorFile.MAX_TENSORS + " tensors");
                    }
                }
            }
            if (json.nextToken() != null) throw bad(HEADER, "something follows its end");
        } catch (JsonProcessingException e) {
            throw bad(HEADER, e.getOriginalMessage());
        } catch (TensorFileException e) {
            throw e;
        } catch (IOException e) {
            throw bad(HEADER, String.valueOf(e.getMessage()));
        }
        return new TensorFile(tensors(places, bytes, 8 + length), metadata);
    }

    private int length(byte[] bytes) throws TensorFileException {
        if (bytes.length < 8) throw bad("header length", "the file has " + bytes.length + " bytes, not even 8 for it");
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > TensorFile.MAX_HEADER) {
            throw bad(
                    "header length", Long.toUnsignedString(length) + ", at most " + TensorFile.MAX_HEADER + " may be");
        }
        if (length > bytes.length - 8) {
            throw bad("header length", length + ", but only " + (bytes.length - 8) + " bytes follow");
        }
        return (int) length;
    }

    private String text(ByteBuffer header) throws TensorFileException {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(header).toString();
        } catch (CharacterCodingException e) {
            throw bad(HEADER, "not UTF-8 (" + e.getMessage() + ")");
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        if (end < 2 || text.charAt(0) != '{' || text.charAt(end - 1) != '}') {
            throw bad(HEADER, "must begin with { and end with } and blanks");
        }
        return text;
    }

    private void readMetadata(JsonParser json, Map<String, String> metadata) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, TensorFile.METADATA);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING, TensorFile.METADATA + " \"" + shown(key) + "\"");
            String value = json.getText();
            if (!TensorFile.isText(key) || !TensorFile.isText(value)) {
                throw bad(TensorFile.METADATA, "\"" + shown(key) + "\" has half of a surrogate pair");
            }
            metadata.put(key, value);
        }
    }

    private Place place(JsonParser json, String name) throws IOException {
        String of = " of \"" + shown(name) + "\"";
        if (!TensorFile.isName(name)) throw bad("name" + of, "not allowed");
        expect(json.nextToken(), JsonToken.START_OBJECT, "entry" + of);
        Dtype dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "dtype" -> dtype = dtype(json, "dtype" + of);
                case "shape" -> shape = sizes(json, "shape" + of, TensorFile.MAX_RANK);
                case "data_offsets" -> offsets = sizes(json, "data_offsets" + of, 2);
                default -> throw bad("entry" + of, "unknown field \"" + shown(json.currentName()) + "\"");
            }
        }
        if (dtype == null) throw bad("dtype" + of, "not there");
        if (shape == null) throw bad("shape" + of, "not there");
        if (offsets == null || offsets.size() != 2) throw bad("data_offsets" + of, "must be there, and two");
        return new Place(name, dtype, shape, offsets.get(0), offsets.get(1));
    }

    private Dtype dtype(JsonParser json, String field) throws IOException {
        expect(json.nextToken(), JsonToken.VALUE_STRING, field);
        String name = json.getText();
        return Arrays.stream(Dtype.values())
                .filter(dtype -> dtype.name().equals(name))
                .findFirst()
                .orElseThrow(() -> bad(field, shown(name) + "; known are " + Arrays.toString(Dtype.values())));
    }

    private List<Long> sizes(JsonParser json, String field, int most) throws IOException {
        expect(json.nextToken(), JsonToken.START_ARRAY, field);
        List<Long> sizes = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, field);
            if (sizes.size() == most) throw bad(field, "more than " + most + " numbers");
            boolean tooLarge = json.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
            if (tooLarge || json.getLongValue() < 0)
                throw bad(field, shown(json.getText()) + " must be from 0 to 2^63 - 1");
            sizes.add(json.getLongValue());
        }
        return sizes;
    }

    /** The data of each: side by side, from the beginning to the end. */
    private Map<String, Tensor> tensors(List<Place> places, byte[] bytes, int dataAt) throws TensorFileException {
        places.sort(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end));
        Map<String, Tensor> tensors = new HashMap<>();
        long at = 0;
        for (Place place : places) {
            String field = "data_offsets of \"" + place.name() + "\"";
            if (place.begin() != at) {
                throw bad(
                        field,
                        "begins at " + place.begin()
                                + (place.begin() > at ? ", a hole after " : ", inside of what ends at ") + at);
            }
            if (place.end() - at != size(place)) {
                throw bad(
                        field,
                        (place.end() - at) + " bytes, but " + place.dtype() + " of shape " + place.shape() + " has "
                                + size(place));
            }
            if (place.end() > bytes.length - dataAt) {
                throw bad(
                        field,
                        "ends at " + place.end() + ", but the file has " + (bytes.length - dataAt) + " bytes of data");
            }
            ByteBuffer data = ByteBuffer.wrap(bytes, (int) (dataAt + at), (int) (place.end() - at));
            tensors.put(place.name(), new Tensor(place.dtype(), place.shape(), data));
            at = place.end();
        }
        if (at != bytes.length - dataAt) {
            throw bad("data", "end at " + at + ", but the file has " + (bytes.length - dataAt) + " bytes of them");
        }
        return tensors;
    }

    private long size(Place place) throws TensorFileException {
        try {
            return place.dtype().bytes(place.shape());
        } catch (ArithmeticException e) {
            throw bad("shape of \"" + place.name() + "\"", place.shape() + " are more bytes than can be counted");
        }
    }

    private void expect(JsonToken found, JsonToken wanted, String field) throws TensorFileException {
        if (found != wanted) throw bad(field, "found " + found + " where " + wanted + " must be");
    }

    private TensorFileException bad(String field, String what) {
        return new TensorFileException(source, field, what);
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }
}
