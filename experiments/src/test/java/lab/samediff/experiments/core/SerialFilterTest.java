package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No process of the command reads serialised Java objects, not even harmless ones of ours. */
class SerialFilterTest {
    private static final String REJECTED = "filter status: REJECTED";

    /** What {@link SerialProbe} says in a process of its own. */
    private static List<String> probe(List<String> flags, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SerialProbe.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    @Test
    void theCommandRejectsAHarmlessObjectThatWasReadBefore() throws IOException, InterruptedException {
        assertThat(probe(List.of(), "lab"))
                .contains("at start: LockHolder", "lab: 0", "lab again: 0", "after lab: " + REJECTED);
    }

    @Test
    void theScriptsFlagRejectsItFromTheStart() throws IOException, InterruptedException {
        Path script = Results.repository(Path.of("")).orElseThrow().resolve("scripts/lab");
        Matcher flag = Pattern.compile("'(-Djdk\\.serialFilter=[^']+)'").matcher(Files.readString(script));
        assertThat(flag.find()).isTrue();
        assertThat(probe(List.of(flag.group(1)), "lab"))
                .contains("at start: " + REJECTED, "lab: 0", "after lab: " + REJECTED);
    }
}
