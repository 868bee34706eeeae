package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bits of a real experiment, in processes with other numbers of threads. */
class DeterministicTest extends ProcessHarness {
    private static final String NAME = "realnvp-2d";

    private String lab(int code, int threads, String... args) throws IOException, InterruptedException {
        List<String> flags = List.of("--add-modules=jdk.incubator.vector", "-Dlab.threads=" + threads);
        Process process = start(program(Lab.class, flags, List.of(args)));
        assertThat(finished(process)).as(output()).isEqualTo(code);
        return output();
    }

    /** What run.json of a small run says. */
    private JsonNode run(int threads, String... options) throws IOException, InterruptedException {
        Path out = Files.createDirectory(results.resolve(threads + String.join("", options)));
        List<String> args =
                new ArrayList<>(List.of("run", NAME, "--preset", "smoke", "--quiet", "--out", out.toString()));
        args.addAll(List.of(options));
        lab(0, threads, args.toArray(String[]::new));
        return Json.read(only(out).resolve("run.json"));
    }

    private static Path only(Path out) throws IOException {
        return Folders.only(out, NAME);
    }

    @Test
    void deterministicBitsDoNotDependOnTheNumberOfThreads() throws IOException, InterruptedException {
        JsonNode one = run(1);
        JsonNode three = run(3);
        JsonNode deterministic = run(3, "--deterministic");
        assertThat(three.path("fingerprint"))
                .as("three threads add in another order, or this test could not fail")
                .isNotEqualTo(one.path("fingerprint"));
        assertThat(deterministic.path("fingerprint")).isEqualTo(one.path("fingerprint"));
        assertThat(deterministic.at("/engine/threads").intValue()).isEqualTo(1);

        String run = only(results.resolve("3--deterministic")).toString();
        String again = results.resolve("again").toString();
        lab(0, 2, "replay", run, "--quiet", "--out", again);
        String other = only(results.resolve("3")).toString();
        assertThat(lab(5, 1, "replay", other, "--quiet", "--out", again)).contains("engine threads", "3 then, 1 now");
    }

    @Test
    void onAGpuThereIsNoSuchPromise() throws IOException, InterruptedException {
        assertThat(lab(2, 1, "run", NAME, "--deterministic", "--backend", "cuda"))
                .contains("sums on a GPU have no fixed order");
    }
}
