package lab.samediff.experiments.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.samediff.experiments.files.Tensor;
import lab.samediff.models.train.DivergedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a run where something is not finite; each time is noted in its diverged.json. */
final class Divergences {
    private static final Logger LOG = LoggerFactory.getLogger(Divergences.class);
    private static final String FILE = "diverged.json";
    private static final int SKIPS_IN_A_ROW = 10;
    private static final int ROLLBACKS = 3;

    private final OnNan policy;
    private final RunFolder folder;
    private final List<Object> noted = new ArrayList<>();
    private int skippedAt = -1;
    private int inARow;
    private int rollbacks;

    /** Goes on with the file that an earlier process left. */
    Divergences(OnNan policy, RunFolder folder) throws IOException {
        this.policy = policy;
        this.folder = folder;
        if (Files.exists(folder.file(FILE))) {
            for (JsonNode earlier : Json.read(folder.file(FILE))) noted.add(earlier);
        }
    }

    /** Whether the optimiser is to leave a step out. */
    boolean skips(DivergedException what, Run run) {
        if (policy != OnNan.SKIP) return false;
        inARow = run.step() <= skippedAt + 1 ? inARow + 1 : 1;
        if (inARow > SKIPS_IN_A_ROW) return false;
        skippedAt = run.step();
        note(what, run, "skipped");
        LOG.warn("step {} is skipped: {} is {}", run.step(), what.name(), what.value());
        return true;
    }

    /** Whether the optimiser left this step out, so that its loss is no number. */
    boolean hasSkipped(int step) {
        return skippedAt == step;
    }

    /**
     * From where the run goes on after it has thrown, or null if it does not.
     *
     * @throws IOException if the checkpoint that it is to go back to can't be read
     */
    Keeper.@Nullable Saved after(Optional<Throwable> failure, Run run) throws IOException {
        if (failure.isEmpty() || !(failure.get() instanceof DivergedException what)) return null;
        Keeper.Saved saved = policy == OnNan.ROLLBACK ? Checkpointer.read(folder.checkpoints()) : null;
        if (saved == null || rollbacks == ROLLBACKS) {
            note(what, run, saved == null ? "stopped" : "stopped after " + ROLLBACKS + " times back");
            if (saved == null && policy == OnNan.ROLLBACK) {
                LOG.warn("there is no checkpoint to go back to; --checkpoint-every says how often one is written");
            }
            return null;
        }
        rollbacks++;
        note(what, run, "back to step " + saved.last().step());
        LOG.warn(
                "{} is {} at step {}; back to step {}",
                what.name(),
                what.value(),
                run.step(),
                saved.last().step());
        return withOtherData(saved, run.keeper().tensors());
    }

    /** How often something was not finite, in all processes that worked on the run. */
    int count() {
        return noted.size();
    }

    private static Keeper.Saved withOtherData(Keeper.Saved saved, Map<String, Tensor> now) {
        Snapshot last = saved.last();
        Map<String, Tensor> tensors = new LinkedHashMap<>(last.tensors());
        now.forEach((name, tensor) -> {
            if (Kept.isData(name)) tensors.put(name, tensor);
        });
        return new Keeper.Saved(
                saved.ends(),
                new Snapshot(
                        last.loop(), last.count(), last.done(), last.step(), last.results(), last.metrics(), tensors));
    }

    private void note(DivergedException what, Run run, String then) {
        Map<String, Object> incident = new LinkedHashMap<>();
        incident.put("step", run.step());
        incident.put("what", what.name());
        incident.put("value", what.value());
        incident.put("then", then);
        incident.putAll(run.circumstances());
        noted.add(incident);
        try {
            folder.json(FILE, noted);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + folder.path().resolve(FILE), e);
        }
    }
}
