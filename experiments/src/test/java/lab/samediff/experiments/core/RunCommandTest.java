package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.DataFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest extends LabHarness {
    @Test
    void aRunLeavesItsWholeFolder() throws IOException {
        assertThat(run("run", "decay", "--preset", "quick", "--seed", "42", "--set", "target=2", "--quiet"))
                .isZero();
        Path run = onlyRun("decay");
        assertThat(run.getFileName().toString()).matches("\\d{8}-\\d{6}-s42-[0-9a-f]{4}");
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "config.json",
                            "run.json",
                            "metrics.jsonl",
                            "summary.json",
                            "status.json",
                            "run.log",
                            "run.lock",
                            "checkpoints",
                            "path.png",
                            "dot.gif",
                            "notes.txt",
                            "report.html");
        }
        JsonNode config = json(run.resolve("config.json"));
        assertThat(config.at("/settings/steps").intValue()).isEqualTo(4);
        assertThat(config.at("/changes/0").textValue()).isEqualTo("steps=4");
        assertThat(config.at("/set/0").textValue()).isEqualTo("target=2.0");
        JsonNode summary = json(run.resolve("summary.json"));
        assertThat(summary.at("/results/end").doubleValue()).isEqualTo(2 * (1 - Math.pow(0.5, 4)));
        assertThat(summary.path("references"))
                .as("references are for the preset's own settings")
                .isEmpty();
        assertThat(json(run.resolve("status.json")).path("state").textValue()).isEqualTo("done");
        JsonNode facts = json(run.resolve("run.json"));
        assertThat(facts.at("/backend/class").textValue()).isEqualTo("CpuBackend");
        assertThat(facts.at("/data/decay/origin").textValue()).isEqualTo("generated");
        assertThat(facts.at("/git/commit").textValue()).matches("[0-9a-f]{40}|unknown");
        assertThat(Files.readString(run.resolve("run.json"))).doesNotContain(results.toString());
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(4);
    }

    @Test
    void theEngineIsChosenAndRecorded() throws IOException {
        assertThat(run("run", "decay", "--preset", "quick", "--quiet")).isZero();
        JsonNode usual = json(onlyRun("decay").resolve("run.json")).path("engine");
        assertThat(usual.path("engine").textValue()).isEqualTo("auto");
        assertThat(usual.path("threads").intValue()).isPositive();
        assertThat(usual.path("kernels").textValue()).isNotEmpty();
        assertThat(run("run", "decay-fast", "--preset", "quick", "--engine", "Interpreted", "--quiet"))
                .isZero();
        JsonNode chosen = json(onlyRun("decay-fast").resolve("run.json")).path("engine");
        assertThat(chosen.path("engine").textValue()).isEqualTo("interpreted");
        assertThat(run("run", "decay", "--engine", "fast")).isEqualTo(2);
        assertThat(err()).contains("[INTERPRETED, COMPILED, AUTO]");
    }

    @Test
    void theReportShowsWhatTheFolderHoldsAndCanBeMadeAnew() throws IOException {
        run("run", "decay", "--preset", "quick", "--quiet");
        Path run = onlyRun("decay");
        String report = Files.readString(run.resolve("report.html"));
        assertThat(report)
                .contains("Decay towards a target", "distance", "dot.gif", "reproduced", "other protocol: ten steps")
                .contains("&lt;b&gt;not bold")
                .doesNotContain("<b>not bold");
        Files.delete(run.resolve("report.html"));
        assertThat(lab("report", run.toString())).isZero();
        assertThat(run.resolve("report.html")).hasContent(report);
        assertThat(lab("report", results.toString())).isEqualTo(2);
        assertThat(err()).contains("is not the folder of a run");
    }

    @ParameterizedTest
    @CsvSource({"fails, 1, failed", "exhausts, 3, failed", "diverges, 4, diverged", "misses, 0, done"})
    void theExitCodeSaysHowARunEnded(String name, int code, String state) throws IOException {
        assertThat(run("run", name, "--preset", "quick", "--quiet")).isEqualTo(code);
        Path run = onlyRun(name);
        assertThat(json(run.resolve("status.json")).path("state").textValue()).isEqualTo(state);
        assertThat(run.resolve("summary.json")).exists();
        assertThat(run.resolve("report.html")).exists();
        if (code != 0) {
            assertThat(err()).contains(name).contains("run.log");
        }
    }

    @Test
    void aMissedReferenceFailsOnlyACheck() {
        assertThat(run("run", "misses", "--preset", "quick", "--check")).isEqualTo(5);
        assertThat(out()).contains("missed: off by −0.25, wanted 0.75 ± 0.01 (exact)");
        assertThat(run("run", "decay", "--preset", "quick", "--check")).isZero();
    }

    @Test
    void missingDataIsSevenAndSaysWhatToDo() throws IOException {
        assertThat(run("run", "reads", "--offline", "--quiet")).isEqualTo(7);
        assertThat(err()).contains("data set 'mnist'", "lab data fetch mnist", "--stand-in");
        assertThat(run("run", "reads", "--offline", "--stand-in", "--quiet")).isZero();
        assertThat(out()).contains("stand-in data");
    }

    @Test
    void corruptDataIsSevenAndNeverReplacedByAStandIn() throws IOException {
        Path data = Files.createDirectories(cache.resolve("data/mnist")).getParent();
        for (DataFile file : Catalog.MNIST.files()) {
            Files.writeString(data.resolve(file.path()), "broken");
        }
        assertThat(run("run", "reads", "--offline", "--data", data.toString(), "--quiet"))
                .isEqualTo(7);
        assertThat(err()).contains("size in bytes should be");
        assertThat(run("reproduce", "reads", "--offline", "--data", data.toString(), "--quiet"))
                .isEqualTo(1);
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        assertThat(run("run", "decay", "--dry-run", "--set", "rate=0.25")).isZero();
        assertThat(out()).contains("would run decay, preset standard").contains("0.25");
        assertThat(run("run", "decay", "--dry-run", "--json", "--seed", "3,4")).isZero();
        assertThat(json().at("/seeds/1").intValue()).isEqualTo(4);
        assertThat(results).isEmptyDirectory();
    }

    @Test
    void severalSeedsAreSeveralRunsInOneDocument() throws IOException {
        assertThat(run("run", "decay-fast", "--preset", "quick", "--seed", "1,2,2", "--json", "--quiet"))
                .isZero();
        assertThat(json().path("runs")).hasSize(2);
        assertThat(json().at("/references/0/verdict").textValue()).isEqualTo("reproduced");
        assertThat(json().at("/settings/rate").doubleValue()).isEqualTo(0.75);
    }

    @Test
    void hostileMessagesDoNotReachThePageAsMarkup() throws IOException {
        run("run", "fails", "--quiet");
        assertThat(Files.readString(onlyRun("fails").resolve("report.html")))
                .contains("broken &lt;script&gt;")
                .doesNotContain("<script>");
    }
}
