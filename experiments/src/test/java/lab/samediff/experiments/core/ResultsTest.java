package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    private Path folder;

    private Path repository() throws IOException {
        Path root = Files.createDirectories(folder.resolve("clone"));
        Files.writeString(
                root.resolve("pom.xml"),
                "<project><artifactId>samediff-lab</artifactId><modules><module>experiments</module></modules></project>");
        Path module = Files.createDirectories(root.resolve("experiments/src/main"));
        Files.writeString(
                root.resolve("experiments/pom.xml"),
                "<project><parent><artifactId>samediff-lab</artifactId></parent></project>");
        return module;
    }

    @Test
    void resultsGoToTheRepositoryAboveTheWorkingDirectory() throws IOException {
        Path module = repository();
        assertThat(Results.find(null, module)).isEqualTo(folder.resolve("clone/results"));
        assertThat(Results.find(null, folder.resolve("clone"))).isEqualTo(folder.resolve("clone/results"));
    }

    @Test
    void outsideOfARepositoryTheOneOfTheCodeCounts() {
        Path found = Results.find(null, folder);
        assertThat(found.getParent())
                .satisfies(root -> assertThat(Results.isRepository(root)).isTrue());
        assertThat(found.getParent().resolve("experiments/pom.xml")).exists();
    }

    @Test
    void outGoesBeforeAll() throws IOException {
        assertThat(Results.find(folder.resolve("here"), repository())).isEqualTo(folder.resolve("here"));
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Results.find(file, folder))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void withoutGitTheCommitIsUnknown() {
        assertThat(GitState.of(Optional.of(folder))).isEqualTo(new GitState("unknown", false));
        assertThat(GitState.of(Optional.empty()).commit()).isEqualTo("unknown");
    }

    @Test
    void theFirstEndOfARunCounts() throws IOException {
        RunFolder run = RunFolder.create(folder, "toy", 1, Clock.systemUTC());
        assertThat(run.status(State.INTERRUPTED, 3, "")).isTrue();
        assertThat(run.status(State.DONE, 4, "")).isFalse();
        assertThat(Json.read(run.file("status.json")).path("state").textValue()).isEqualTo("interrupted");
        assertThat(RunFolder.create(folder, "toy", 1, Clock.systemUTC()).path()).isNotEqualTo(run.path());
    }
}
