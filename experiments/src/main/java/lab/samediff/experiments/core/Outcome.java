package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        double seconds,
        Fingerprint fingerprint,
        Optional<Throwable> failure) {
    private static final String MORE_MEMORY = "; the heap's limit is %s MiB: give it more (LAB_JAVA_OPTS=-Xmx8g"
            + " scripts/lab ...), or make batches or the model smaller (--set; lab describe shows the settings)";

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
                        || failure instanceof PreemptedException);
        return plain ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** Such as an {@link java.nio.file.AccessDeniedException}, which says by its type what is wrong with the path. */
    private static boolean isOnlyAPath(Throwable failure) {
        return failure instanceof FileSystemException e && e.getReason() == null;
    }
}
