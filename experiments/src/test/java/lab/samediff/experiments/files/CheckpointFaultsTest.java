package lab.samediff.experiments.files;

import static lab.samediff.experiments.files.Planted.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Each fault is found, and what is left is a whole checkpoint: the old one or the new one. */
class CheckpointFaultsTest {
    private static final int SIZE = 24;
    private static final String OLD = "step-00000001";
    private static final String NEW = "step-00000002";

    /** Thousands of lines that say what was planted. */
    @BeforeAll
    static void silence() {
        ((Logger) LoggerFactory.getLogger(Shelf.class)).setLevel(Level.OFF);
    }

    @AfterAll
    static void listenAgain() {
        ((Logger) LoggerFactory.getLogger(Shelf.class)).setLevel(null);
    }

    /** A run in memory with two checkpoints. */
    private record TwoCheckpoints(FileSystem memory, RunLock lock, Path folder) implements AutoCloseable {
        static TwoCheckpoints write() throws IOException {
            FileSystem memory = Planted.memory();
            RunLock lock = RunLock.take(Planted.run(memory));
            Checkpoints checkpoints = Checkpoints.of(lock);
            checkpoints.write(1, files(1, SIZE), false);
            checkpoints.write(2, files(2, SIZE), false);
            return new TwoCheckpoints(memory, lock, lock.folder().resolve("checkpoints"));
        }

        /** That the newer one is found damaged and the older one taken; then puts the newer one back. */
        void assertFallsBack(String fault) throws IOException {
            Optional<Checkpoint> newest = Checkpoints.of(lock).newest();
            assertThat(newest).as(fault).hasValueSatisfying(found -> assertThat(found.step())
                    .isEqualTo(1));
            Planted.assertWhole(newest.orElseThrow(), SIZE);
            Files.move(folder.resolve(NEW + ".corrupt"), folder.resolve(NEW));
        }

        @Override
        public void close() throws IOException {
            lock.close();
            memory.close();
        }
    }

    @Test
    void eachFlippedBitIsFound() throws IOException {
        try (TwoCheckpoints run = TwoCheckpoints.write()) {
            for (String name : Planted.names(run.folder.resolve(NEW))) {
                Path file = run.folder.resolve(NEW).resolve(name);
                byte[] right = Files.readAllBytes(file);
                for (int bit = 0; bit < 8 * right.length; bit++) {
                    byte[] wrong = right.clone();
                    wrong[bit / 8] ^= (byte) (1 << bit % 8);
                    Files.write(file, wrong);
                    run.assertFallsBack(name + ", bit " + bit);
                }
                Files.write(file, right);
            }
            Planted.assertWhole(Checkpoints.of(run.lock).newest().orElseThrow(), SIZE);
        }
    }

    @Test
    void eachTruncationAndZeroedFileIsFound() throws IOException {
        try (TwoCheckpoints run = TwoCheckpoints.write()) {
            for (String name : Planted.names(run.folder.resolve(NEW))) {
                Path file = run.folder.resolve(NEW).resolve(name);
                byte[] right = Files.readAllBytes(file);
                for (int length = 0; length < right.length; length++) {
                    Files.write(file, Arrays.copyOf(right, length));
                    run.assertFallsBack(name + " of " + length + " bytes");
                }
                Files.write(file, new byte[right.length]);
                run.assertFallsBack(name + " of zeros");
                Files.delete(file);
                run.assertFallsBack("no " + name);
                Files.write(file, right);
            }
            Files.write(run.folder.resolve(NEW).resolve("more"), new byte[0]);
            run.assertFallsBack("one file more");
        }
    }

    @Test
    void swappedManifestsAndFilesAreFound() throws IOException {
        for (String name : List.of("MANIFEST.json", "model.bin", "state.json")) {
            try (TwoCheckpoints run = TwoCheckpoints.write()) {
                Path ofOld = run.folder.resolve(OLD).resolve(name);
                Path ofNew = run.folder.resolve(NEW).resolve(name);
                Files.copy(ofOld, ofNew, StandardCopyOption.REPLACE_EXISTING);
                run.assertFallsBack(name + " of the older one");
            }
        }
    }

    /** Whoever ends the third write after the n-th operation, until it is done before. */
    private interface Ending {
        Disk.Watcher after(int operations);
    }

    private interface Aftermath {
        void check(int operations, TwoCheckpoints run, Throwable end) throws IOException;
    }

    private static int atEachOperation(Ending ending, Aftermath aftermath) throws IOException {
        for (int n = 1; ; n++) {
            try (TwoCheckpoints run = TwoCheckpoints.write()) {
                Disk disk = new Disk(ending.after(n));
                Checkpoints interrupted = Checkpoints.of(run.lock, disk);
                Throwable end = catchThrowable(() -> interrupted.write(3, files(3, SIZE), false));
                if (end == null) return n - 1;
                aftermath.check(n, run, end);
            }
        }
    }

