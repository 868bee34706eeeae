package lab.samediff.experiments.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
     * @throws UsageException if the folder is none of a run, or this program would run something else by these words
     */
    static RunRecord read(List<Experiment<?>> experiments, Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            throw new UsageException(folder + " is no folder of a run: it has no config.json; give one such as"
                    + " results/runs/EXPERIMENT/RUN");
        }
        JsonNode config = Json.read(file);
        List<String> set = new ArrayList<>();
        config.path("set").forEach(assignment -> set.add(assignment.asText()));
        Preset preset = Preset.of(config.path("preset").asText());
        Plan<?> plan = Plan.of(Experiments.find(experiments, config.path("name").asText()), preset, set);
        for (Map.Entry<String, Object> setting : Settings.flatten(plan.config()).entrySet()) {
            String then = config.path("settings").path(setting.getKey()).asText();
            if (!then.equals(String.valueOf(setting.getValue()))) {
                throw new UsageException(file + ": " + setting.getKey() + " was "
                        + (then.isEmpty() ? "unknown" : then) + " and is " + setting.getValue()
                        + " now; use the version that began the run");
            }
        }
        return new RunRecord(
                plan,
                config.path("seed").asLong(),
                OnNan.of(config.path("onNan").asText(OnNan.STOP.label())),
                config.path("deterministic").asBoolean());
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
