package lab.samediff.experiments.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Builds a report: one HTML file that holds its style and its pictures, runs no script, loads nothing from elsewhere (its
 * content security policy forbids both) and reads well in light, in dark and on paper. Every value is escaped, so that
 * names and log lines may hold anything. The text is well-formed XML too.
 *
 * <pre>{@code
 * new Page("Flow matching on two moons")
 *         .section("Results").table(results, "Mean over 5 seeds")
 *         .figure("loss.png", Png.bytes(chart.render(900, 560)), "Training loss.", "Line chart: the loss falls to 0.2")
 *         .write(folder.resolve("report.html"));
 * }</pre>
 */
public final class Page {
    /** Pictures up to this size, in bytes, are held in the page; larger ones are linked. */
    public static final int LARGEST_INLINE = 400_000;

    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final String POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'";

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private boolean inSection;

    /**
     * A page with its title as the only heading of the first level.
     *
     * @throws IllegalArgumentException if the title is blank
     */
    public Page(String title) {
        if (title.isBlank()) throw new IllegalArgumentException("a page without a title");
        this.title = title;
    }

    /** Begins a section. */
    public Page section(String heading) {
        inSection = true;
        return add("<h2>" + Escape.html(heading) + "</h2>");
    }

    /**
     * Begins a part of a section.
     *
     * @throws IllegalStateException if no section has begun
     */
    public Page subsection(String heading) {
        if (!inSection) throw new IllegalStateException("subsection '" + heading + "' before the first section");
        return add("<h3>" + Escape.html(heading) + "</h3>");
    }

    /** Adds a paragraph. */
    public Page text(String words) {
        return add("<p>" + Escape.html(words) + "</p>");
    }

    /** Adds a paragraph that catches the eye, such as: this run used stand-in data. */
    public Page notice(String words) {
        return add("<p class=\"notice\" role=\"note\">" + Escape.html(words) + "</p>");
    }

    /** Adds text that keeps its line ends, such as generated samples or a log. */
    public Page verbatim(String words) {
        // An HTML parser drops a line end right after the tag.
        return add("<pre>\n" + Escape.html(words) + "</pre>");
    }

    /** Adds a list of terms and what they are, in the map's order. */
    public Page definitions(Map<String, String> terms) {
        if (terms.isEmpty()) return this;
        StringBuilder list = new StringBuilder("<dl>\n");
        terms.forEach((term, words) -> list.append("<dt>")
                .append(Escape.html(term))
                .append("</dt><dd>")
                .append(Escape.html(words))
                .append("</dd>\n"));
        return add(list.append("</dl>").toString());
    }

    /** Adds a table. */
    public Page table(Table table, String caption) {
        return add("<div class=\"wide\">\n" + table.html(caption) + "</div>");
    }

    /**
     * Adds a picture.
     *
     * @param fileName the picture's file beside the page, linked if the picture is larger than {@link #LARGEST_INLINE}
     * @param picture the file's bytes, PNG or GIF
     * @param caption the words below it
     * @param alt what a reader who cannot see it should know
     * @throws IllegalArgumentException if the name is not one of letters, digits, dots, dashes and underscores, the alt
     *     text is blank, or the bytes are neither PNG nor GIF
     */
    public Page figure(String fileName, byte[] picture, String caption, String alt) {
        if (!SAFE_NAME.matcher(fileName).matches()) {
            throw new IllegalArgumentException("file name '" + fileName + "' of a figure: use letters, digits, . _ -");
        }
        if (alt.isBlank()) throw new IllegalArgumentException("figure " + fileName + " has no alt text");
        String type = type(fileName, picture);
        String source = picture.length <= LARGEST_INLINE
                ? "data:" + type + ";base64," + Base64.getEncoder().encodeToString(picture)
                : fileName;
        return add("<figure>\n<img src=\"" + source + "\" alt=\"" + Escape.html(alt) + "\" />\n<figcaption>"
                + Escape.html(caption) + "</figcaption>\n</figure>");
    }

    /** The page. */
    public String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
                + "<meta charset=\"utf-8\" />\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\" />\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n"
                + "<title>" + Escape.html(title) + "</title>\n<style>\n" + style()
                + "</style>\n</head>\n<body>\n<main>\n"
                + "<h1>" + Escape.html(title) + "</h1>\n" + body + "</main>\n</body>\n</html>\n";
    }

    /** Writes the page to a file, which is replaced. */
    public void write(Path file) throws IOException {
        Files.writeString(file, html(), StandardCharsets.UTF_8);
    }

    private Page add(String element) {
        body.append(element).append('\n');
        return this;
    }

    private static String type(String fileName, byte[] picture) {
        String start = new String(picture, 0, Math.min(8, picture.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) return "image/png";
        if (start.startsWith("GIF8")) return "image/gif";
        throw new IllegalArgumentException("figure " + fileName + " is neither a PNG nor a GIF file");
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            if (in == null) throw new IllegalStateException("report.css is missing beside " + Page.class.getName());
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read report.css", e);
        }
    }
}
