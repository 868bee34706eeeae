package lab.samediff.pipelines.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pieces of a text inside of which bytes may be merged: a contraction's end, a run of letters, of digits or of signs,
 * each with the space before it, or white space. On ASCII this is the pattern of GPT-2 (Radford et al. 2019, section
 * 2.2); bytes from 128 on, which are parts of characters, count as letters, so that every sequence of bytes has pieces
 * and they join to it.
 */
final class Words {
    private static final Pattern PIECE = Pattern.compile(
            "'(?:[sdmt]|ll|ve|re)| ?[A-Za-z\\x80-\\xff]+| ?[0-9]+" + "| ?[^\\sA-Za-z0-9\\x80-\\xff]+|\\s+(?!\\S)|\\s+");

    private Words() {}

    /** The pieces in order, each as a string of one char per byte. */
    static Stream<String> of(byte[] text) {
        // Latin-1 maps each byte to the char of its number.
        Matcher matcher = PIECE.matcher(new String(text, StandardCharsets.ISO_8859_1));
        return matcher.results().map(piece -> piece.group());
    }
}
