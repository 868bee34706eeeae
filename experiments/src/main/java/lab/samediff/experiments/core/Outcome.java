package lab.samediff.experiments.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.samediff.models.graph.MemoryLimitException;
import lab.samediff.models.train.DivergedException;
import lab.samediff.pipelines.catalog.Provenance;

/**
 * How one run ended.
 *
 * @param plan what was run
 * @param seed its seed
 * @param folder its folder
 * @param state done, failed, diverged or preempted
 * @param results its final results
 * @param data where its data came from, by data set
 * @param incidents how often something was not finite
 * @param seconds how long it took
 * @param fingerprint of all that it computed
 * @param failure what it threw
 */
record Outcome(
        Plan<?> plan,
        long seed,
        Path folder,
        State state,
        Map<String, Double> results,
        Map<String, Provenance> data,
        int incidents,
        double seconds,
        Fingerprint fingerprint,
        Optional<Throwable> failure) {
    private static final String MORE_MEMORY = "; the heap's limit is %s MiB: give it more (LAB_JAVA_OPTS=-Xmx8g"
            + " scripts/lab ...), or make batches or the model smaller (--set; lab describe shows the settings)";

    /**
     * How a run of another process ended, as its folder says.
     *
     * @param failure what it threw, or what ended the process
     * @throws IOException if a file of the folder is missing or broken
     */
    static Outcome read(Plan<?> plan, long seed, Path folder, Optional<Throwable> failure) throws IOException {
        JsonNode summary = Json.read(folder.resolve("summary.json"));
        JsonNode facts = Json.read(folder.resolve("run.json"));
        Map<String, Double> results = new LinkedHashMap<>();
        summary.path("results")
                .properties()
                .forEach(e -> results.put(e.getKey(), e.getValue().doubleValue()));
        Map<String, Provenance> data = new LinkedHashMap<>();
        facts.path("data")
                .properties()
                .forEach(e -> data.put(e.getKey(), DataUsed.provenance(e.getKey(), e.getValue())));
        return new Outcome(
                plan,
                seed,
                folder,
                State.of(summary.path("state").asText()),
                results,
                data,
                summary.path("incidents").intValue(),
                summary.path("seconds").doubleValue(),
                new Fingerprint(
                        facts.at("/fingerprint/metrics").asText(),
                        facts.at("/fingerprint/state").asText()),
                failure);
    }

    boolean standIn() {
        return data.values().stream().anyMatch(p -> !p.comparable());
    }

    int exitCode() {
        return ExitCode.of(failure.orElse(null));
    }

    /** Verdicts on this run alone; none if the settings aren't those of the preset. */
    List<Judgement> judgements() {
        return state == State.DONE ? judgements(List.of(this)) : List.of();
    }

    /** Verdicts on several seeds of one plan together. */
    static List<Judgement> judgements(List<Outcome> seeds) {
        Plan<?> plan = seeds.get(0).plan();
        if (!plan.isPinned()) {
            return List.of();
        }
        return Judgement.of(
                plan.found().info(),
                plan.name(),
                plan.preset(),
                seeds.stream().map(Outcome::results).toList(),
                seeds.stream().anyMatch(Outcome::standIn));
    }

    /** For summary.json and {@code --json}. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", plan.found().info().name());
        json.put("name", plan.name());
        json.put("preset", plan.preset());
        json.put("seed", seed);
        json.put("state", state);
        failure.ifPresent(e -> json.put("failure", message(e)));
        json.put("standIn", standIn());
        json.put("incidents", incidents);
        json.put("seconds", Math.round(seconds * 10) / 10.0);
        json.put("results", results);
        json.put("references", judgements().stream().map(Judgement::json).toList());
        return json;
    }

    /** The message for people; the type as well where the message alone would not say what happened. */
    static String message(Throwable failure) {
        if (failure instanceof OutOfMemoryError)
            return failure + MORE_MEMORY.formatted(Machine.facts().get("heapMiB"));
        boolean plain = failure.getMessage() != null
                && ((failure instanceof IOException && !isOnlyAPath(failure))
                        || failure instanceof SettingsException
                        || failure instanceof UsageException
                        || failure instanceof DivergedException
                        || failure instanceof MemoryLimitException
                        || failure instanceof WorkerException
                        || failure instanceof PreemptedException);
        return plain ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** Such as an {@link java.nio.file.AccessDeniedException}, which says by its type what is wrong with the path. */
    private static boolean isOnlyAPath(Throwable failure) {
        return failure instanceof FileSystemException e && e.getReason() == null;
    }
}
