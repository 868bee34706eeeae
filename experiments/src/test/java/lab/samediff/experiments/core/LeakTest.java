package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long runs need no more of the machine than short ones. */
@EnabledOnOs(OS.LINUX) // whose folder /proc shows what a process holds
class LeakTest extends ProcessHarness {
    private static final int WARM = 20;
    private static final int KEPT = 1 << 16;

    /** Open files, threads and bytes on the heap of this process. */
    private record Held(long files, int threads, long heap) {
        static Held now() throws IOException {
            System.gc();
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                return new Held(
                        files.count(),
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
        }
    }

    /** What is held at the first steps and at the last of a run that writes a checkpoint of half a MiB at each. */
    private List<Held> heldOver(int steps) {
        List<Held> held = new ArrayList<>();
        Experiment<?> toy = Toys.toy("checkpoints", run -> {
            run.numbers("numbers").add(new double[KEPT]);
            for (int i : run.steps(steps)) {
                run.log("step", i);
                if (i == WARM || i == steps - 1) held.add(Held.now());
            }
        });
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        String[] command = {"run", "checkpoints", "--quiet", "--checkpoint-every", "0s", "--out", results.toString()};
        assertThat(Lab.execute(List.of(toy), nowhere, nowhere, Map.of("HOME", results.toString()), command))
                .isZero();
        return held;
    }

    private void assertNothingIsLeftBy(int checkpoints) throws IOException {
        List<Held> held = heldOver(checkpoints + WARM + 1);
        assertThat(onlyRun("checkpoints").resolve("checkpoints/step-%08d".formatted(checkpoints + WARM + 1)))
                .isDirectory();
        Held before = held.get(0);
        Held after = held.get(1);
        // A few are the machine's own, such as a jar or a compiler that comes and goes; one for each checkpoint is a
        // leak.
        assertThat(after.files()).isLessThan(before.files() + 20);
        assertThat(after.threads()).isLessThan(before.threads() + 20);
        assertThat(after.heap()).isLessThan(before.heap() + checkpoints * (long) KEPT);
    }

    @Test
    void aHundredCheckpointsLeaveNoFileThreadOrMemoryBehind() throws IOException {
        assertNothingIsLeftBy(100);
    }

    @Tag("slow")
    @Test
    void aThousandCheckpointsLeaveNoFileThreadOrMemoryBehind() throws IOException {
        assertNothingIsLeftBy(1000);
    }

    private static long residentKiB(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static void waitForCheckpointAfter(int step, BufferedReader log) throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            String steps = line.replaceAll(".*is written, after ([0-9]+) steps", "$1");
            if (steps.matches("[0-9]+") && Integer.parseInt(steps) >= step) return;
        }
        throw new AssertionError("the run ended before step " + step);
    }

    /** The heap is of fixed size and touched before, so that what grows lies outside of it. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"compiled", "interpreted"})
    void threeThousandStepsNeedNoMoreMemoryThanAThousand(String engine) throws IOException, InterruptedException {
        List<String> flags =
                List.of("--add-modules", "jdk.incubator.vector", "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
        ProcessBuilder run = program(
                Lab.class,
                flags,
                List.of(
                        "run",
                        "cfm-8g-moons",
                        "--preset",
                        "quick",
                        "--engine",
                        engine,
                        "--quiet",
                        "--checkpoint-every",
                        "1s",
                        "--out",
                        results.toString()));
        Process process = run.redirectErrorStream(true).start();
        try (BufferedReader log = process.inputReader(StandardCharsets.UTF_8)) {
            waitForCheckpointAfter(1000, log);
            long before = residentKiB(process);
            waitForCheckpointAfter(3000, log);
            assertThat(residentKiB(process)).isLessThan(before + before / 20);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
