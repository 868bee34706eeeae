package lab.samediff.models.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors where Java was started with their module, loops and one line in the log where not. */
class KernelsChoiceTest {
    /** What the other Java runs. */
    static final class Asks {
        private Asks() {}

        public static void main(String[] arguments) {
            Kernels first = Kernels.best();
            float[] t = new float[2 * Kernels.SPARE];
            t[0] = 2;
            t[1] = 3;
            first.binary(Binary.MUL, t, 0, 1, 0, 1);
            System.out.println(first.describe() + ", 2 * 3 = " + t[0] + ", " + (first == Kernels.best()));
        }
    }

    @Test
    void withTheModuleTheyAreVectors() throws IOException, InterruptedException {
        assertThat(ask("--add-modules", "jdk.incubator.vector"))
                .containsPattern("\\d+-bit vectors, 2 \\* 3 = 6.0, true")
                .doesNotContain("WARN ");
    }

    @Test
    void withoutItTheyAreLoopsAndOneLineNamesTheFlag() throws IOException, InterruptedException {
        String said = ask();
        assertThat(said).contains("plain loops", "2 * 3 = 6.0, true");
        assertThat(said.lines().filter(line -> line.contains("WARN")))
                .singleElement()
                .asString()
                .contains("--add-modules jdk.incubator.vector");
    }

    private static String ask(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path"), Asks.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
