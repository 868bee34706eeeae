package lab.samediff.experiments.core;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lab.samediff.experiments.files.Tensor;
import lab.samediff.models.train.DivergedException;
import org.jspecify.annotations.Nullable;

/**
 * Saves what changes in the loops of a run, and finds it again. A run that goes on executes its experiment from the
 * beginning: loops that had ended yield nothing, each leaves what it had left; the loop in which the run stood goes on
 * there. What lies between loops is computed again, from the same numbers.
 */
final class Keeper {
    private final Map<String, Resumable> kept = new LinkedHashMap<>();
    private final Map<Integer, Snapshot> ends = new TreeMap<>();
    private final MetricsLog metrics;
    private final Map<String, Double> results;
    private @Nullable Saved from;

    /**
     * What is found of an earlier process.
     *
     * @param ends what each loop that had ended left
     * @param last where the run stood
     */
    record Saved(Map<Integer, Snapshot> ends, Snapshot last) {}

    /** {@code results}: what the run has given so far, changed in place. */
    Keeper(MetricsLog metrics, Map<String, Double> results, @Nullable Saved from) {
        this.metrics = metrics;
        this.results = results;
        this.from = from;
        if (from != null) {
            metrics.mute();
            ends.putAll(from.ends());
        }
    }

    <T extends Resumable> T keep(String name, T thing) {
        if (kept.putIfAbsent(Names.checkMetric(name), thing) != null) {
            throw new IllegalArgumentException("the run keeps two things called " + name);
        }
        return thing;
    }

    /** How many things whose names begin so are kept. */
    int count(String kind) {
        return (int)
                kept.keySet().stream().filter(name -> name.startsWith(kind)).count();
    }

    /** Begins a loop; returns how many of its steps have been taken already, by an earlier process. */
    int begin(int loop, int count) {
        Saved saved = from;
        if (saved == null) return 0;
        boolean last = loop == saved.last().loop();
        Snapshot snapshot = last ? saved.last() : saved.ends().get(loop);
        if (snapshot == null || snapshot.count() != count) {
            throw new IllegalStateException("the checkpoint was written by a run whose loop " + loop + " had "
                    + (snapshot == null ? "no end" : snapshot.count() + " steps, not " + count)
                    + "; settings or program have changed");
        }
        restore(snapshot);
        if (snapshot.isEnd()) ends.put(loop, snapshot);
        if (last) {
            from = null;
            metrics.restore(snapshot.metrics());
        }
        return snapshot.done();
    }

    private void restore(Snapshot snapshot) {
        results.clear();
        results.putAll(snapshot.results());
        RunState state = new RunState(snapshot.tensors());
        Set<String> unknown = new LinkedHashSet<>(snapshot.tensors().keySet());
        kept.forEach((name, thing) -> {
            thing.load(state.at(name));
            unknown.removeIf(tensor -> tensor.startsWith(name + "/"));
        });
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    "the checkpoint holds " + unknown.iterator().next() + ", which the run does not keep before loop "
                            + snapshot.loop() + " begins");
        }
    }

    /**
     * What there is now.
     *
     * @throws DivergedException if a parameter, or what an optimiser remembers, is not finite
     */
    Snapshot snapshot(int loop, int count, int done, int step) {
        Map<String, Tensor> tensors = tensors();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(Kept.STEP) && !tensor.isFinite()) throw new DivergedException(name, step, Double.NaN);
        });
        return new Snapshot(loop, count, done, step, new LinkedHashMap<>(results), metrics.position(), tensors);
    }

    /** Where the parts of the run stand, for people. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        kept.forEach((name, thing) -> {
            if (thing instanceof Kept.Telling telling) facts.put(name, telling.facts());
        });
        return facts;
    }

    /** A loop has ended: what it leaves is remembered. */
    void ended(Snapshot snapshot) {
        ends.put(snapshot.loop(), snapshot);
    }

    Map<Integer, Snapshot> ends() {
        return ends;
    }

    /** All that is kept, as the run has it now. */
    Map<String, Tensor> tensors() {
        RunState state = RunState.empty();
        kept.forEach((name, thing) -> thing.save(state.at(name)));
        return state.tensors();
    }
}
