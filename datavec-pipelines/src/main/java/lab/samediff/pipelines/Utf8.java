package lab.samediff.pipelines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** UTF-8 without replacement characters: what cannot be read or written is an error with its position. */
public final class Utf8 {
    private static final String ADVICE = "Save it as UTF-8, or fetch it again";

    private Utf8() {}

    /** Bytes that are no UTF-8, where, and which. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final int position;
        private final int value;

        Malformed(int position, int value) {
            super("byte " + position + " (0x" + Integer.toHexString(value) + ") is not UTF-8");
            this.position = position;
            this.value = value;
        }
    }

    /** The text of these bytes; a byte-order mark stays as the character U+FEFF. */
    public static String decode(byte[] bytes) throws Malformed {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        // One char per byte is the most that UTF-8 can give.
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) throw new Malformed(in.position(), bytes[in.position()] & 0xff);
        return out.flip().toString();
    }

    /**
     * The bytes of a file that is not larger than {@code most}.
     *
     * @throws DataFormatException if it is larger
     * @throws IOException if it cannot be read
     */
    public static byte[] read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new DataFormatException(
                        file.toString(), "size", "more than " + most + " bytes", "Split the file");
            }
            return bytes;
        }
    }

    /**
     * The text of a file's bytes, as it is.
     *
     * @param file how messages call the file
     * @throws DataFormatException naming line and column of the first byte that is not UTF-8
     */
    public static String text(byte[] bytes, String file) throws DataFormatException {
        try {
            return decode(bytes);
        } catch (Malformed e) {
            String problem =
                    String.format(Locale.ROOT, "the byte 0x%02x, at %d of the file, is not UTF-8", e.value, e.position);
            throw new DataFormatException(file, place(bytes, e.position), problem, ADVICE, e);
        }
    }

    /**
     * The text of a table's bytes: as {@link #text}, but a byte-order mark, which would become a part of the first field, is
     * refused.
     */
    public static String table(byte[] bytes, String file) throws DataFormatException {
        String text = text(bytes, file);
        if (text.startsWith("\ufeff")) {
            throw new DataFormatException(
                    file, "line 1, column 1", "a byte-order mark (U+FEFF)", "Save it as UTF-8 without one");
        }
        return text;
    }

    /** Line and column, in characters and from 1, of a byte before which all is UTF-8. */
    private static String place(byte[] bytes, int position) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < position; i++) {
            if (bytes[i] != '\n' && (bytes[i] != '\r' || bytes[i + 1] == '\n')) continue;
            line++;
            start = i + 1;
        }
        String before = new String(bytes, start, position - start, StandardCharsets.UTF_8);
        return "line " + line + ", column " + (before.codePointCount(0, before.length()) + 1);
    }

    /**
     * The text of decoded ids.
     *
     * @throws IllegalArgumentException if the bytes end inside of a character or are none
     */
    public static String ofIds(byte[] bytes) {
        try {
            return decode(bytes);
        } catch (Malformed e) {
            throw new IllegalArgumentException("the ids are not those of a text: " + e.getMessage(), e);
        }
    }

    /**
     * The bytes of a text.
     *
     * @throws IllegalArgumentException if it holds half of a surrogate pair, which UTF-8 cannot write
     */
    public static byte[] encode(String text) {
        CharBuffer in = CharBuffer.wrap(text);
        try {
            ByteBuffer out = StandardCharsets.UTF_8.newEncoder().encode(in);
            byte[] bytes = new byte[out.remaining()];
            out.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "char " + in.position() + " is half of a surrogate pair, which has no UTF-8", e);
        }
    }
}
