package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The script that kills a run again and again, with a stand-in for the build, and what it says of a disk that forgets. */
@DisabledOnOs(OS.WINDOWS) // no kill there
class FaultsScriptTest extends ProcessHarness {
    /** Runs the script; {@code before} is done by bash before each command, whose words are in {@code $@}. */
    private int faults(Class<?> main, String before, int kills, String... experiment)
            throws IOException, InterruptedException {
        Path scripts = results.resolve("repository/scripts");
        String words = String.join(" ", program(main, List.of(), List.of()).command());
        executable(scripts.resolve("lab"), before + "\nexec " + words + " \"$@\"");
        Path original = Results.repository(Path.of("")).orElseThrow().resolve("scripts/faults");
        Files.copy(original, scripts.resolve("faults"));
        List<String> command =
                new ArrayList<>(List.of("bash", scripts.resolve("faults").toString()));
        command.addAll(List.of(
                "--kills", "" + kills, "--out", results.resolve("killed").toString()));
        command.addAll(List.of(experiment));
        Process script = start(program(main, List.of(), List.of()).command(command));
        assertThat(script.waitFor(30L * kills + 60, TimeUnit.SECONDS)).isTrue();
        return script.exitValue();
    }

    @Test
    void ofWhatARunHasWrittenNothingIsLostOrUnreadable() throws IOException, InterruptedException {
        assertThat(faults(ToyLab.class, "", 2, "walks")).as(output()).isZero();
        assertThat(output())
                .containsPattern("(?m)^kills 2, acknowledged [1-9][0-9]*, unreadable 0, lost 0$")
                .doesNotContain("Exception");
    }

    /** With what is done to the newest checkpoint before it is verified. */
    private void assertSaid(String harm, String said) throws IOException, InterruptedException {
        String before = "if [ \"$1\" = checkpoints ]; then"
                + " newest=\"$(find \"$2/checkpoints\" -name 'step-????????' | sort | tail -n 1)\";"
                + " if [ -n \"$newest\" ]; then " + harm + "; fi; fi";
        assertThat(faults(ToyLab.class, before, 2, "walks")).as(output()).isEqualTo(1);
        assertThat(output()).containsPattern("(?m)^kills 2, acknowledged [1-9][0-9]*, " + said + "$");
    }

    @Test
    void whatADiskMixesUpIsSaid() throws IOException, InterruptedException {
        assertSaid("echo '{}' > \"$newest/state.json\"", "unreadable [12], lost [12]");
    }

    @Tag("slow")
    @Test
    void whatADiskForgetsIsSaid() throws IOException, InterruptedException {
        assertSaid("rm -r \"$newest\"", "unreadable 0, lost [12]");
    }

    @Tag("slow")
    @Test
    void ofWhatARealTrainingHasWrittenNothingIsLostOrUnreadable() throws IOException, InterruptedException {
        assertThat(faults(Lab.class, "", 40, "cfm-8g-moons", "--preset", "quick"))
                .as(output())
                .isZero();
        assertThat(output()).containsPattern("(?m)^kills 40, acknowledged [0-9]{2,}, unreadable 0, lost 0$");
    }
}
