package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Pages opened in Chromium, as by whoever is sent a run's folder. */
@DisabledOnOs(OS.WINDOWS) // its browsers have other names
class BrowserTest extends LabHarness {
    /** Says so on the console if it runs. The sum is not in the page: the console quotes what it blocks. */
    private static final String RUNS = "console.error('RAN-' + (6 * 7))";

    private static final String ATTACK = "</title></pre></style></textarea>--><img src=x onerror=\"" + RUNS + "\">"
            + "<script>" + RUNS + "</script><svg onload=\"" + RUNS + "\"></svg>"
            + "<iframe srcdoc=\"<script>" + RUNS + "</script>\"></iframe><a href=\"javascript:" + RUNS + "\">a</a>"
            + "<body onpageshow=" + RUNS.replace(" ", "") + "><meta http-equiv=refresh content='0;url=about:blank'>"
            + "\"' onfocus=" + RUNS.replace(" ", "") + " autofocus x='&lt;script&gt; \u202E";

    private Optional<Path> browser = Optional.empty();

    @BeforeEach
    void find() throws IOException, InterruptedException {
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        browser = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(browser.isPresent(), "there is no Chromium here");
        // Some, put into a container by the system, see no file outside of the home folder.
        Path page = Files.writeString(results.resolve("page.html"), "<!DOCTYPE html><title>t</title><p>open");
        assumeTrue(open(page).page().contains("<p>open"), "Chromium does not open files in the temporary folder here");
    }

    /** What the page is after it was loaded, and what the console said. */
    private record Opened(String page, List<String> console) {}

    private Opened open(Path page) throws IOException, InterruptedException {
        Path dom = results.resolve("dom.html");
        Path log = results.resolve("browser.txt");
        // No sandbox: root has none. Nor any look at the network.
        Process process = new ProcessBuilder(
                        browser.orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + results.resolve("profile"),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=2000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("a dialog waits for an answer for ever").isTrue();
        return new Opened(
                Files.readString(dom),
                Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                        .filter(line -> line.contains(":CONSOLE:"))
                        .toList());
    }

    /** The same JSON with the attack in each name and each text. */
    private static JsonNode attacked(JsonNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.isTextual()) return nodes.textNode(node.textValue() + ATTACK);
        if (node.isArray()) {
            return nodes.arrayNode()
                    .addAll(Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                            .map(i -> attacked(node.get(i)))
                            .toList());
        }
        if (!node.isObject()) return node;
        ObjectNode object = nodes.objectNode();
        node.properties().forEach(field -> object.set(field.getKey(), attacked(field.getValue())));
        node.properties().forEach(field -> object.set(field.getKey() + ATTACK, attacked(field.getValue())));
        return object;
    }

    @Test
    void aFolderWhoseEveryTextIsMarkupMakesAPageWithoutScripts() throws IOException, InterruptedException {
        assertThat(run("run", "decay", "--preset", "quick", "--quiet")).isZero();
        Path run = onlyRun("decay");
        for (String name : List.of("config.json", "summary.json", "status.json", "run.json")) {
            Files.writeString(
                    run.resolve(name), attacked(json(run.resolve(name))).toString());
        }
        Files.writeString(run.resolve("notes.txt"), ATTACK);
        assertThat(lab("report", run.toString())).as(err()).isZero();
        Path page = run.resolve("report.html");
        assertThat(page).content().contains("RAN-");
        Opened opened = open(page);
        assertThat(opened.console()).isEmpty();
        assertThat(opened.page())
                .contains("<h1>", "<table>", "<img", "onerror=")
                .doesNotContain("<script", "<iframe", "<svg", "<a ", "src=\"x");
    }

    @Test
    void aPageThatRunsScriptsWouldBeFound() throws IOException, InterruptedException {
        Path open = Files.writeString(
                results.resolve("open.html"), "<!DOCTYPE html><title>t</title><p>" + ATTACK, StandardCharsets.UTF_8);
        assertThat(open(open).console()).anyMatch(line -> line.contains("RAN-42"));
    }

    @Test
    void whereMarkupGotThroughTheContentPolicyWouldStopItsScriptsAndTheConsoleWouldSaySo()
            throws IOException, InterruptedException {
        assertThat(run("run", "decay", "--preset", "quick", "--quiet")).isZero();
        Path page = onlyRun("decay").resolve("report.html");
        String broken = Files.readString(page).replace("<h1>", ATTACK + "<h1>");
        Files.writeString(page, broken);
        List<String> console = open(page).console();
        assertThat(console).isNotEmpty().noneMatch(line -> line.contains("RAN-42"));
    }
}
