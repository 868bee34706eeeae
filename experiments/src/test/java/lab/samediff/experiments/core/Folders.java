package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the folders of runs. */
final class Folders {
    private Folders() {}

    /** The folder of the only run of this experiment. */
    static Path only(Path results, String name) throws IOException {
        try (Stream<Path> runs = Files.list(results.resolve("runs").resolve(name))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
