package lab.samediff.experiments.core;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the repository and its results folder, wherever the program is started. */
final class Results {
    private Results() {}

    /**
     * The results folder: {@code out} if given, else {@code results/} of the repository above the working directory, else
     * of the repository above the code.
     *
     * @throws UsageException saying what to do, if there is none
     */
    static Path find(@Nullable Path out, Path workingDirectory) {
        if (out != null) {
            if (Files.exists(out) && !Files.isDirectory(out)) {
                throw new UsageException("--out " + out + " is a file, not a folder");
            }
            return out.toAbsolutePath().normalize();
        }
        return repository(workingDirectory)
                .map(root -> root.resolve("results"))
                .orElseThrow(
                        () -> new UsageException(
                                "no results folder: neither " + workingDirectory
                                        + " nor the program lies inside the SameDiff Lab repository; start it there or give --out DIR"));
    }

    /** The repository above the working directory, else the one above the code. */
    static Optional<Path> repository(Path workingDirectory) {
        return Stream.of(Optional.of(workingDirectory), code())
                .flatMap(Optional::stream)
                .flatMap(start -> Stream.iterate(start.toAbsolutePath().normalize(), p -> p != null, Path::getParent))
                .filter(Results::isRepository)
                .findFirst();
    }

    static boolean isRepository(Path folder) {
        Path pom = folder.resolve("pom.xml");
        if (!Files.isRegularFile(pom)) {
            return false;
        }
        try {
            String text = Files.readString(pom);
            // The modules' own pom.xml name the parent as well, but have no modules.
            return text.contains("<artifactId>samediff-lab</artifactId>") && text.contains("<modules>");
        } catch (IOException e) {
            return false; // unreadable, or not UTF-8: somebody else's
        }
    }

    private static Optional<Path> code() {
        CodeSource source = Results.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own location is no URI: " + source.getLocation(), e);
        }
    }
}
