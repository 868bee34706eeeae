package lab.samediff.models.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Kernels give the same bits whether the JVM interprets them, as at first, or has compiled them: else a run would depend
 * on when that happens.
 */
class KernelBitsTest {
    private static final int ROUNDS = 2000;

    @Test
    void interpretedAndCompiledKernelsGiveTheSameBits() throws IOException {
        List<String> interpreted = interpreted();
        assertThat(interpreted).hasSizeGreaterThan(Unary.values().length);
        List<String> compiled = List.of();
        // Each round calls each loop with 32 turns or more, and loops of 60,000 turns are compiled.
        for (int round = 0; round < ROUNDS; round++) compiled = KernelBits.all();
        assertThat(compiled).isEqualTo(interpreted);
    }

    private static List<String> interpreted() throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KernelBits.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        // The log may speak on standard output as well.
        return lines.stream()
                .filter(line -> line.matches("[A-Za-z_1]+( \\d+)?( \\d+)"))
                .toList();
    }
}
