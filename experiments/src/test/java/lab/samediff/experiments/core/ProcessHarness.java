package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The command over the toys as a program of its own, with a results folder of its own. */
abstract class ProcessHarness {
    @TempDir
    Path results;

    ProcessBuilder lab(String... args) {
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

    /** The folder of the only run of this experiment. */
    Path onlyRun(String name) throws IOException {
        try (Stream<Path> runs = Files.list(results.resolve("runs").resolve(name))) {
            List<Path> all = runs.toList();
            if (all.size() != 1) throw new AssertionError("there are " + all);
            return all.get(0);
        }
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
