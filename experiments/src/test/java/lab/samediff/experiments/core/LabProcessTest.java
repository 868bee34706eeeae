package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as a program of its own: its real streams and signals. */
class LabProcessTest {
    @TempDir
    private Path results;

    private ProcessBuilder lab(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                ToyLab.class.getName()));
        command.addAll(List.of(args));
        command.addAll(List.of("--out", results.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OMP_NUM_THREADS", "1");
        // As on a bare server: no UTF-8 unless the program sees to it.
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    @Test
    void standardOutputHoldsOneDocumentWhateverTheExperimentPrints() throws IOException, InterruptedException {
        File errors = results.resolve("stderr.txt").toFile();
        Process process = lab("run", "decay", "--preset", "quick", "--seed", "1,2", "--json")
                .redirectError(errors)
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        JsonNode json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readTree(new String(out, StandardCharsets.UTF_8));
        assertThat(json.path("runs")).hasSize(2);
        assertThat(json.at("/references/0/citation").textValue()).isEqualTo("1 − 2^−steps");
        assertThat(Files.readString(errors.toPath(), StandardCharsets.ISO_8859_1))
                .contains("noise at step 3");
    }

    @Test
    void nativeCodeHasOneThreadBesideThoseOfThePlansWhateverTheEnvironmentSays()
            throws IOException, InterruptedException {
        ProcessBuilder builder = lab("run", "decay", "--preset", "quick", "--quiet");
        builder.environment().remove("OMP_NUM_THREADS");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(results.resolve("output.txt").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        try (Stream<Path> runs = Files.list(results.resolve("runs/decay"))) {
            JsonNode backend = Json.read(runs.findFirst().orElseThrow().resolve("run.json"))
                    .path("backend");
            assertThat(backend.path("ompThreads").textValue()).isEqualTo("1");
            assertThat(backend.path("blasThreads").textValue()).isEqualTo("1");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // no signals there
    void controlCEndsTheRunWith130AndItsFolderSaysSo() throws IOException, InterruptedException {
        assumeTrue(
                interruptible(), "SIGINT is ignored here, as for a job in the background: a child would ignore it too");
        Process process = lab("run", "never-ends", "--quiet").start();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.lines().anyMatch(line -> line.equals("READY"))).isTrue();
            Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
            assertThat(err.lines()).anyMatch(line -> line.contains("interrupted at step"));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        try (Stream<Path> runs = Files.list(results.resolve("runs/never-ends"))) {
            Path run = runs.findFirst().orElseThrow();
            assertThat(Json.read(run.resolve("status.json")).path("state").textValue())
                    .isEqualTo("interrupted");
            assertThat(Files.readString(run.resolve("metrics.jsonl"))).endsWith("}\n");
            assertThat(RunReport.write(run)).content().contains("State: interrupted");
        }
    }

    /** Whether Ctrl-C reaches this process; where Linux does not tell, it is taken to. */
    private static boolean interruptible() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return true;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
