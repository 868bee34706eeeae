package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabTest {
    @TempDir
    private Path results;

    @TempDir
    private Path cache;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int lab(String... args) {
        out.reset();
        err.reset();
        Map<String, String> env = Map.of("XDG_CACHE_HOME", cache.toString(), "HOME", cache.toString());
        return Lab.execute(Toys.all(), stream(out), stream(err), env, args);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--out", results.toString()));
        return lab(all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out());
    }

    private Path onlyRun(String name) throws IOException {
        try (Stream<Path> runs = Files.list(results.resolve("runs").resolve(name))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    @BeforeEach
    void theSwitchesOfTheMachineDoNotReachTheTests() {
        assertThat(System.getProperty("java.awt.headless")).isEqualTo("true");
    }

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
    void missingDataIsSevenAndSaysWhatToDo() {
        assertThat(run("run", "reads", "--offline", "--data", cache.toString(), "--quiet"))
                .satisfiesAnyOf(
                        code -> assertThat(code).isEqualTo(7),
                        // A machine may have the data as a Debian package.
                        code -> assertThat(code).isZero());
        assertThat(run("run", "reads", "--stand-in", "--quiet")).isZero();
        assertThat(out()).contains("stand-in data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run nothing|no experiment is called \"nothing\"",
                "run decay-fats|did you mean decay-fast?",
                "run decay --set steps=0|setting steps: steps 0 is not at least 1",
                "run decay --set stepz=1|did you mean steps?",
                "run decay --preset huge|huge",
                "run decay --seed x|x",
                "run decay --backend cuda|build with mvn -Pcuda",
                "run decay --record --set steps=1|leave --set away",
                "run decay --frobnicate|--frobnicate",
                "run|EXPERIMENT",
                "reproduce decay --all|not both",
                "reproduce --family vision|no experiment is chosen",
                "data verify nothing|nothing",
                "data|which command?",
                "frobnicate|frobnicate",
            })
    void whatIsNotThereIsRefusedWithTwo(String line, String message) {
        assertThat(lab(line.split(" ", -1))).isEqualTo(2);
        assertThat(err()).contains(message).contains("lab");
        assertThat(out()).isEmpty();
        assertThat(results).isEmptyDirectory();
    }

    @Test
    void noArgumentsAreAQuestion() {
        assertThat(lab()).isEqualTo(2);
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
    void reproducingGoesOnAfterAFailureAndSaysSo() throws IOException {
        assertThat(run("reproduce", "fails", "diverges", "misses", "decay", "--json"))
                .isEqualTo(1);
        assertThat(json()).hasSize(4);
        assertThat(json().at("/0/outcome").textValue()).isEqualTo("failed");
        assertThat(json().at("/2/outcome").textValue()).isEqualTo("missed");
        assertThat(json().at("/3/outcome").textValue()).isEqualTo("ok");
        String ledger = Files.readString(results.resolve("README.md"));
        assertThat(ledger).contains("| decay | quick |", "| misses | quick |").doesNotContain("fails", "diverges");
        assertThat(run("reproduce", "misses", "decay", "--quiet")).isEqualTo(5);
        assertThat(run("reproduce", "--quiet")).as("the tour").isZero();
        assertThat(err()).contains("[1/1] decay");
    }

    @Test
    void reproducingFallsBackToStandInsAndMarksThem() throws IOException {
        assertThat(run("reproduce", "reads", "--offline", "--stand-in", "--quiet"))
                .isZero();
        assertThat(out()).contains("stand-in data");
        assertThat(Files.readString(results.resolve("README.md"))).contains("| reads | quick | stand-in | read |");
    }

    @Test
    void hostileMessagesDoNotReachThePageAsMarkup() throws IOException {
        run("run", "fails", "--quiet");
        assertThat(Files.readString(onlyRun("fails").resolve("report.html")))
                .contains("broken &lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void listAndDescribeTellPeopleAndPrograms() throws IOException {
        assertThat(lab("list")).isZero();
        assertThat(out()).contains("decay-fast", "dynamics", "A toy that fails");
        assertThat(lab("list", "--family", "DYNAMICS", "--json")).isZero();
        assertThat(json().findValuesAsText("name")).containsExactly("decay", "decay-fast");
        assertThat(lab("describe", "decay-fast")).isZero();
        assertThat(out())
                .contains("Nobody 1900", "quick     steps=4 rate=0.75", "rate    = 0.75  double", "closed form");
        assertThat(lab("describe", "decay", "--json")).isZero();
        assertThat(json().at("/references/1/protocol").textValue()).isEqualTo("ten steps");
        assertThat(json().at("/presets/full/0").textValue()).isEqualTo("steps=40");
    }

    @Test
    void helpNamesEveryExitCodeThatThereIs() {
        for (String command : List.of("run", "reproduce", "list", "describe", "report", "data", "doctor")) {
            assertThat(lab(command, "--help")).isZero();
            assertThat(out()).contains("Exit codes:", "diverged", "130").doesNotContain("75");
        }
        assertThat(lab("--version")).isZero();
        assertThat(out()).startsWith("SameDiff Lab ");
        assertThat(lab("completion")).isZero();
        assertThat(out()).startsWith("#!/usr/bin/env bash").contains("reproduce");
    }

    @Test
    void theDoctorLooksAtTheMachine() throws IOException {
        assertThat(lab("doctor", "--json")).isZero();
        assertThat(json().findValuesAsText("check"))
                .contains(
                        "java",
                        "processor",
                        "memory",
                        "heap",
                        "backend",
                        "backend blas",
                        "cache",
                        "results",
                        "data mnist");
    }

    @Test
    void aCheckThatThrowsIsAFailure() {
        Doctor.Check broken = new Doctor.Check() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Doctor.Finding> look() {
                throw new IllegalStateException("on purpose");
            }
        };
        assertThat(Doctor.examine(List.of(broken)))
                .extracting(Doctor.Finding::level)
                .containsExactly(Doctor.Level.FAILURE);
    }

    @Test
    void dataSetsAreListedAndFoundMissing() throws IOException {
        assertThat(lab("data", "list", "--json")).isZero();
        assertThat(json().findValuesAsText("name")).contains("mnist", "cora");
        assertThat(lab("data", "path", "cora")).isEqualTo(7);
        assertThat(err()).contains("lab data fetch cora");
        assertThat(lab("data", "verify", "cora")).isEqualTo(7);
        assertThat(lab("data", "fetch", "cora", "--offline")).isEqualTo(7);
    }

    @Test
    void theLauncherTakesTheOptionsOfRun() {
        Info info = Toys.all().get(0).info();
        assertThat(Launcher.arguments(info)).containsExactly("run", "decay", "--preset", "quick");
        assertThat(Launcher.arguments(info, "--seed", "3")).containsExactly("run", "decay", "--seed", "3");
        assertThat(Launcher.arguments(info, "decay-fast", "--quiet")).containsExactly("run", "decay-fast", "--quiet");
    }
}
