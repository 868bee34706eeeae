package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.samediff.models.engine.EngineKind;
import lab.samediff.models.engine.Engines;
import lab.samediff.models.train.DivergedException;
import lab.samediff.pipelines.catalog.DataAccess;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs experiments, each into its own folder.
 *
 * @param results the results folder
 * @param data where data sets come from
 * @param backend the backend asked for
 * @param engine how graphs are executed
 * @param git the commit
 * @param progress makes the progress display of a run
 */
record Runner(
        Path results, DataAccess data, Backend backend, EngineKind engine, GitState git, ProgressFactory progress) {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    /** The progress display of the run of this name. */
    interface ProgressFactory {
        Progress of(String name);
    }

    /**
     * One run. Whatever the experiment throws is in the outcome and in the run's folder.
     *
     * @throws IOException if the folder can't be written
     */
    <C extends Record> Outcome run(Plan<C> plan, long seed) throws IOException {
        long began = System.nanoTime();
        RunFolder folder = RunFolder.create(results, plan.name(), seed, Clock.systemUTC());
        MetricsLog metrics = new MetricsLog(folder.file("metrics.jsonl"), System::nanoTime);
        Run run = new Run(folder, metrics, progress.of(plan.name()), plan.preset(), seed, data);
        Thread hook = new Thread(() -> interrupted(folder, metrics, run), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        Map<String, Object> loaded = new LinkedHashMap<>();
        Optional<Throwable> failure;
        try (RunLog log = new RunLog(folder.file("run.log"))) {
            folder.json("config.json", config(plan, seed));
            failure = execute(plan, run, loaded);
            metrics.close();
            failure.ifPresent(log::failure);
        }
        State state = failure.map(e -> e instanceof DivergedException ? State.DIVERGED : State.FAILED)
                .orElse(State.DONE);
        double seconds = (System.nanoTime() - began) / 1e9;
        Outcome outcome =
                new Outcome(plan, seed, folder.path(), state, run.results(), run.provenance(), seconds, failure);
        folder.json("run.json", facts(folder, outcome, loaded));
        folder.json("summary.json", outcome.json());
        RunReport.write(folder.path());
        folder.status(state, run.step(), failure.map(Outcome::message).orElse(""));
        unhook(hook);
        return outcome;
    }

    // Whatever is thrown, an OutOfMemoryError too, ends only this run and belongs into its folder.
    private <C extends Record> Optional<Throwable> execute(Plan<C> plan, Run run, Map<String, Object> loaded) {
        try {
            Engines.use(engine);
            loaded.put("backend", backend.load());
            loaded.put("engine", Engines.facts());
            Nd4j.getRandom().setSeed(run.seed());
            plan.experiment().run(plan.config(), run);
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    private static Map<String, Object> config(Plan<?> plan, long seed) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("experiment", plan.found().info().name());
        config.put("name", plan.name());
        config.put("title", plan.found().title());
        config.put("preset", plan.preset());
        config.put("seed", seed);
        config.put("changes", plan.changes());
        config.put("set", Settings.assignments(Settings.differences(plan.pinned(), plan.config())));
        config.put("settings", Settings.flatten(plan.config()));
        return config;
    }

    private Map<String, Object> facts(RunFolder folder, Outcome outcome, Map<String, Object> loaded) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("started", folder.started());
        facts.put("seconds", Math.round(outcome.seconds() * 10) / 10.0);
        facts.put("seed", outcome.seed());
        facts.put("git", git);
        facts.put("versions", Machine.versions());
        facts.put("machine", Machine.facts());
        facts.putAll(loaded);
        facts.put("data", DataUsed.of(outcome.data()));
        return facts;
    }

    /** The JVM is going down, by Ctrl-C or a signal, while the run is still in its loop. */
    private static void interrupted(RunFolder folder, MetricsLog metrics, Run run) {
        try {
            metrics.close();
            if (folder.status(State.INTERRUPTED, run.step(), "")) {
                LOG.warn("interrupted at step {}; what there is lies in {}", run.step(), folder.path());
            }
        } catch (IOException e) {
            LOG.error("can't note the interruption in {}", folder.path(), e);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the JVM is already going down; the hook finds the run ended", e);
        }
    }
}
