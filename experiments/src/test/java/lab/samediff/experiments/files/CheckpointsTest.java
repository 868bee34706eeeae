package lab.samediff.experiments.files;

import static lab.samediff.experiments.files.Planted.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class CheckpointsTest {
    private static final int SIZE = 20;

    private FileSystem memory;
    private RunLock lock;
    private Path folder;
    private Checkpoints checkpoints;

    @BeforeEach
    void open() throws IOException {
        memory = Planted.memory();
        lock = RunLock.take(Planted.run(memory));
        checkpoints = Checkpoints.of(lock);
        folder = memory.getPath("/run/checkpoints");
    }

    @AfterEach
    void close() throws IOException {
        lock.close();
        memory.close();
    }

    private void write(long step, boolean best) throws IOException {
        checkpoints.write(step, files(step, SIZE), best);
    }

    private long newest() throws IOException {
        return checkpoints.newest().orElseThrow().step();
    }

    @Test
    void aRunWithoutCheckpointsHasNoNewest() throws IOException {
        assertThat(checkpoints.newest()).isEmpty();
        assertThat(checkpoints.best()).isEmpty();
        assertThat(checkpoints.pins()).isEmpty();
    }

    @Test
    void theNewestIsTheLastWrittenAlsoForTheNextProcess() throws IOException {
        write(0, false);
        write(1200, false);
        assertThat(folder.resolve("step-00001200/MANIFEST.json")).exists();
        lock.close();
        try (RunLock next = RunLock.take(memory.getPath("/run"))) {
            Checkpoint newest = Checkpoints.of(next).newest().orElseThrow();
            assertThat(newest.step()).isEqualTo(1200);
            assertThat(newest.best()).isFalse();
            Planted.assertWhole(newest, SIZE);
        }
    }

    @Test
    void theLastTwoAndTheBestAreKept() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        long best = -1;
        TreeSet<Long> steps = new TreeSet<>();
        for (long step = 10; step <= 300; step += 10) {
            boolean isBest = random.nextInt(4) == 0;
            write(step, isBest);
            if (isBest) best = step;
            steps.add(step);
            TreeSet<String> expected = new TreeSet<>();
            steps.descendingSet().stream().limit(2).forEach(s -> expected.add("step-%08d".formatted(s)));
            if (best >= 0) expected.add("step-%08d".formatted(best));
            assertThat(Planted.names(folder)).containsExactlyElementsOf(expected);
            assertThat(checkpoints.best().map(Checkpoint::step).orElse(-1L)).isEqualTo(best);
        }
    }

    @Test
    void stepsOfMoreThanEightDigitsAreNewerThanThoseOfFewer() throws IOException {
        write(99_999_999, false);
        write(100_000_000, false);
        assertThat(newest()).isEqualTo(100_000_000);
        write(999_999_999_999_999_999L, false);
        assertThat(newest()).isEqualTo(999_999_999_999_999_999L);
        assertThat(Planted.names(folder)).containsExactly("step-100000000", "step-999999999999999999");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000_000_000_000_000_000L})
    void stepsThatHaveNoNameAreRefused(long step) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(step, false))
                .withMessageContaining("step is " + step);
    }

    @Test
    void aStepMustBeLaterThanThoseThatAreThere() throws IOException {
        write(7, false);
        assertThatIllegalArgumentException().isThrownBy(() -> write(7, false)).withMessageContaining("step-00000007");
        assertThatIllegalArgumentException().isThrownBy(() -> write(6, false)).withMessageContaining("step-00000007");
        assertThat(newest()).isEqualTo(7);
    }

    @Test
    void withoutTheLockNothingIsWrittenAndNothingRenamed() throws IOException {
        write(7, false);
        lock.close();
        assertThatIllegalStateException().isThrownBy(() -> write(8, false)).withMessageContaining("/run");
        assertThatIllegalStateException().isThrownBy(checkpoints::newest);
        assertThatIllegalStateException().isThrownBy(checkpoints::best);
        assertThatIllegalStateException().isThrownBy(() -> checkpoints.pin("a", files(1, SIZE)));
        assertThat(Planted.names(folder)).containsExactly("step-00000007");
    }

    @Test
    void badNamesAreRefusedBeforeAnythingIsWritten() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checkpoints.write(1, Map.of("../evil", new byte[1]), false));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDamagedOneIsSetAsideAndTheOlderTaken() throws IOException {
        write(1, false);
        write(2, false);
        Files.write(folder.resolve("step-00000002/model.bin"), new byte[SIZE]);
        assertThat(newest()).isEqualTo(1);
        assertThat(Planted.names(folder)).containsExactly("step-00000001", "step-00000002.corrupt");
        write(2, false);
        Files.delete(folder.resolve("step-00000002/MANIFEST.json"));
        assertThat(newest()).isEqualTo(1);
        assertThat(Planted.names(folder))
                .containsExactly("step-00000001", "step-00000002.2.corrupt", "step-00000002.corrupt");
        write(2, false);
        assertThat(newest()).isEqualTo(2);
    }

    @Test
    void theLogSaysWhatIsDamagedAndWhy() throws IOException {
        write(1, false);
        write(2, false);
        Files.write(folder.resolve("step-00000002/model.bin"), new byte[3]);
        Logger logger = (Logger) LoggerFactory.getLogger(Shelf.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        checkpoints.newest();
        logger.detachAppender(lines);
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .contains("step-00000002 is now step-00000002.corrupt", "model.bin", "3 bytes, but 20");
        });
    }

    @Test
    void ifAllAreDamagedNothingIsDeletedAndItIsSaid() throws IOException {
        write(1, false);
        write(2, false);
        Files.delete(folder.resolve("step-00000001/model.bin"));
        Files.delete(folder.resolve("step-00000002/model.bin"));
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(NoValidCheckpointException.class)
                    .isThrownBy(checkpoints::newest)
                    .withMessageContaining("step-00000001.corrupt")
                    .withMessageContaining("step-00000002.corrupt");
        }
        assertThat(folder.resolve("step-00000002.corrupt/state.json")).exists();
    }

    @Test
    void aDamagedBestIsSetAsideAndAnOlderOneTaken() throws IOException {
        write(1, true);
        write(2, true);
        Files.delete(folder.resolve("step-00000002/model.bin"));
        assertThat(checkpoints.best().orElseThrow().step()).isEqualTo(1);
    }

    @Test
    void whatIsOlderAndDamagedIsNotDeletedAndDoesNotCount() throws IOException {
        write(1, false);
        write(2, false);
        Files.delete(folder.resolve("step-00000002/model.bin"));
        write(3, false);
        assertThat(Planted.names(folder)).containsExactly("step-00000001", "step-00000002.corrupt", "step-00000003");
    }

    @Test
    void whatIsNotKnownStays() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve("step-00000009"), "a file");
        Files.createDirectories(folder.resolve("step-1/inside"));
        Files.createDirectories(folder.resolve("step-000000001"));
        Files.createDirectories(folder.resolve(".tmp-mine"));
        Files.createDirectories(folder.resolve(".tmp-new-step-00000001-77/inside"));
        Files.createSymbolicLink(folder.resolve(".tmp-new-step-00000002-77"), memory.getPath("/run"));
        for (int step = 1; step < 6; step++) {
            write(step, false);
        }
        assertThat(newest()).isEqualTo(5);
        assertThat(Planted.names(folder))
                .containsExactly(
                        ".tmp-mine",
                        ".tmp-new-step-00000001-77",
                        ".tmp-new-step-00000002-77",
                        "notes.txt",
                        "step-000000001",
                        "step-00000004",
                        "step-00000005",
                        "step-00000009",
                        "step-1");
        assertThat(folder.resolve("step-1/inside")).exists();
    }

    @Test
    void whatDeadWritersLeftIsSweptByTheNext() throws IOException {
        for (String left : new String[] {".tmp-new-step-00000001-77", ".tmp-old-step-00000000-4711"}) {
            Files.writeString(Files.createDirectories(folder.resolve(left)).resolve("model.bin"), "torn");
        }
        assertThat(checkpoints.newest()).isEmpty();
        assertThat(Planted.names(folder)).hasSize(2);
        write(1, false);
        assertThat(Planted.names(folder)).containsExactly("step-00000001");
    }

    @Test
    void pinnedOnesStay() throws IOException {
        checkpoints.pin("loop-0003", files(3, SIZE));
        for (int step = 1; step < 6; step++) {
            write(step, false);
        }
        assertThat(checkpoints.pins()).containsExactly("loop-0003");
        assertThat(checkpoints.pinned("loop-0003").get("model.bin"))
                .isEqualTo(files(3, SIZE).get("model.bin"));
        assertThat(newest()).isEqualTo(5);
    }

    @Test
    void aPinThatIsWrittenAgainStaysOrIsSetAside() throws IOException {
        checkpoints.pin("loop-0003", files(3, SIZE));
        checkpoints.pin("loop-0003", files(3, SIZE));
        assertThat(Planted.names(folder)).containsExactly("loop-0003");
        checkpoints.pin("loop-0003", files(4, SIZE));
        assertThat(Planted.names(folder)).containsExactly("loop-0003", "loop-0003.replaced");
        assertThat(checkpoints.pins()).containsExactly("loop-0003");
        assertThat(checkpoints.pinned("loop-0003").get("model.bin"))
                .isEqualTo(files(4, SIZE).get("model.bin"));
        Files.write(folder.resolve("loop-0003/model.bin"), new byte[SIZE]);
        assertThatExceptionOfType(DamagedFileException.class).isThrownBy(() -> checkpoints.pinned("loop-0003"));
        checkpoints.pin("loop-0003", files(4, SIZE));
        assertThat(Planted.names(folder)).containsExactly("loop-0003", "loop-0003.corrupt", "loop-0003.replaced");
        assertThat(checkpoints.pinned("loop-0003")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-00000001", "step-x", "a.corrupt", "a.replaced", "../a", ".tmp-new-a-1", ""})
    void namesThatMeanSomethingElseCannotBePinned(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> checkpoints.pin(name, files(1, SIZE)));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPinThatIsNotThereIsAnError() {
        assertThatIOException()
                .isThrownBy(() -> checkpoints.pinned("loop-0009"))
                .withMessageContaining("loop-0009");
        assertThatIllegalArgumentException().isThrownBy(() -> checkpoints.pinned("../run"));
    }

    @Test
    void onAFullDiskTheOlderOnesStayAndItIsSaidHowMuchIsFree() throws IOException {
        Configuration small = Configuration.unix().toBuilder()
                .setBlockSize(1024)
                .setMaxSize(64 * 1024)
                .build();
        try (FileSystem disk = Jimfs.newFileSystem(small);
                RunLock held = RunLock.take(Planted.run(disk))) {
            Checkpoints full = Checkpoints.of(held);
            full.write(1, files(1, 4096), false);
            full.write(2, files(2, 4096), false);
            assertThatIOException()
                    .isThrownBy(() -> full.write(3, files(3, 100_000), false))
                    .withMessageContaining("/run/checkpoints/step-00000003")
                    .withMessageContaining("free are ")
                    .withMessageContaining("out of disk space");
            assertThat(Planted.names(disk.getPath("/run/checkpoints")))
                    .containsExactly("step-00000001", "step-00000002");
            Planted.assertWhole(full.newest().orElseThrow(), 4096);
            full.write(3, files(3, 4096), false);
            assertThat(full.newest().orElseThrow().step()).isEqualTo(3);
        }
    }

    @Test
    void ifTheFolderIsDeletedDuringTheRunTheNextWriteFails() throws IOException {
        Files.delete(folder);
        assertThatIOException().isThrownBy(() -> write(1, false)).withMessageContaining("/run/checkpoints is gone");
        assertThat(folder).doesNotExist();
    }
}
