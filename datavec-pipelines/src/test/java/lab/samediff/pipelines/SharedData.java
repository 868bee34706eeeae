package lab.samediff.pipelines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Data and reference values that are not in the repository; tests that need them are skipped where they are absent. */
public final class SharedData {
    private SharedData() {}

    /** A file of the data folder. */
    public static Path data(String file) {
        return present(folder().map(data -> data.resolve(file)), file);
    }

    /** A file of the folder of reference values, which lies beside the data folder. */
    public static Path reference(String file) {
        return present(folder().map(data -> data.resolveSibling("reference").resolve(file)), file);
    }

    /** LAB_DATA, or the first folder shared/data in the working directory or above it. */
    private static Optional<Path> folder() {
        String named = System.getenv("LAB_DATA");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named).toAbsolutePath());
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }

    private static Path present(Optional<Path> file, String name) {
        Assumptions.assumeTrue(
                file.isPresent() && Files.exists(file.get()),
                () -> name + " is not here; set LAB_DATA to the folder with the data to run this test");
        return file.orElseThrow();
    }
}
