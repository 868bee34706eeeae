package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.samediff.models.train.DivergedException;
import lab.samediff.pipelines.catalog.DataAccess;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs experiments, each into its own folder.
 *
 * @param results the results folder
 * @param data where data sets come from
 * @param computing what runs are computed with
 * @param git the commit
 * @param progress makes the progress display of a run
 * @param safety what runs do so that they can go on
 */
record Runner(
        Path results, DataAccess data, Computing computing, GitState git, ProgressFactory progress, Safety safety) {
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
        try (RunFolder folder = RunFolder.create(results, plan.name(), seed, Clock.systemUTC())) {
            folder.json("config.json", config(plan, seed));
            return run(plan, seed, folder, null);
        }
    }

    /**
     * Goes on with a run that an earlier process began, from its newest checkpoint.
     *
     * @throws IOException if the folder can't be written
     */
    <C extends Record> Outcome resume(Plan<C> plan, long seed, RunFolder folder, Keeper.Saved saved)
            throws IOException {
        folder.status(State.RUNNING, saved.last().step(), "resumed");
        return run(plan, seed, folder, saved);
    }

    private <C extends Record> Outcome run(Plan<C> plan, long seed, RunFolder folder, Keeper.@Nullable Saved saved)
            throws IOException {
        long began = System.nanoTime();
        double before = saved == null ? 0 : saved.last().metrics().seconds();
        MetricsLog metrics = new MetricsLog(folder.file("metrics.jsonl"), System::nanoTime);
        Divergences divergences = new Divergences(safety.onNan(), folder);
        Function<Keeper.@Nullable Saved, Run> attempt = from -> new Run(
                folder,
                metrics,
                progress.of(plan.name()),
                plan.preset(),
                seed,
                data,
                new Run.Going(from, safety, divergences));
        Attempts attempts = new Attempts(attempt, divergences, saved);
        Thread hook = new Thread(() -> interrupted(folder, metrics, attempts.run()), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        safety.stop().whenOverdue(reason -> leave(folder, attempts.run(), reason));
        Map<String, Object> loaded = new LinkedHashMap<>();
        Optional<Throwable> failure;
        try (RunLog log = new RunLog(folder.file("run.log"))) {
            if (saved != null) LOG.info("going on at step {}", saved.last().step());
            failure = attempts.execute(run -> execute(plan, run, loaded));
            metrics.close();
            failure.ifPresent(log::failure);
        }
        Run run = attempts.run();
        double seconds = before + (System.nanoTime() - began) / 1e9;
        Outcome outcome = new Outcome(
                plan,
                seed,
                folder.path(),
                state(failure),
                run.results(),
                run.provenance(),
                divergences.count(),
                seconds,
                fingerprint(folder, run, failure),
                failure);
        folder.json("run.json", facts(folder, outcome, loaded));
        folder.json("summary.json", outcome.json());
        RunReport.write(folder.path());
        folder.status(outcome.state(), run.step(), failure.map(Outcome::message).orElse(""));
        safety.stop().whenOverdue(reason -> {});
        unhook(hook);
        return outcome;
    }

    /** Without the state where the run failed: what made it fail, such as too little memory, may not let it be read. */
    private static Fingerprint fingerprint(RunFolder folder, Run run, Optional<Throwable> failure) throws IOException {
        boolean failed = state(failure) == State.FAILED;
        return Fingerprint.of(
                folder.file("metrics.jsonl"), failed ? Map.of() : run.keeper().tensors());
    }

    private static State state(Optional<Throwable> failure) {
        if (failure.isEmpty()) return State.DONE;
        if (failure.get() instanceof PreemptedException) return State.PREEMPTED;
        return failure.get() instanceof DivergedException ? State.DIVERGED : State.FAILED;
    }

    // Whatever is thrown, an OutOfMemoryError too, ends only this run and belongs into its folder.
    private <C extends Record> Optional<Throwable> execute(Plan<C> plan, Run run, Map<String, Object> loaded) {
        try {
            loaded.putAll(computing.load());
            Nd4j.getRandom().setSeed(run.seed());
            plan.experiment().run(plan.config(), run);
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    private Map<String, Object> config(Plan<?> plan, long seed) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("experiment", plan.found().info().name());
        config.put("name", plan.name());
        config.put("title", plan.found().title());
        config.put("preset", plan.preset());
        config.put("seed", seed);
        config.put("changes", plan.changes());
        config.put("set", Settings.assignments(Settings.differences(plan.pinned(), plan.config())));
        config.put("onNan", safety.onNan());
        config.put("deterministic", computing.deterministic());
        config.put("settings", Settings.flatten(plan.config()));
        return config;
    }

    private Map<String, Object> facts(RunFolder folder, Outcome outcome, Map<String, Object> loaded) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("started", folder.started());
        facts.put("seconds", Math.round(outcome.seconds() * 10) / 10.0);
        facts.put("seed", outcome.seed());
        facts.put("fingerprint", outcome.fingerprint());
        facts.put("git", git);
        facts.put("versions", Machine.versions());
        facts.put("machine", Machine.facts());
        facts.putAll(loaded);
        facts.put("data", DataUsed.of(outcome.data()));
        return facts;
    }

    /** Ends the process in the middle of what comes after a loop: it is computed again when the run goes on. */
    private static void leave(RunFolder folder, Run run, Stop.Reason reason) {
        try {
            boolean written = run.checkpoints().writeLastEnd();
            folder.status(written ? State.PREEMPTED : State.INTERRUPTED, run.step(), "stopped after a loop");
            LOG.warn("stopped after step {}; what there is lies in {}", run.step(), folder.path());
        } catch (IOException | RuntimeException e) {
            LOG.error("can't write a checkpoint in {}", folder.path(), e);
        }
        Runtime.getRuntime().halt(reason.exitCode());
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
