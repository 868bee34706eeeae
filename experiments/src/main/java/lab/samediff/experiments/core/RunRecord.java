package lab.samediff.experiments.core;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was run in a folder, as its config.json says.
 *
 * @param plan experiment, preset and settings
 * @param seed the seed
 * @param onNan what it did where something was not finite
 * @param deterministic whether its bits do not depend on the number of processors
 */
record RunRecord(Plan<?> plan, long seed, OnNan onNan, boolean deterministic) {
    /**
     * Reads it.
     *
     * @throws IOException naming file, line and field, if it is not what a run writes
     * @throws UsageException if the folder is none of a run, or this program would run something else by these words
     */
    static RunRecord read(List<Experiment<?>> experiments, Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            throw new UsageException(folder + " is no folder of a run: it has no config.json; give one such as"
                    + " results/runs/EXPERIMENT/RUN");
        }
        Written written = Json.read(file, Written.class);
        Plan<?> plan = plan(experiments, file, written);
        for (Map.Entry<String, Object> setting : Settings.flatten(plan.config()).entrySet()) {
            JsonNode then = written.settings.getOrDefault(setting.getKey(), MissingNode.getInstance());
            if (!then.asText().equals(String.valueOf(setting.getValue()))) {
                throw new UsageException(file + ": " + setting.getKey() + " was "
                        + (then.isMissingNode() ? "unknown" : Names.printable(then.asText(then.toString())))
                        + " and is "
                        + Names.printable(setting.getValue() + " now; use the version that began the run"));
            }
        }
        return new RunRecord(plan, written.seed, written.onNan, written.deterministic);
    }

    /** What config.json says of what to run; the rest of it is for people. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Written(
            String name,
            Preset preset,
            long seed,
            List<String> set,
            OnNan onNan,
            boolean deterministic,
            Map<String, JsonNode> settings) {}

    private static Plan<?> plan(List<Experiment<?>> experiments, Path file, Written written) {
        try {
            return Plan.of(Experiments.find(experiments, written.name), written.preset, written.set);
        } catch (UsageException | SettingsException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
    }

    /** The folders of all runs, the newest first. */
    static List<Path> folders(Path results) throws IOException {
        Path runs = results.resolve("runs");
        if (!Files.isDirectory(runs)) return List.of();
        try (Stream<Path> found = Files.find(runs, 2, (path, facts) -> facts.isDirectory())) {
            return found.filter(path -> Files.isRegularFile(path.resolve("config.json")))
                    .sorted(Comparator.comparing(
                                    (Path path) -> path.getFileName().toString())
                            .reversed())
                    .toList();
        }
    }
}
