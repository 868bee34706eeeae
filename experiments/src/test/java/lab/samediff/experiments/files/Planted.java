package lab.samediff.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What the tests plant and look for: files that follow from their step, faults at an operation, disks in memory. */
final class Planted {
    private Planted() {}

    /** The end of the process, to the code that is tested: nothing of ours catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Ends the writer after so many operations. */
    static Disk.Watcher crashAfter(int operations) {
        int[] left = {operations};
        return (operation, path) -> {
            if (--left[0] == 0) throw new Crash();
        };
    }

    /** Lets the operation after so many others fail, and only that one. */
    static Disk.Watcher failAfter(int operations) {
        int[] left = {operations};
        return (operation, path) -> {
            if (--left[0] == 0) throw new IOException("planted at " + operation);
        };
    }

    /** A model and a state, from which the step can be told. */
    static Map<String, byte[]> files(long step, int size) {
        byte[] model = new byte[size];
        new SplittableRandom(step).nextBytes(model);
        return Map.of("model.bin", model, "state.json", ("{\"step\":" + step + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** That a checkpoint is one that was written, and no mix of two. */
    static void assertWhole(Checkpoint checkpoint, int size) {
        Map<String, byte[]> written = files(checkpoint.step(), size);
        assertThat(checkpoint.files()).hasSameSizeAs(written);
        written.forEach(
                (name, bytes) -> assertThat(checkpoint.files().get(name)).isEqualTo(bytes));
    }

    static FileSystem memory() {
        return Jimfs.newFileSystem(Configuration.unix());
    }

    static Path run(FileSystem memory) throws IOException {
        return Files.createDirectories(memory.getPath("/run"));
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
