package lab.samediff.experiments.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.samediff.experiments.files.AtomicFiles;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.MetricsFile;
import lab.samediff.experiments.report.Page;
import lab.samediff.experiments.report.Png;
import lab.samediff.experiments.report.Series;
import lab.samediff.experiments.report.Table;
import lab.samediff.experiments.report.Table.Column;

/** report.html of a run, made from the files in its folder and from nothing else. */
final class RunReport {
    private static final int LONGEST_TEXT = 20_000;
    private static final String SUMMARY = "summary.json";

    private final Path folder;
    private final Page page;

    private RunReport(Path folder, String title) {
        this.folder = folder;
        this.page = new Page(title);
    }

    /**
     * Writes report.html anew; returns its path. Files that an interrupted run does not have are left out.
     *
     * @throws IOException if config.json is missing or a file is broken
     */
    static Path write(Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        AtomicFiles.write(file, html(folder).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** The page. */
    static String html(Path folder) throws IOException {
        JsonNode config = Json.read(folder.resolve("config.json"));
        String title = config.path("title").asText();
        RunReport report = new RunReport(folder, title.isBlank() ? "Run" : title);
        report.head(config);
        report.results();
        report.curves();
        report.pictures();
        report.settings(config);
        report.provenance();
        return report.page.html();
    }

    private void head(JsonNode config) throws IOException {
        page.text(config.path("name").asText() + ", preset "
                + config.path("preset").asText() + ", seed "
                + config.path("seed").asText());
        JsonNode summary = optional(SUMMARY);
        if (summary.path("standIn").asBoolean()) {
            page.notice(
                    "This run used generated stand-in data. Its numbers are not comparable with numbers on real data.");
        }
        JsonNode state = summary.isMissingNode() ? optional("status.json").path("state") : summary.path("state");
        if (!state.asText().equals(State.DONE.label())) {
            page.notice(
                    "State: " + state.asText() + ". " + summary.path("failure").asText());
        }
    }

    private void results() throws IOException {
        JsonNode summary = optional(SUMMARY);
        if (summary.path("results").isEmpty() && summary.path("references").isEmpty()) {
            return;
        }
        page.section("Results");
        Table results = Table.of(Column.text("metric"), Column.number("value", 6));
        for (Map.Entry<String, JsonNode> result : summary.path("results").properties()) {
            results = results.row(result.getKey(), number("results " + result.getKey(), result.getValue()));
        }
        page.table(results, "Final results of this run");
        Table references = Table.of(
                Column.text("metric"),
                Column.number("obtained", 6),
                Column.text("reported"),
                Column.text("source"),
                Column.text("verdict"),
                Column.text("reason"));
        for (JsonNode r : summary.path("references")) {
            references = references.row(
                    r.path("metric").asText(),
                    r.has("obtained") ? (Double) number("obtained", r.path("obtained")) : null,
                    r.path("band").asText(),
                    r.path("source").asText() + ": " + r.path("citation").asText(),
                    r.path("verdict").asText(),
                    r.path("reason").asText());
        }
        if (references.size() > 0) {
            page.table(references, "References for this preset");
        }
    }

    private void curves() throws IOException {
        Path metrics = folder.resolve("metrics.jsonl");
        Map<String, Series> curves = Files.exists(metrics) ? MetricsFile.read(metrics) : Map.of();
        if (curves.isEmpty()) {
            return;
        }
        page.section("Curves");
        int number = 0;
        for (Map.Entry<String, Series> curve : curves.entrySet()) {
            String name = curve.getKey();
            Chart chart = Chart.lines(name, "step", name).series(name, curve.getValue());
            page.figure("curve-" + ++number + ".png", Png.bytes(chart.render(720, 420)), name, "Line chart of " + name);
        }
    }

    private void pictures() throws IOException {
        List<Path> pictures = files(".png", ".gif");
        List<Path> texts = files(".txt");
        if (pictures.isEmpty() && texts.isEmpty()) {
            return;
        }
        page.section("Pictures and texts");
        for (Path picture : pictures) {
            String name = picture.getFileName().toString();
            page.figure(name, Files.readAllBytes(picture), name, "Picture " + name);
        }
        for (Path text : texts) {
            String words = Files.readString(text);
            page.subsection(text.getFileName().toString());
            page.verbatim(words.length() <= LONGEST_TEXT ? words : words.substring(0, LONGEST_TEXT));
            if (words.length() > LONGEST_TEXT) {
                page.text("The first " + LONGEST_TEXT + " of " + words.length() + " characters; all are in the file.");
            }
        }
    }

    private void settings(JsonNode config) {
        page.section("Settings");
        page.text(words("Preset and variant change over STANDARD: ", config.path("changes")));
        page.text(words("Set by hand: ", config.path("set")));
        Table settings = Table.of(Column.text("setting"), Column.text("value"));
        for (Map.Entry<String, JsonNode> setting : config.path("settings").properties()) {
            settings = settings.row(setting.getKey(), setting.getValue().asText());
        }
        page.table(settings, "All settings of this run");
    }

    private void provenance() throws IOException {
        Map<String, String> terms = new LinkedHashMap<>();
        flatten("", optional("run.json"), terms);
        if (!terms.isEmpty()) {
            page.section("Provenance").definitions(terms);
        }
    }

    private static String words(String start, JsonNode list) {
        List<String> parts = new ArrayList<>();
        list.forEach(part -> parts.add(part.asText()));
        return start + (parts.isEmpty() ? "nothing" : String.join(", ", parts));
    }

    private static void flatten(String name, JsonNode node, Map<String, String> terms) {
        if (node.isObject()) {
            node.properties().forEach(e -> flatten((name + " " + e.getKey()).strip(), e.getValue(), terms));
        } else if (!node.isMissingNode()) {
            terms.put(name, node.asText());
        }
    }

    private double number(String field, JsonNode value) throws IOException {
        return Json.number(folder.resolve(SUMMARY), field, value);
    }

    private JsonNode optional(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Json.read(file) : MissingNode.getInstance();
    }

    private List<Path> files(String... endings) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }
}
