package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.samediff.pipelines.catalog.Origin;
import lab.samediff.pipelines.catalog.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final GitState GIT = new GitState("0123456789012345678901234567890123456789", false);

    private static final Fingerprint NONE = new Fingerprint("", "");

    @TempDir
    private Path results;

    private void record(Preset preset, long seed, double value, boolean standIn, String... set) throws IOException {
        Plan<?> plan = Plan.of(Experiments.find(Toys.all(), "decay"), preset, List.of(set));
        Provenance data = standIn
                ? new Provenance("mnist", Origin.STAND_IN, Map.of())
                : new Provenance("mnist", Origin.FOLDER, Map.of("mnist/x.gz", "00ff"));
        Outcome outcome = new Outcome(
                plan,
                seed,
                results,
                State.DONE,
                Map.of("end", value),
                Map.of("mnist", data),
                0,
                1.25,
                NONE,
                Optional.empty());
        new Ledger(results).record(List.of(outcome), GIT);
    }

    private LedgerFile file() throws IOException {
        return new Ledger(results).files().get(0);
    }

    private String page() throws IOException {
        return Files.readString(results.resolve("README.md"));
    }

    @Test
    void seedsOfTheSameSettingsAreMergedAndTheSameSeedIsReplaced() throws IOException {
        record(Preset.QUICK, 2, 0.5, false);
        record(Preset.QUICK, 1, 0.25, false);
        record(Preset.QUICK, 2, 0.75, false);
        assertThat(file().entries()).hasSize(1);
        assertThat(file().entries().get(0).seeds())
                .extracting(LedgerFile.Seed::seed)
                .containsExactly(1L, 2L);
        assertThat(file().entries().get(0).finals()).containsExactly(Map.of("end", 0.25), Map.of("end", 0.75));
        assertThat(page()).contains("| decay | quick | mnist | end | 0.5 ± 3.177 (n = 2) |");
    }

    @Test
    void otherSettingsReplaceOnlyTheirOwnPreset() throws IOException {
        record(Preset.STANDARD, 1, 0.1, false);
        record(Preset.QUICK, 1, 0.2, false);
        record(Preset.QUICK, 2, 0.3, false, "rate=0.125");
        assertThat(file().entries())
                .extracting(LedgerFile.Entry::preset)
                .containsExactly(Preset.QUICK, Preset.STANDARD);
        assertThat(file().entries().get(0).finals()).containsExactly(Map.of("end", 0.3));
        assertThat(file().entries().get(1).finals()).containsExactly(Map.of("end", 0.1));
    }

    @Test
    void standInsNeverTakeThePlaceOfRealData() throws IOException {
        record(Preset.QUICK, 1, 0.9375, false);
        record(Preset.QUICK, 1, 0.125, true);
        assertThat(file().entries()).extracting(LedgerFile.Entry::standIn).containsExactly(false, true);
        assertThat(page())
                .contains(
                        "| decay | quick | mnist | end | 0.9375 (n = 1) | 0.9375 ± 1.000e-09 | exact: 1 − 2^−steps | reproduced | – |")
                .contains(
                        "| decay | quick | mnist (stand-in) | end | 0.125 (n = 1) | 0.9 | paper: Nobody 1900 | not comparable | stand-in data |");
    }

    @Test
    void thePageFollowsFromTheFilesAlone() throws IOException {
        record(Preset.QUICK, 1, 0.5, false);
        record(Preset.FULL, 1, 0.5, true);
        String page = page();
        assertThat(LedgerPage.of(new Ledger(results).files())).isEqualTo(page);
        assertThat(LedgerPage.of(List.of())).contains("Nothing is recorded yet");
    }

    @Test
    void theFilesNameNoPathOfTheMachine() throws IOException {
        record(Preset.QUICK, 1, 0.5, false);
        String text = Files.readString(results.resolve("reproduced/decay.json"));
        assertThat(text)
                .doesNotContain(results.toString(), System.getProperty("user.dir"), System.getProperty("java.home"));
        assertThat(text).contains("\"commit\" : \"" + GIT.commit() + "\"", "\"mnist/x.gz\" : \"00ff\"");
    }

    @Test
    void aFailedRunIsNotRecorded() throws IOException {
        Plan<?> plan = Plan.of(Experiments.find(Toys.all(), "decay"), Preset.QUICK, List.of());
        Outcome failed = new Outcome(
                plan, 1, results, State.FAILED, Map.of(), Map.of(), 0, 1, NONE, Optional.of(new IOException("broken")));
        new Ledger(results).record(List.of(failed), GIT);
        assertThat(results).isEmptyDirectory();
    }

    @Test
    void aFileOfAnotherFormIsNotTouched() throws IOException {
        Path file = Files.createDirectories(results.resolve("reproduced")).resolve("decay.json");
        Files.writeString(file, "{\"format\": 99}");
        assertThatThrownBy(() -> record(Preset.QUICK, 1, 0.5, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("decay.json: format is 99");
        assertThat(file).hasContent("{\"format\": 99}");
    }

    @Test
    void theCommittedPageIsMadeFromTheCommittedFiles() throws IOException {
        Path committed = Results.find(null, Path.of(""));
        assertThat(committed.resolve("README.md")).hasContent(LedgerPage.of(new Ledger(committed).files()));
    }
}
