package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** The command over the toys as a program of its own, with a results folder of its own. */
abstract class ProcessHarness {
    @TempDir
    Path results;

    ProcessBuilder lab(String... args) {
        return lab(List.of(), args);
    }

    /** With more flags for Java. */
    ProcessBuilder lab(List<String> flags, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--out", results.toString()));
        return program(ToyLab.class, flags, all);
    }

    static ProcessBuilder program(Class<?> main, List<String> flags, List<String> args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OMP_NUM_THREADS", "1");
        // As on a bare server: no UTF-8 unless the program sees to it.
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** Starts it; what it says goes to {@link #output}. */
    Process start(ProcessBuilder builder) throws IOException {
        return builder.redirectErrorStream(true)
                .redirectOutput(results.resolve("output.txt").toFile())
                .start();
    }

    Process start(String... args) throws IOException {
        return start(lab(args));
    }

    /** Its exit code. */
    static int finished(Process process) throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(results.resolve("output.txt"), StandardCharsets.ISO_8859_1);
    }

    /** How the only run of this experiment stands. */
    String state(String name) throws IOException {
        return Json.read(onlyRun(name).resolve("status.json")).path("state").textValue();
    }

    /** A script of bash. */
    static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** The folder of the only run of this experiment. */
    Path onlyRun(String name) throws IOException {
        return Folders.only(results, name);
    }

    /**
     * Whether a signal of this number ends this process; where Linux does not tell, it is taken to. A job in the background
     * ignores Ctrl-C, one under nohup a closed terminal, and so do its children.
     */
    static boolean reaches(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return true;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >>> (signal - 1) & 1) != 0);
    }
}
