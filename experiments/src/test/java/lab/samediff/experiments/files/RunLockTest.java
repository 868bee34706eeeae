package lab.samediff.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLockTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("run.lock");
    }

    private void assertBusy(Path run, long pid) {
        assertThatExceptionOfType(RunBusyException.class)
                .isThrownBy(() -> RunLock.take(run))
                .satisfies(e -> assertThat(e.holder().pid()).isEqualTo(pid))
                .withMessageContaining(run.toString());
    }

    /** What another process answers that wants the lock. */
    private String another(String what) throws IOException {
        Process process = Child.start(what, folder);
        process.getOutputStream().close();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return Child.answer(out);
        }
    }

    @Test
    void theFileSaysWhoHoldsIt() throws IOException {
        try (RunLock lock = RunLock.take(folder)) {
            assertThat(lock.folder()).isEqualTo(folder);
            lock.requireHeld();
        }
        JsonNode json = JsonMapper.builder().build().readTree(file().toFile());
        assertThat(json.path("pid").longValue())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(json.path("host").textValue()).isNotEmpty();
        assertThat(json.path("bootId").textValue()).isNotEmpty();
        assertThat(Instant.parse(json.path("started").textValue())).isBefore(Instant.now());
        assertThat(LockHolder.parse(Files.readAllBytes(file()))).isEqualTo(LockHolder.self());
    }

    @Test
    void thisProcessCannotTakeItTwiceAndTryingDoesNotGiveItBack() throws IOException {
        long self = ProcessHandle.current().pid();
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        try (RunLock lock = RunLock.take(folder)) {
            assertBusy(folder, self);
            assertBusy(folder.resolve("../" + folder.getFileName()), self);
            assertBusy(link, self);
            assertThat(another("hold")).isEqualTo("busy " + self);
            lock.requireHeld();
        }
    }

    @Test
    void afterItIsGivenBackItCanBeTakenAgain() throws IOException {
        RunLock first = RunLock.take(folder);
        first.close();
        assertThatIllegalStateException().isThrownBy(first::requireHeld).withMessageContaining(folder.toString());
        try (RunLock second = RunLock.take(folder)) {
            first.close();
            second.requireHeld();
            assertBusy(folder, ProcessHandle.current().pid());
        }
        assertThat(another("hold")).isEqualTo("held");
    }

    @Test
    void theOtherProcessIsNamedAndWhenItIsKilledItsLockIsFree() throws IOException, InterruptedException {
        Process other = Child.start("hold", folder);
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(Child.answer(out)).isEqualTo("held");
            LockHolder self = LockHolder.self();
            assertThatExceptionOfType(RunBusyException.class)
                    .isThrownBy(() -> RunLock.take(folder))
                    .withMessageContaining("process " + other.pid())
                    .withMessageContaining("host " + self.host())
                    .withMessageContaining("started 2")
                    .satisfies(e -> assertThat(e.holder().bootId()).isEqualTo(self.bootId()));
            assertBusy(folder, other.pid());
            other.destroyForcibly().waitFor();
            RunLock.take(folder).close();
        } finally {
            other.destroyForcibly();
        }
        assertThat(LockHolder.parse(Files.readAllBytes(file()))).isEqualTo(LockHolder.self());
    }

    @Test
    void whoHoldsItWithoutSayingSoIsUnknownAndHoldsItStill() throws IOException {
        Process other = Child.start("hold", folder);
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(Child.answer(out)).isEqualTo("held");
            for (String torn : List.of("", "{\"host\":\"to")) {
                Files.writeString(file(), torn);
                assertThatExceptionOfType(RunBusyException.class)
                        .isThrownBy(() -> RunLock.take(folder))
                        .withMessageContaining("another process")
                        .withMessageContaining(folder.toString());
            }
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void ofManyAtOnceOneGetsIt() throws IOException {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                processes.add(Child.start("hold", folder));
            }
            List<String> answers = new ArrayList<>();
            for (Process process : processes) {
                answers.add(Child.answer(process.inputReader(StandardCharsets.UTF_8)));
            }
            assertThat(answers).filteredOn(answer -> answer.equals("held")).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.startsWith("busy ")).hasSize(3);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"host\":\"to", "\0\0\0\0", "[]", "null", "7", "{\"pid\":\"x\"}", "{\"host\":3}"})
    void whatTheFileHoldsDoesNotMatterIfNobodyHoldsTheLock(String content) throws IOException {
        Files.writeString(file(), content);
        assertThatCode(() -> RunLock.take(folder).close()).doesNotThrowAnyException();
        assertThat(LockHolder.parse(Files.readAllBytes(file()))).isEqualTo(LockHolder.self());
    }

    @Test
    void aHolderWhoIsNotKnownIsCalledSo() {
        LockHolder unknown = new LockHolder("unknown", 0, "unknown", "unknown");
        for (String text : List.of("", "{", "[]", "null", "{\"pid\":\"x\"}", "{\"host\":\"\"}")) {
            assertThat(LockHolder.parse(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(unknown);
        }
        LockHolder hostile = LockHolder.parse(
                ("{\"host\":\"\\u001b[2J" + "x".repeat(300) + "\",\"pid\":3}").getBytes(StandardCharsets.UTF_8));
        assertThat(hostile.host()).startsWith("?[2Jx").hasSize(200);
        assertThat(hostile.pid()).isEqualTo(3);
    }

    @Test
    void aFolderThatIsNotThereHasNoLock() {
        assertThatIOException().isThrownBy(() -> RunLock.take(folder.resolve("none")));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void theLastHolderIsKnownWhileItHoldsTheLockAndAfterwards() throws IOException {
        assertThat(RunLock.lastHolder(folder)).isNull();
        try (RunLock lock = RunLock.take(folder)) {
            assertThat(RunLock.lastHolder(folder)).isEqualTo(LockHolder.self());
            lock.requireHeld();
        }
        assertThat(RunLock.lastHolder(folder)).isEqualTo(LockHolder.self());
        Files.writeString(folder.resolve("run.lock"), "{\"host\":\"h\",\"pid\":17}");
        assertThat(RunLock.lastHolder(folder)).extracting(LockHolder::pid).isEqualTo(17L);
    }
}
