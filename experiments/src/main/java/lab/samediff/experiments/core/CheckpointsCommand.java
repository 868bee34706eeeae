package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lab.samediff.experiments.files.DamagedFileException;
import lab.samediff.experiments.files.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "checkpoints",
        description =
                "Verify the checkpoints of a run, also of one that is worked on; changes nothing, exits with 7 if one"
                        + " is damaged.",
        mixinStandardHelpOptions = true)
final class CheckpointsCommand implements Callable<Integer> {
    private final Host host;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private Path run = Path.of("");

    CheckpointsCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = run.resolve("checkpoints");
        if (!Files.isDirectory(folder)) {
            throw new UsageException(run + " is no folder of a run: it has no checkpoints/");
        }
        List<List<String>> rows = new ArrayList<>();
        int code = ExitCode.OK;
        for (Path checkpoint : folders(folder)) {
            String name = checkpoint.getFileName().toString();
            if (name.endsWith(".corrupt") || name.endsWith(".replaced")) {
                rows.add(List.of(name, "set aside", ""));
                continue;
            }
            try {
                rows.add(List.of(name, "whole", size(Manifest.read(checkpoint))));
            } catch (DamagedFileException e) {
                if (!Files.exists(checkpoint)) continue; // the run has just deleted it
                rows.add(List.of(name, "damaged", String.valueOf(e.getMessage())));
                code = ExitCode.DATA;
            } catch (NoSuchFileException e) {
                if (Files.exists(checkpoint)) throw e;
            }
        }
        Columns.print(host.out(), "", rows);
        return code;
    }

    /** All but those in the middle of being written or deleted, sorted by name. */
    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static String size(Manifest manifest) throws IOException {
        Map<String, byte[]> files = manifest.bytes();
        long bytes = files.values().stream().mapToLong(file -> file.length).sum();
        return String.format(Locale.ROOT, "%d files, %,d bytes", files.size(), bytes);
    }
}
