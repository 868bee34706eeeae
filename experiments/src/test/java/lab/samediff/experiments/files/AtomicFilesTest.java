package lab.samediff.experiments.files;

import static lab.samediff.experiments.files.Disk.Operation.FILE_FORCED;
import static lab.samediff.experiments.files.Disk.Operation.FILE_OPENED;
import static lab.samediff.experiments.files.Disk.Operation.FOLDER_FORCED;
import static lab.samediff.experiments.files.Disk.Operation.MOVED;
import static lab.samediff.experiments.files.Disk.Operation.PIECE_WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("status.json");
        AtomicFiles.write(file, bytes("one"));
        AtomicFiles.write(file, bytes("two"));
        assertThat(file).hasContent("two");
        assertThat(Planted.names(folder)).as("no temporary file stays").containsExactly("status.json");
        Path blocked = Files.createDirectories(folder.resolve("blocked/inside")).getParent();
        assertThatThrownBy(() -> AtomicFiles.write(blocked, new byte[1])).isInstanceOf(IOException.class);
        assertThat(Planted.names(folder)).containsExactly("blocked", "status.json");
    }

    @Test
    void wheneverTheWriterEndsTheFileIsTheOldOrTheNew() throws IOException {
        Path file = folder.resolve("status.json");
        int crashes = 0;
        for (int n = 1; ; n++) {
            AtomicFiles.write(file, bytes("old"));
            Disk disk = new Disk(Planted.crashAfter(n));
            try {
                AtomicFiles.write(disk, file, bytes("new"));
                break;
            } catch (Planted.Crash e) {
                crashes++;
                assertThat(Files.readString(file)).isIn("old", "new");
            }
        }
        assertThat(crashes).isEqualTo(5);
        assertThat(file).hasContent("new");
    }

    @Test
    void bytesAreForcedBeforeTheNameAndTheNameAtLast() throws IOException {
        List<Disk.Operation> done = new ArrayList<>();
        AtomicFiles.write(new Disk((operation, path) -> done.add(operation)), folder.resolve("a"), bytes("a"));
        assertThat(done).containsExactly(FILE_OPENED, PIECE_WRITTEN, FILE_FORCED, MOVED, FOLDER_FORCED);
    }

    @Test
    void aFileOfSeveralPiecesComesBack() throws IOException {
        byte[] bytes = new byte[(2 << 20) + 3];
        new SplittableRandom(1).nextBytes(bytes);
        AtomicFiles.write(folder.resolve("large"), bytes);
        assertThat(Files.readAllBytes(folder.resolve("large"))).isEqualTo(bytes);
    }

    @Test
    void aNameWithoutAFolderIsWrittenToTheWorkingDirectory() {
        assertThat(Disk.parent(Path.of("a"))).isEqualTo(Path.of("").toAbsolutePath());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Disk.parent(folder.getRoot()))
                .withMessageContaining("root");
    }

    @Test
    void whereNothingCanBeRenamedInOneStepTheFileSystemIsNamed() throws IOException {
        try (FileSystem other = Planted.memory()) {
            Path from = Files.writeString(folder.resolve("a"), "a");
            Path to = other.getPath("/b");
            assertThatIOException()
                    .isThrownBy(() -> Disk.PLAIN.move(from, to))
                    .withMessageContaining(Files.getFileStore(from).toString())
                    .withMessageContaining("--out");
            assertThat(from).exists();
        }
    }
}