    private static void assertGoesOn(TwoCheckpoints run) throws IOException {
        Checkpoints after = Checkpoints.of(run.lock);
        Checkpoint newest = after.newest().orElseThrow();
        assertThat(newest.step()).isIn(2L, 3L);
        Planted.assertWhole(newest, SIZE);
        after.write(4, files(4, SIZE), false);
        Planted.assertWhole(after.newest().orElseThrow(), SIZE);
        assertThat(Planted.names(run.folder)).containsExactly("step-%08d".formatted(newest.step()), "step-00000004");
    }

    @Test
    void whereverTheProcessEndsTheNewestIsTheOldOrTheNew() throws IOException {
        int operations = atEachOperation(Planted::crashAfter, (n, run, end) -> {
            assertThat(end).isInstanceOf(Planted.Crash.class);
            assertGoesOn(run);
        });
        assertThat(operations).as("operations of a write").isEqualTo(19);
    }

    @Test
    void whereverAnOperationFailsItIsSaidAndNothingIsLost() throws IOException {
        atEachOperation(Planted::failAfter, (n, run, end) -> {
            assertThat(end).as("after " + n).isInstanceOf(IOException.class).hasMessageContaining("planted");
            assertGoesOn(run);
        });
    }

    @Test
    void aFailedWriteNamesThePathAndWhatIsFreeAndLeavesNoTemporaryFolder() throws IOException {
        try (TwoCheckpoints run = TwoCheckpoints.write()) {
            Checkpoints failing = Checkpoints.of(run.lock, new Disk(Planted.failAfter(4)));
            assertThatIOException()
                    .isThrownBy(() -> failing.write(3, files(3, SIZE), false))
                    .withMessageContaining("/run/checkpoints/step-00000003")
                    .withMessageMatching("(?s).*free are [0-9,]+ bytes.*")
                    .withMessageContaining("planted at FILE_FORCED");
            assertThat(Planted.names(run.folder)).containsExactly(OLD, NEW);
        }
    }

    @Test
    void whatTheDiskKeepsOtherwiseThanItWasWrittenIsFoundBeforeAnOlderOneGoes() throws IOException {
        try (TwoCheckpoints run = TwoCheckpoints.write()) {
            Disk unsound = new Disk((operation, path) -> {
                if (operation == Disk.Operation.MOVED && path.endsWith("step-00000003")) {
                    Files.write(path.resolve("model.bin"), new byte[SIZE]);
                }
            });
            assertThatIOException()
                    .isThrownBy(() -> Checkpoints.of(run.lock, unsound).write(3, files(3, SIZE), false))
                    .withMessageContaining("is the disk sound?")
                    .withMessageContaining("model.bin");
            assertThat(Planted.names(run.folder)).containsExactly(OLD, NEW, "step-00000003.corrupt");
            assertThat(Checkpoints.of(run.lock).newest().orElseThrow().step()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void whatWasNotForcedMayBeLostWithThePower(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        PowerLoss[] loss = new PowerLoss[1];
        int operations = atEachOperation(n -> loss[0] = new PowerLoss(n), (n, run, end) -> {
            // In the first round everything goes that can, then any part of it.
            loss[0].happen(run.folder, () -> seed == 0 || random.nextBoolean());
            Checkpoint newest = Checkpoints.of(run.lock).newest().orElseThrow();
            assertThat(newest.step()).as("after " + n).isIn(2L, 3L);
            Planted.assertWhole(newest, SIZE);
        });
        assertThat(operations).isPositive();
        // The write was acknowledged after its last operation: from then on nothing of it can be lost.
        try (TwoCheckpoints run = TwoCheckpoints.write()) {
            PowerLoss late = new PowerLoss(Integer.MAX_VALUE);
            Checkpoints.of(run.lock, new Disk(late)).write(3, files(3, SIZE), false);
            late.happen(run.folder, () -> true);
            assertThat(Checkpoints.of(run.lock).newest().orElseThrow().step()).isEqualTo(3);
        }
    }

    @Test
    void aPinIsWholeOrNotThereWhereverTheProcessEnds() throws IOException {
        for (int n = 1; ; n++) {
            try (TwoCheckpoints run = TwoCheckpoints.write()) {
                Checkpoints.of(run.lock).pin("loop-0001", files(1, SIZE));
                Checkpoints interrupted = Checkpoints.of(run.lock, new Disk(Planted.crashAfter(n)));
                Throwable end = catchThrowable(() -> interrupted.pin("loop-0001", files(9, SIZE)));
                Checkpoints after = Checkpoints.of(run.lock);
                for (String pin : after.pins()) {
                    Map<String, byte[]> files = after.pinned(pin);
                    assertThat(files.get("model.bin"))
                            .isIn(
                                    files(1, SIZE).get("model.bin"),
                                    files(9, SIZE).get("model.bin"));
                }
                after.pin("loop-0001", files(9, SIZE));
                assertThat(after.pinned("loop-0001").get("model.bin"))
                        .isEqualTo(files(9, SIZE).get("model.bin"));
                if (end == null) return;
            }
        }
    }
}
