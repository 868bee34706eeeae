package lab.samediff.experiments.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that answers with one line of JSON, the last of its standard output.
 *
 * @param command program and arguments
 * @param without environment variables that it must not inherit
 * @param with environment variables that it is given
 */
record Child(List<String> command, Set<String> without, Map<String, String> with) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final long LONGEST_MINUTES = 5;

    /** A process that inherits the environment as it is. */
    static Child of(List<String> command) {
        return new Child(command, Set.of(), Map.of());
    }

    /** The same process with {@code --launched} and the present time, milliseconds since 1970. */
    private List<String> stamped() {
        List<String> stamped = new ArrayList<>(command);
        stamped.add("--launched=" + System.currentTimeMillis());
        return stamped;
    }

    /**
     * Starts the process, waits for it and reads its answer.
     *
     * @throws ChildException with what it complained of on standard error, if it fails
     */
    <T> T ask(Class<T> type) throws ChildException, IOException, InterruptedException {
        return ask(type, words -> {});
    }

    /** {@link #ask(Class)}, handing on what the process says on standard error. */
    <T> T ask(Class<T> type, Consumer<String> listener) throws ChildException, IOException, InterruptedException {
        Path out = Files.createTempFile("bench", ".out");
        Path err = Files.createTempFile("bench", ".err");
        try {
            int code = run(out, err);
            String words = Files.readString(err, StandardCharsets.UTF_8).strip();
            words.lines().forEach(listener);
            if (code != 0) throw new ChildException("exit code " + code + ": " + complaint(words));
            return JSON.readValue(last(Files.readString(out, StandardCharsets.UTF_8)), type);
        } catch (JsonProcessingException e) {
            throw new ChildException("no answer: " + e.getOriginalMessage(), e);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private int run(Path out, Path err) throws ChildException, IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder().redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(without);
        builder.environment().putAll(with);
        Process process = builder.command(stamped()).start();
        try {
            if (process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) return process.exitValue();
            throw new ChildException("gave no answer within " + LONGEST_MINUTES + " minutes");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The last line that is not indented, as those of a stack trace are. */
    private static String complaint(String words) {
        return words.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .reduce("", (before, line) -> line);
    }

    private static String last(String text) {
        String[] lines = text.strip().split("\\R", -1);
        return lines[lines.length - 1];
    }
}
