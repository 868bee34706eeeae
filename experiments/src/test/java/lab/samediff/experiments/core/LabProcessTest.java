package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The command as a program of its own: its real streams and signals. */
class LabProcessTest extends ProcessHarness {
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
}
