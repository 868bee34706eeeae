package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that are stopped from outside, and go on. */
@DisabledOnOs(OS.WINDOWS) // no signals there
class PreemptionTest extends ProcessHarness {
    private static final String IGNORED = "the signal is ignored here, and a child would ignore it too";

    /** Starts the walk and waits until it has taken a few steps. */
    private Process walking(String... options) throws IOException {
        Process process = lab(Stream.concat(Stream.of("run", "walks", "--quiet"), Stream.of(options))
                        .toArray(String[]::new))
                .start();
        waitFor("READY", process.errorReader(StandardCharsets.UTF_8));
        return process;
    }

    private static void waitFor(String text, BufferedReader err) throws IOException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.contains(text)) return;
        }
        throw new AssertionError("it ended and never said " + text);
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void goesOnToTheSameEnd() throws IOException, InterruptedException {
        assertThat(finished(start("resume", "auto", "--quiet"))).as(output()).isZero();
        assertThat(state("walks")).isEqualTo("done");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream answers = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Lab.execute(
                Toys.all(),
                answers,
                answers,
                Map.of("HOME", results.toString()),
                "replay",
                onlyRun("walks").toString(),
                "--quiet",
                "--out",
                results.resolve("again").toString());
        assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 15", "USR1, 10", "HUP, 1", "XCPU, 24"})
    void aSchedulersSignalEndsTheRunWith75AndACheckpointFromWhichItGoesOn(String signal, int number)
            throws IOException, InterruptedException {
        assumeTrue(reaches(number), IGNORED);
        Process process = walking();
        signal(signal, process);
        assertThat(finished(process)).isEqualTo(75);
        assertThat(state("walks")).isEqualTo("preempted");
        assertThat(Files.readString(onlyRun("walks").resolve("metrics.jsonl"))).endsWith("}\n");
        assertThat(RunReport.write(onlyRun("walks"))).content().contains("State: preempted");
        goesOnToTheSameEnd();
    }

    @Test
    void controlCEndsTheRunWith130AndACheckpoint() throws IOException, InterruptedException {
        assumeTrue(reaches(2), IGNORED);
        Process process = walking();
        signal("INT", process);
        assertThat(finished(process)).isEqualTo(130);
        assertThat(state("walks")).isEqualTo("preempted");
        goesOnToTheSameEnd();
    }

    @Test
    void theSecondControlCEndsTheRunAtOnceInTheMiddleOfAStep() throws IOException, InterruptedException {
        assumeTrue(reaches(2), IGNORED);
        ProcessBuilder stalling = lab("run", "walks", "--quiet", "--checkpoint-every", "0s");
        stalling.environment().put(Toys.STALLS, "1");
        Process process = stalling.start();
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        waitFor("READY", err);
        signal("INT", process);
        waitFor("Ctrl-C again ends at once", err);
        signal("INT", process);
        assertThat(finished(process)).isEqualTo(130);
        // Nobody had the time to write another one.
        assertThat(state("walks")).isEqualTo("running");
        assertThat(finished(start("resume", "auto", "--quiet"))).as(output()).isZero();
        assertThat(state("walks")).isEqualTo("done");
    }

    @Test
    void theTimeThatIsGivenIsKept() throws IOException, InterruptedException {
        assertThat(finished(start("run", "never-ends", "--quiet", "--max-time", "1s")))
                .isEqualTo(75);
        assertThat(state("never-ends")).isEqualTo("preempted");
    }

    @Test
    void whatIsKilledGoesOnFromItsNewestCheckpoint() throws IOException, InterruptedException {
        Process process = walking("--checkpoint-every", "0s");
        process.destroyForcibly();
        assertThat(finished(process)).isEqualTo(137);
        assertThat(state("walks")).isEqualTo("running");
        goesOnToTheSameEnd();
    }

    @Test
    void aRunThatIsWorkedOnIsRefusedWith6NamingTheProcess() throws IOException, InterruptedException {
        Process process = walking("--checkpoint-every", "0s");
        Path run = onlyRun("walks");
        assertThat(finished(start("resume", run.toString(), "--quiet"))).isEqualTo(6);
        assertThat(output()).contains("process " + process.pid());
        process.destroyForcibly();
    }

    @Test
    void whereAllCheckpointsAreDamagedItExitsWith7AndDeletesNothing() throws IOException, InterruptedException {
        Process process = walking();
        signal("TERM", process);
        assertThat(finished(process)).isEqualTo(75);
        Path checkpoint;
        try (Stream<Path> all = Files.list(onlyRun("walks").resolve("checkpoints"))) {
            checkpoint = all.filter(p -> p.getFileName().toString().startsWith("step-"))
                    .findFirst()
                    .orElseThrow();
        }
        Path file = checkpoint.resolve("state.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(finished(start("resume", onlyRun("walks").toString(), "--quiet")))
                .isEqualTo(7);
        assertThat(output()).contains("no valid checkpoint");
        try (Stream<Path> all = Files.list(onlyRun("walks").resolve("checkpoints"))) {
            assertThat(all.map(p -> p.getFileName().toString()).toList())
                    .isEqualTo(List.of(checkpoint.getFileName() + ".corrupt"));
        }
    }

    @Test
    void aReplayFindsTheSameBits() throws IOException, InterruptedException {
        assertThat(finished(start("run", "decay", "--preset", "quick", "--quiet")))
                .isZero();
        assertThat(finished(start("replay", onlyRun("decay").toString(), "--quiet")))
                .isZero();
        assertThat(output()).contains("metrics  the same bits", "state    the same bits");
    }
}
