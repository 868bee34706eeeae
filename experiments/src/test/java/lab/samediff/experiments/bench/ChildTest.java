package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS) // no sh there
class ChildTest {
    private static Child shell(String script) {
        return Child.of(List.of("sh", "-c", script));
    }

    @Test
    void theAnswerIsTheLastLineWhateverElseIsPrinted() throws ChildException, IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        Worker.Gflops answer =
                shell("echo noise; echo warned >&2; echo '{\"gflops\": 3.5}'").ask(Worker.Gflops.class, said::add);
        assertThat(answer.gflops()).isEqualTo(3.5);
        assertThat(said).containsExactly("warned");
    }

    @Test
    void whoFailsIsQuoted() {
        assertThatExceptionOfType(ChildException.class)
                .isThrownBy(() -> shell("echo out; echo 'Error: no memory' >&2; echo '\tat somewhere' >&2; exit 3")
                        .ask(Worker.Gflops.class))
                .withMessage("exit code 3: Error: no memory");
    }

    @Test
    void nonsenseIsNoAnswer() {
        assertThatExceptionOfType(ChildException.class)
                .isThrownBy(() -> shell("echo 3 steps").ask(Worker.Gflops.class))
                .withMessageStartingWith("no answer");
    }

    @Test
    void itIsToldWhenItWasStartedAndSeesTheEnvironmentThatItShould()
            throws ChildException, IOException, InterruptedException {
        String script = "echo \"{\\\"gflops\\\": ${0#--launched=}, \\\"a\\\": \\\"$LAB_A-${PATH:-none}\\\"}\"";
        long before = System.currentTimeMillis();
        record Answer(double gflops, String a) {}
        Answer answer =
                new Child(List.of("/bin/sh", "-c", script), Set.of("PATH"), Map.of("LAB_A", "1")).ask(Answer.class);
        assertThat(answer.gflops()).isBetween((double) before, (double) System.currentTimeMillis());
        assertThat(answer.a()).startsWith("1-").doesNotContain(System.getenv("PATH"));
    }
}
