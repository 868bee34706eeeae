package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabTest extends LabHarness {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run nothing|no experiment is called \"nothing\"",
                "run decay-fats|did you mean decay-fast?",
                "run decay --set steps=0|setting steps: steps 0 is not at least 1",
                "run decay --set stepz=1|did you mean steps?",
                "run decay --preset huge|huge",
                "run decay --seed x|x",
                "run decay --backend cuda|build with mvn -Pcuda",
                "run decay --record --set steps=1|leave --set away",
                "run decay --data no/such/folder|--data no/such/folder is not a folder",
                "run @pom.xml|no experiment is called \"@pom.xml\"",
                "run decay --frobnicate|--frobnicate",
                "run|EXPERIMENT",
                "reproduce decay --all|not both",
                "reproduce --family vision|no experiment is chosen",
                "data verify nothing|nothing",
                "data|which command?",
                "frobnicate|frobnicate",
            })
    void whatIsNotThereIsRefusedWithTwo(String line, String message) {
        assertThat(lab(line.split(" ", -1))).isEqualTo(2);
        assertThat(err()).contains(message).contains("lab");
        assertThat(out()).isEmpty();
        assertThat(results).isEmptyDirectory();
    }

    @Test
    void noArgumentsAreAQuestion() {
        assertThat(lab()).isEqualTo(2);
    }

    @Test
    void reproducingGoesOnAfterAFailureAndSaysSo() throws IOException {
        assertThat(run("reproduce", "fails", "diverges", "misses", "decay", "--json"))
                .isEqualTo(1);
        assertThat(json()).hasSize(4);
        assertThat(json().at("/0/outcome").textValue()).isEqualTo("failed");
        assertThat(json().at("/2/outcome").textValue()).isEqualTo("missed");
        assertThat(json().at("/3/outcome").textValue()).isEqualTo("ok");
        String ledger = Files.readString(results.resolve("README.md"));
        assertThat(ledger).contains("| decay | quick |", "| misses | quick |").doesNotContain("fails", "diverges");
        assertThat(run("reproduce", "misses", "decay", "--quiet")).isEqualTo(5);
        assertThat(run("reproduce", "--quiet")).as("the tour").isZero();
        assertThat(err()).contains("[1/1] decay");
    }

    @Test
    void reproducingFallsBackToStandInsAndMarksThem() throws IOException {
        assertThat(run("reproduce", "reads", "--offline", "--quiet")).isZero();
        assertThat(out()).contains("stand-in data");
        assertThat(Files.readString(results.resolve("README.md")))
                .contains("| reads | quick | mnist (stand-in) | read |");
    }

    @Test
    void listAndDescribeTellPeopleAndPrograms() throws IOException {
        assertThat(lab("list")).isZero();
        assertThat(out()).contains("decay-fast", "dynamics", "A toy that fails");
        assertThat(lab("list", "--family", "DYNAMICS", "--json")).isZero();
        assertThat(json().findValuesAsText("name")).containsExactly("decay", "decay-fast");
        assertThat(lab("describe", "decay-fast")).isZero();
        assertThat(out())
                .contains("Nobody 1900", "quick     steps=4 rate=0.75", "rate    = 0.75  double", "closed form");
        assertThat(lab("describe", "decay", "--json")).isZero();
        assertThat(json().at("/references/1/protocol").textValue()).isEqualTo("ten steps");
        assertThat(json().at("/presets/full/0").textValue()).isEqualTo("steps=40");
    }

    @Test
    void helpNamesEveryExitCodeThatThereIs() {
        for (String command :
                List.of("run", "resume", "replay", "reproduce", "list", "describe", "report", "data", "doctor")) {
            assertThat(lab(command, "--help")).isZero();
            assertThat(out()).contains("Exit codes:", "diverged", "130", " 75");
        }
        assertThat(lab("--version")).isZero();
        assertThat(out()).startsWith("SameDiff Lab ");
        assertThat(lab("completion")).isZero();
        assertThat(out()).startsWith("#!/usr/bin/env bash").contains("reproduce");
    }

    @Test
    void theDoctorLooksAtTheMachine() throws IOException {
        assertThat(lab("doctor", "--json")).isZero();
        assertThat(json().findValuesAsText("check"))
                .contains(
                        "java",
                        "processor",
                        "memory",
                        "heap",
                        "backend",
                        "backend blas",
                        "engine",
                        "threads",
                        "kernels",
                        "compiled ops",
                        "compiled blocks",
                        "cache",
                        "results",
                        "data mnist");
    }

    @Test
    void aCheckThatThrowsIsAFailure() {
        Doctor.Check broken = new Doctor.Check() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Doctor.Finding> look() {
                throw new IllegalStateException("on purpose");
            }
        };
        assertThat(Doctor.examine(List.of(broken)))
                .extracting(Doctor.Finding::level)
                .containsExactly(Doctor.Level.FAILURE);
    }

    @Test
    void dataSetsAreListedAndFoundMissing() throws IOException {
        assertThat(lab("data", "list", "--json")).isZero();
        assertThat(json().findValuesAsText("name")).contains("mnist", "cora");
        assertThat(lab("data", "path", "cora")).isEqualTo(7);
        assertThat(err()).contains("lab data fetch cora");
        assertThat(lab("data", "verify", "cora")).isEqualTo(7);
        assertThat(lab("data", "fetch", "cora", "--offline")).isEqualTo(7);
    }

    @Test
    void theLauncherTakesTheOptionsOfRun() {
        Info info = Toys.all().get(0).info();
        assertThat(Launcher.arguments(info)).containsExactly("run", "decay", "--preset", "quick");
        assertThat(Launcher.arguments(info, "--seed", "3")).containsExactly("run", "decay", "--seed", "3");
        assertThat(Launcher.arguments(info, "decay-fast", "--quiet")).containsExactly("run", "decay-fast", "--quiet");
    }
}
