package lab.samediff.pipelines.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 without replacement characters: what cannot be read or written is an error with its position. */
final class Utf8 {
    private Utf8() {}

    /** Bytes that are no UTF-8, where, and which. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(int position, int value) {
            super("byte " + position + " (0x" + Integer.toHexString(value) + ") is not UTF-8");
        }
    }

    /** The text of these bytes; a byte-order mark stays as the character U+FEFF. */
    static String decode(byte[] bytes) throws Malformed {
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
     * The text of decoded ids.
     *
     * @throws IllegalArgumentException if the bytes end inside of a character or are none
     */
    static String ofIds(byte[] bytes) {
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
    static byte[] encode(String text) {
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
