package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The script for Slurm, with stand-ins for Slurm's commands and for the build. */
@DisabledOnOs(OS.WINDOWS) // no Slurm there
class SlurmTest extends ProcessHarness {
    private Path script() {
        return Results.repository(Path.of("")).orElseThrow().resolve("scripts/slurm/run.sbatch");
    }

    private Process submit(String restarts) throws IOException {
        Path root = results.resolve("repository");
        List<String> java = lab().command();
        String words = String.join(" ", java.subList(0, java.size() - 2));
        executable(root.resolve("scripts/lab"), "exec " + words + " \"$@\" 2>>'" + results.resolve("err.txt") + "'");
        executable(results.resolve("bin/scontrol"), "echo \"$@\" >> '" + results.resolve("scontrol.txt") + "'");
        ProcessBuilder builder = new ProcessBuilder("bash", script().toString(), "walks");
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        results.resolve("bin") + ":" + System.getenv("PATH"),
                        "SLURM_SUBMIT_DIR",
                        root.toString(),
                        "SLURM_JOB_ID",
                        "12",
                        "SLURM_ARRAY_JOB_ID",
                        "9",
                        "SLURM_ARRAY_TASK_ID",
                        "3",
                        "SLURM_RESTART_COUNT",
                        restarts));
        return builder.redirectErrorStream(true)
                .redirectOutput(results.resolve("output.txt").toFile())
                .start();
    }

    private void waitFor(String text) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            Path err = results.resolve("err.txt");
            if (Files.exists(err)
                    && Files.readString(err, StandardCharsets.ISO_8859_1).contains(text)) return;
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the walk did not begin");
    }

    @Test
    void aTaskThatSlurmTakesBackIsQueuedAgainOnceAndGoesOn() throws IOException, InterruptedException {
        Process first = submit("0");
        waitFor("READY");
        assertThat(new ProcessBuilder("kill", "-USR1", Long.toString(first.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(75);
        assertThat(results.resolve("scontrol.txt")).hasContent("requeue 12");
        Process second = submit("1");
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isZero();
        assertThat(results.resolve("scontrol.txt")).hasContent("requeue 12");
        Path walks = results.resolve("repository/results/slurm/9_3/runs/walks");
        try (Stream<Path> runs = Files.list(walks)) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            assertThat(Json.read(all.get(0).resolve("status.json"))
                            .path("state")
                            .textValue())
                    .isEqualTo("done");
            assertThat(Json.read(all.get(0).resolve("config.json")).path("seed").asInt())
                    .isEqualTo(3);
        }
    }
}
