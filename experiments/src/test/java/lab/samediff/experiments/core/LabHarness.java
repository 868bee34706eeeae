package lab.samediff.experiments.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The command over the toys inside of this JVM, with a results folder and a cache of its own. */
abstract class LabHarness {
    @TempDir
    Path results;

    @TempDir
    Path cache;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    List<Experiment<?>> experiments() {
        return Toys.all();
    }

    int lab(String... args) {
        out.reset();
        err.reset();
        Map<String, String> env = Map.of("XDG_CACHE_HOME", cache.toString(), "HOME", cache.toString());
        return Lab.execute(experiments(), stream(out), stream(err), env, args);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--out", results.toString()));
        return lab(all.toArray(String[]::new));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out());
    }

    Path onlyRun(String name) throws IOException {
        return Folders.only(results, name);
    }

    JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }
}
