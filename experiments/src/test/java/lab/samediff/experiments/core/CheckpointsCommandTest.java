package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointsCommandTest extends LabHarness {
    private Path folder = Path.of("");

    @BeforeEach
    void runWithCheckpoints() throws IOException {
        assertThat(run("run", "spirals", "--quiet", "--checkpoint-every", "0s")).isZero();
        folder = onlyRun("spirals").resolve("checkpoints");
    }

    private int verify() throws IOException {
        return lab("checkpoints", onlyRun("spirals").toString());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsWholeIsListedWithItsSize() throws IOException {
        assertThat(verify()).isZero();
        List<String> lines = out().lines().toList();
        assertThat(lines).hasSameSizeAs(names()).allMatch(line -> line.matches("\\S+ +whole +2 files, [0-9,]+ bytes"));
        assertThat(lines.stream().map(line -> line.split(" ", 2)[0]).toList()).isEqualTo(names());
    }

    @Test
    void whatIsDamagedIsNamedAndLeftAsItIs() throws IOException {
        String newest = names().get(names().size() - 1);
        Path file = folder.resolve(newest).resolve("state.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        List<String> before = names();
        assertThat(verify()).isEqualTo(7);
        assertThat(out()).contains(newest + "  damaged", file.toString(), "sha256 is ");
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void whatWasSetAsideOrIsBeingWrittenIsNoFault() throws IOException {
        String newest = names().get(names().size() - 1);
        Files.move(folder.resolve(newest), folder.resolve(newest + ".corrupt"));
        Files.createDirectory(folder.resolve(".tmp-new-step-00000099-1"));
        assertThat(verify()).isZero();
        assertThat(out()).contains(newest + ".corrupt  set aside").doesNotContain(".tmp");
    }

    @Test
    void aRunThatIsWorkedOnCanBeLookedAt() throws IOException {
        try (RunFolder held = RunFolder.open(onlyRun("spirals"), Clock.systemUTC())) {
            assertThat(lab("checkpoints", held.path().toString())).isZero();
        }
    }

    @Test
    void aFolderThatIsNoRunIsRefused() {
        assertThat(lab("checkpoints", results.toString())).isEqualTo(2);
        assertThat(err()).contains("is no folder of a run");
    }
}
