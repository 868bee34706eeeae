package lab.samediff.experiments.core;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.samediff.models.engine.EngineKind;
import lab.samediff.models.engine.Engines;

/**
 * What runs are computed with.
 *
 * @param backend the backend asked for
 * @param engine how graphs are executed
 * @param deterministic whether the bits must not depend on the number of processors
 */
record Computing(Backend backend, EngineKind engine, boolean deterministic) {
    /**
     * Loads ND4J and sets all of it; returns what there is, for run.json.
     *
     * @throws UsageException if it can't be had
     */
    Map<String, Object> load() {
        Engines.use(engine);
        Engines.alone(deterministic);
        Map<String, Object> loaded = new LinkedHashMap<>();
        loaded.put("backend", (deterministic ? Backend.CPU : backend).load());
        loaded.put("engine", Engines.facts());
        return loaded;
    }

    /**
     * Checks without loading ND4J that it can be had.
     *
     * @throws UsageException if not
     */
    void check() {
        if (deterministic && backend == Backend.CUDA) {
            throw new UsageException("--deterministic: sums on a GPU have no fixed order; leave --backend cuda away");
        }
        backend.check();
    }
}
