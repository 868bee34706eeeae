package lab.samediff.experiments.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.samediff.models.engine.EngineKind;
import lab.samediff.models.engine.Engines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that run and reproduce share. */
final class RunOptions {
    @Option(
            names = "--seed",
            split = ",",
            paramLabel = "SEED",
            description = "One or several seeds, such as 1,2,3; ${DEFAULT-VALUE} if not given.",
            defaultValue = "1")
    private List<Long> seeds = List.of(1L);

    @Option(
            names = "--backend",
            description = "${COMPLETION-CANDIDATES}; auto, the default, takes what ND4J finds.",
            defaultValue = "auto")
    private Backend backend = Backend.AUTO;

    @Option(
            names = "--engine",
            description = "${COMPLETION-CANDIDATES}; auto, the default, compiles what a plan can take.")
    private @Nullable EngineKind engine;

    @Option(
            names = "--deterministic",
            description = "Compute on processors with one thread: the same bits however many processors there are.")
    private boolean deterministic;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write into this folder instead of the repository's results/.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            converter = Seconds.class,
            description = "Write a checkpoint after this time and stop with 75; such as 90s, 45m or 11h30m.")
    private long maxTime;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            converter = Seconds.class,
            description = "Time between two checkpoints; 10m if not given.")
    private long checkpointEvery = TimeUnit.MINUTES.toNanos(10);

    @Option(
            names = "--on-nan",
            paramLabel = "WHAT",
            description =
                    "What to do where a loss or gradient is not finite: ${COMPLETION-CANDIDATES}. stop, the default,"
                            + " ends the run; skip leaves the step out; rollback goes back to the newest checkpoint and on with"
                            + " other data.")
    private @Nullable OnNan onNan;

    @Mixin
    private DataOptions data = new DataOptions();

    /** The seeds, each once. */
    List<Long> seeds() {
        return seeds.stream().distinct().toList();
    }

    boolean json() {
        return json;
    }

    Path results(Host host) {
        return Results.find(out, host.workingDirectory());
    }

    DataOptions data() {
        return data;
    }

    /** The runner that these options ask for; nothing is written or loaded yet. */
    Runner runner(Host host, boolean standInIfMissing) {
        return runner(host, standInIfMissing, OnNan.STOP, false);
    }

    /** The same, for one that does again or goes on with what was run; what these options leave open is as it was then. */
    Runner runner(Host host, RunRecord known) {
        return runner(host, false, known.onNan(), known.deterministic());
    }

    private Runner runner(Host host, boolean standInIfMissing, OnNan usual, boolean wasDeterministic) {
        Computing computing = new Computing(backend, engine(), deterministic || wasDeterministic);
        computing.check();
        return new Runner(
                results(host),
                data.access(host, standInIfMissing),
                computing,
                GitState.of(Results.repository(host.workingDirectory())),
                name -> new Progress(host.err(), host.progress(quiet), System::nanoTime, name),
                new Safety(stop(host), checkpointEvery, onNan == null ? usual : onNan));
    }

    /** The same options for another process, which works on one seed and is stopped by this one. */
    List<String> again(Path results) {
        List<String> options = new ArrayList<>(List.of("--quiet", "--out", results.toString()));
        options.addAll(List.of("--backend", backend.toString(), "--engine", engine().toString()));
        options.addAll(List.of("--checkpoint-every", TimeUnit.NANOSECONDS.toSeconds(checkpointEvery) + "s"));
        if (deterministic) options.add("--deterministic");
        if (onNan != null) options.addAll(List.of("--on-nan", onNan.toString()));
        options.addAll(data.again());
        return options;
    }

    private Stop stop(Host host) {
        Stop stop = new Stop(System::nanoTime, maxTime);
        return host.signals() ? Signals.stopping(stop) : stop;
    }

    /** Also looks at the number of threads, before anything is begun that can't do with it. */
    private EngineKind engine() {
        try {
            Engines.threads();
            return engine == null ? Engines.configured() : engine;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
