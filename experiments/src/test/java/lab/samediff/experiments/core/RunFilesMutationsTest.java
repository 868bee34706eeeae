package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import lab.samediff.experiments.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files of a run: another run is never taken for it, and its report is whole or refused with the file's name. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunFilesMutationsTest {
    private static final int CASES = 2_000;
    private static final long MOST_BYTES = 32 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final String CONFIG = """
            {
              "name" : "decay",
              "title" : "Decay",
              "preset" : "quick",
              "seed" : 7,
              "changes" : [ "steps=4" ],
              "set" : [ "steps=3" ],
              "onNan" : "skip",
              "deterministic" : true,
              "settings" : {
                "steps" : 3,
                "rate" : 0.5,
                "target" : 1.0
              }
            }
            """;
    private static final Map<String, String> FILES = Map.of(
            "config.json", CONFIG,
            "summary.json", """
                    {"state": "done", "standIn": false, "results": {"end": 0.875, "gap": "NaN", "top": 1e3},
                     "references": [{"metric": "end", "obtained": 0.875, "band": "0.875", "source": "exact",
                     "citation": "1 − 2^−steps", "verdict": "reproduced", "reason": "<b>why</b>"}]}
                    """,
            "status.json", "{\"state\": \"done\", \"step\": 3}",
            "run.json",
                    "{\"commit\": \"0123\", \"data\": {\"mnist\": {\"a\": \"<script>alert(1)</script>\"}}, \"seconds\": 1.5}");

    @TempDir
    Path folder;

    private static byte[] hostile(String json, SplittableRandom random) throws IOException {
        if (random.nextBoolean()) return Hostile.mutated(json.getBytes(StandardCharsets.UTF_8), random);
        JsonNode tree = JSON.readTree(json);
        return JSON.writeValueAsBytes(JsonMutationsTest.transplanted(tree, random));
    }

    private static boolean isOneOfOurs(Exception e) {
        return e instanceof IOException || e instanceof UsageException;
    }

    @Test
    void eachMutationOfAConfigIsRefusedOrNamesTheSameRun() throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), CONFIG);
        RunRecord.read(Toys.all(), folder);
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            byte[] json = hostile(CONFIG, random);
            Files.write(file, json);
            try {
                RunRecord read = RunRecord.read(Toys.all(), folder);
                JsonNode said = JSON.readTree(json);
                assertThat(said.path("seed").isIntegralNumber()).isTrue();
                assertThat(read.seed()).isEqualTo(said.path("seed").longValue());
                assertThat(read.onNan()).hasToString(said.path("onNan").textValue());
                assertThat(read.deterministic())
                        .isEqualTo(said.path("deterministic").booleanValue());
                assertThat(read.plan().name()).isEqualTo(said.path("name").textValue());
                assertThat(read.plan().preset().label())
                        .isEqualTo(said.path("preset").textValue());
                Settings.flatten(read.plan().config()).forEach((key, value) -> assertThat(
                                said.path("settings").path(key).asText())
                        .isEqualTo(String.valueOf(value)));
                return true;
            } catch (IOException | UsageException e) {
                assertThat(e).hasMessageStartingWith(file + ": ").hasMessageMatching("[^\\p{Cntrl}]{1,2000}");
                return false;
            }
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"seed\" : 7|\"seed\" : \"7\"",
                "\"seed\" : 7|\"seed\" : 7.5",
                "\"seed\" : 7|\"seed\" : 1e30",
                "\"seed\" : 7|\"seed\" : null",
                "\"seed\" : 7,|''",
                "\"quick\"|\"QUICKEST\"",
                "\"quick\"|1",
                "\"decay\"|\"decays\"",
                "\"decay\"|[ \"decay\" ]",
                "[ \"steps=3\" ]|\"steps=3\"",
                "[ \"steps=3\" ]|[ {} ]",
                "[ \"steps=3\" ]|[ 3 ]",
                "[ \"steps=3\" ]|[ \"steps=x\" ]",
                "[ \"steps=3\" ]|[ \"stops=3\" ]",
                "\"steps\" : 3|\"steps\" : 4"
            })
    void aConfigThatSaysSomethingElseIsRefusedWithItsName(String from, String to) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, CONFIG.replace(from, to));
        assertThatThrownBy(() -> RunRecord.read(Toys.all(), folder))
                .satisfies(e -> assertThat(isOneOfOurs((Exception) e)).isTrue())
                .hasMessageStartingWith(file + ": ");
    }

    @Test
    void eachMutationOfARunsFilesGivesAWholeReportOrIsRefused() throws IOException {
        for (Map.Entry<String, String> entry : FILES.entrySet()) {
            Files.writeString(folder.resolve(entry.getKey()), entry.getValue());
        }
        RunReport.html(folder);
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            String name = Hostile.any(FILES.keySet().stream().sorted().toList(), random);
            Path file = folder.resolve(name);
            Files.write(file, hostile(FILES.get(name), random));
            try {
                String html = RunReport.html(folder);
                assertThat(html)
                        .startsWith("<!DOCTYPE html>")
                        .endsWith("</html>\n")
                        .doesNotContain("<script", "<b>");
                return true;
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith(file + ": ").hasMessageMatching("[^\\p{Cntrl}]{1,2000}");
                return false;
            } finally {
                Files.writeString(file, FILES.get(name));
            }
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    @Test
    void aResultThatIsNotANumberIsShownAsThatAndNotAsZero() throws IOException {
        for (Map.Entry<String, String> entry : FILES.entrySet()) {
            Files.writeString(folder.resolve(entry.getKey()), entry.getValue());
        }
        assertThat(RunReport.html(folder)).contains(">NaN<");
        Files.writeString(folder.resolve("summary.json"), "{\"results\": {\"end\": \"soon\"}}");
        assertThatThrownBy(() -> RunReport.html(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("summary.json: ")
                .hasMessageContaining("end");
    }
}
