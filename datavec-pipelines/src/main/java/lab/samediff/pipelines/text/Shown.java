package lab.samediff.pipelines.text;

import java.util.Locale;
import lab.samediff.pipelines.Utf8;

/** Tokens for people. */
final class Shown {
    private Shown() {}

    /** A space as ␣, a line feed as ↵, other characters that cannot be seen by their numbers. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> shown.append(of(character)));
        return shown.toString();
    }

    /** A token that may be a part of a character: its text, or its bytes in hexadecimal digits. */
    static String of(byte[] token) {
        try {
            return of(Utf8.decode(token));
        } catch (Utf8.Malformed e) {
            StringBuilder shown = new StringBuilder();
            for (byte b : token) shown.append(String.format(Locale.ROOT, "<%02X>", b & 0xff));
            return shown.toString();
        }
    }

    private static String of(int character) {
        return switch (character) {
            case ' ' -> "␣";
            case '\n' -> "↵";
            default ->
                Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
                        ? String.format(Locale.ROOT, "<U+%04X>", character)
                        : Character.toString(character);
        };
    }
}
