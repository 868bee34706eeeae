package lab.samediff.experiments.report;

/** Makes any text harmless inside HTML and Markdown. */
public final class Escape {
    private static final char REPLACEMENT = '\uFFFD';

    private Escape() {}

    /**
     * Text for an HTML element or a quoted attribute: {@code & < > " '} become references, and what no page may hold or
     * what would reorder its lines (control characters but tab and line ends, half surrogate pairs, non-characters,
     * bidirectional overrides) becomes U+FFFD.
     */
    public static String html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : REPLACEMENT);
            }
        });
        return out.toString();
    }

    /**
     * Text for one cell of a Markdown table: HTML escaped, the characters that Markdown reads as its own behind a
     * backslash, line ends as spaces.
     */
    public static String markdown(String text) {
        return html(text)
                .replaceAll("([\\\\`*_\\[\\]|~])", "\\\\$1")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static boolean allowed(int c) {
        if (c == '\t' || c == '\n' || c == '\r') return true;
        boolean control = Character.isISOControl(c);
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        boolean noCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        boolean reorders = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !(control || surrogate || noCharacter || reorders);
    }
}
