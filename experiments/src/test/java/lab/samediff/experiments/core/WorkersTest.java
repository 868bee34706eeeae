package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code lab reproduce --jobs}: what happens to one run does not happen to the others. */
@DisabledOnOs(OS.WINDOWS) // a process ends otherwise there
class WorkersTest extends ProcessHarness {
    private String said(String file) throws IOException {
        return Files.readString(results.resolve(file), StandardCharsets.UTF_8);
    }

    private Process begin(String... args) throws IOException {
        return lab(args)
                .redirectOutput(results.resolve("out.txt").toFile())
                .redirectError(results.resolve("err.txt").toFile())
                .start();
    }

    private int run(String... args) throws IOException, InterruptedException {
        Process process = begin(args);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private JsonNode status(String name) throws IOException {
        return Json.read(onlyRun(name).resolve("status.json"));
    }

    @Test
    void whatCrashesHangsOrFailsDoesNotEndTheOthers() throws IOException, InterruptedException {
        String[] names = {"crashes", "decay", "hangs", "fails", "diverges", "decay-fast"};
        List<String> args = new ArrayList<>(List.of("reproduce", "--jobs", "2", "--stall", "8s", "--json"));
        args.addAll(List.of(names));
        int code = run(args.toArray(String[]::new));
        assertThat(code).as(said("err.txt")).isEqualTo(1);
        Map<String, String> outcomes = new HashMap<>();
        for (JsonNode item : new ObjectMapper().readTree(said("out.txt"))) {
            outcomes.put(item.path("name").textValue(), item.path("outcome").textValue());
        }
        assertThat(outcomes).containsOnlyKeys(names);
        outcomes.forEach(
                (name, outcome) -> assertThat(outcome).as(name).isEqualTo(name.startsWith("decay") ? "ok" : "failed"));
        assertThat(status("crashes").path("state").textValue()).isEqualTo("failed");
        assertThat(status("crashes").path("message").textValue()).contains("134", "native code crashed", "hs_err.log");
        assertThat(onlyRun("crashes").resolve("hs_err.log")).content().contains("SIGSEGV");
        assertThat(onlyRun("crashes").resolve("report.html")).content().contains("native code crashed");
        assertThat(status("hangs").path("state").textValue()).isEqualTo("failed");
        assertThat(status("hangs").path("message").textValue()).contains("no step in 8 s");
        assertThat(status("fails").path("message").textValue()).contains("on purpose");
        assertThat(status("diverges").path("state").textValue()).isEqualTo("diverged");
        assertThat(status("decay").path("state").textValue()).isEqualTo("done");
        assertThat(said("README.md")).contains("decay-fast").doesNotContain("crashes");
    }

    @Test
    void runsOfProcessesAreRecordedLikeThoseOfThisOne() throws IOException, InterruptedException {
        assertThat(run("reproduce", "decay", "--seed", "1,2,3", "--quiet")).isZero();
        Path file = results.resolve("reproduced/decay.json");
        JsonNode here = withoutTimes(file);
        Files.delete(file);
        assertThat(run("reproduce", "decay", "--seed", "1,2,3", "--jobs", "3"))
                .as(said("err.txt"))
                .isZero();
        assertThat(withoutTimes(file)).isEqualTo(here);
    }

    private static JsonNode withoutTimes(Path file) throws IOException {
        JsonNode ledger = Json.read(file);
        for (JsonNode seed : ledger.at("/entries/0/seeds")) ((ObjectNode) seed).remove(List.of("seconds", "date"));
        return ledger;
    }

    private boolean hasCheckpoint() throws IOException {
        try (Stream<Path> all = Files.find(results, 5, (path, facts) -> path.endsWith("step-00000003"))) {
            return all.findAny().isPresent();
        }
    }

    @Test
    void aSignalReachesThemAndEachLeavesACheckpoint() throws IOException, InterruptedException {
        Process process = begin("reproduce", "walks", "--jobs", "1", "--checkpoint-every", "0s");
        while (!hasCheckpoint()) {
            assertThat(process.isAlive()).as(said("err.txt")).isTrue();
            Thread.sleep(20);
        }
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(75);
        assertThat(status("walks").path("state").textValue()).isEqualTo("preempted");
    }
}
