package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the machine may do to a run: folders that can't be written, readers that go away, too little memory. */
@DisabledOnOs(OS.WINDOWS) // no mounts, pipes and devices by these names there
class EnvironmentFaultsTest extends ProcessHarness {
    private static final List<String> RUN = List.of("run", "decay", "--preset", "quick", "--quiet");

    /** A shell script with a command as its arguments, before which it may mount what the command is to see. */
    private static ProcessBuilder mounting(String script, ProcessBuilder command) throws IOException {
        List<String> all = new ArrayList<>(List.of("unshare", "-rm", "sh", "-ec", script + "; exec \"$@\"", "sh"));
        all.addAll(command.command());
        return command.command(all);
    }

    private static void assumeMounts() throws InterruptedException {
        boolean can;
        try {
            can = new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            can = false;
        }
        assumeTrue(can, "this system lets nobody mount anything, or has no unshare");
    }

    private static String[] decay(String... more) {
        return Stream.concat(RUN.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** Root too, whom modes don't keep from writing. */
    @Test
    void aReadOnlyResultsFolderIsNamedBeforeTheExperimentBegins() throws IOException, InterruptedException {
        assumeMounts();
        Path out = Files.createDirectory(results.resolve("read-only"));
        String script = "mount --bind '%s' '%s'; mount -o remount,ro,bind '%s'".formatted(out, out, out);
        ProcessBuilder run =
                mounting(script, program(ToyLab.class, List.of(), List.of(decay("--out", out.toString()))));
        assertThat(finished(start(run))).as(output()).isEqualTo(1);
        assertThat(output())
                .contains("can't make a folder for the run in " + out.resolve("runs/decay"), "--out DIR")
                .doesNotContain("noise at step");
    }

    @Test
    void aFileWhereTheResultsShouldBeIsNamedBeforeTheExperimentBegins() throws IOException, InterruptedException {
        Files.writeString(results.resolve("runs"), "");
        assertThat(finished(start(decay()))).as(output()).isEqualTo(1);
        assertThat(output())
                .contains("can't make a folder for the run in " + results.resolve("runs/decay"), "--out DIR")
                .doesNotContain("noise at step");
    }

    @Test
    void aRunWhoseFolderBecameReadOnlyIsNamedWhenItIsToGoOn() throws IOException, InterruptedException {
        assumeMounts();
        assertThat(finished(start("run", "never-ends", "--quiet", "--max-time", "1s")))
                .isEqualTo(75);
        Path run = onlyRun("never-ends");
        String script = "mount --bind '%s' '%s'; mount -o remount,ro,bind '%s'".formatted(run, run, run);
        assertThat(finished(start(mounting(script, lab("resume", run.toString())))))
                .isEqualTo(1);
        assertThat(output()).contains("lab: " + run.resolve("run.lock") + ": Read-only file system");
        assertThat(state("never-ends")).isEqualTo("preempted");
    }

    @Test
    void whatIsWrongWithAPathIsSaidWhereTheMessageIsOnlyThePath() {
        assertThat(Outcome.message(new AccessDeniedException("/some/run.lock")))
                .contains("AccessDenied", "/some/run.lock");
        assertThat(Outcome.message(new FileSystemException("/some/run.lock", null, "Read-only file system")))
                .isEqualTo("/some/run.lock: Read-only file system");
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void aReaderThatGoesAwayDoesNotEndTheRun(int stream) throws IOException, InterruptedException {
        // The experiment prints a line per step; head reads one of them and closes the pipe.
        String script = "\"$@\" %s | head -n 1; exit ${PIPESTATUS[0]}".formatted(stream == 1 ? "" : "2>&1 >/dev/null");
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        ProcessBuilder run = lab("run", "decay", "--set", "steps=5000", "--seed", "1,2", "--checkpoint-every", "1s");
        command.addAll(run.command());
        assertThat(finished(start(run.command(command)))).as(output()).isZero();
        try (Stream<Path> runs = Files.list(results.resolve("runs/decay"))) {
            List<Path> both = runs.toList();
            assertThat(both).hasSize(2);
            for (Path path : both) {
                assertThat(Json.read(path.resolve("status.json")).path("state").textValue())
                        .isEqualTo("done");
                assertThat(Files.readAllLines(path.resolve("metrics.jsonl"))).hasSizeGreaterThan(1000);
                assertThat(path.resolve("report.html")).exists();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"hoards, ", "hoards, --checkpoint-every=0s", "grows, "})
    void aHeapThatIsUsedUpEndsTheRunWith3AndSaysWhatToDo(String toy, String option)
            throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("run", toy, "--quiet"));
        if (option != null) args.add(option);
        assertThat(finished(start(lab(List.of("-Xmx48m"), args.toArray(String[]::new)))))
                .as(output())
                .isEqualTo(3);
        assertThat(output()).contains("Java heap space; the heap's limit is 4", "LAB_JAVA_OPTS=-Xmx8g", "--set");
        assertThat(state(toy)).isEqualTo("failed");
        assertThat(RunReport.write(onlyRun(toy))).content().contains("Java heap space");
    }

    /** Nobody can make a folder inside of a device, root neither. */
    @Test
    void aRunWithoutHomeAndTemporaryFolderSaysWhereTheNativeLibrariesCanGo() throws IOException, InterruptedException {
        List<String> homeless = List.of("-Duser.home=/dev/null/home", "-Djava.io.tmpdir=/dev/null/tmp");
        ProcessBuilder run = lab(homeless, decay());
        run.environment().remove("HOME");
        assertThat(finished(start(run))).as(output()).isEqualTo(2);
        assertThat(output())
                .contains("native libraries can't be loaded", "-Dorg.bytedeco.javacpp.cachedir=DIR")
                .doesNotContain("Exception in thread");
        assertThat(state("decay")).isEqualTo("failed");
        List<String> sheltered = new ArrayList<>(homeless);
        sheltered.add("-Dorg.bytedeco.javacpp.cachedir=" + results.resolve("natives"));
        assertThat(finished(start(lab(sheltered, "run", "walks", "--quiet"))))
                .as(output())
                .isZero();
        assertThat(results.resolve("natives")).isNotEmptyDirectory();
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"noexec, failed to map segment", "size=1m, libopenblas"})
    void aFolderInWhichNativeLibrariesCannotLieIsNamed(String option, String cause)
            throws IOException, InterruptedException {
        assumeMounts();
        Path natives = Files.createDirectory(results.resolve("natives"));
        ProcessBuilder run = lab(List.of("-Dorg.bytedeco.javacpp.cachedir=" + natives), decay());
        String script = "mount -t tmpfs -o %s none '%s'".formatted(option, natives);
        assertThat(finished(start(mounting(script, run)))).as(output()).isEqualTo(2);
        assertThat(output())
                .contains("native libraries can't be loaded", natives.toString(), cause)
                .contains("-Dorg.bytedeco.javacpp.cachedir=DIR");
    }
}
