package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reproduce",
        description = {
            "Run experiments, compare with the reported numbers and record the results in results/README.md.",
            "Without names: the tour. A data set that can't be had is replaced by its generated stand-in, and the result"
                    + " is marked."
        },
        mixinStandardHelpOptions = true)
final class ReproduceCommand implements Callable<Integer> {
    private final Host host;

    @Parameters(
            arity = "0..*",
            paramLabel = "EXPERIMENT",
            description = "Experiments or variants.",
            completionCandidates = NameCandidates.class)
    private List<String> names = new ArrayList<>();

    @Option(names = "--all", description = "Every experiment and variant.")
    private boolean all;

    @Option(names = "--family", description = "Every experiment and variant of a family: ${COMPLETION-CANDIDATES}.")
    private @Nullable Family family;

    @Option(
            names = "--preset",
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.",
            defaultValue = "quick")
    private Preset preset = Preset.QUICK;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "Give each run a process of its own, N at once: one that crashes or hangs does not end the others.")
    private int jobs;

    @Option(
            names = "--stall",
            paramLabel = "TIME",
            converter = Seconds.class,
            description = "With --jobs: end a process that has taken no step for so long; 30m if not given.")
    private long stall = TimeUnit.MINUTES.toNanos(30);

    @Mixin
    private RunOptions options = new RunOptions();

    ReproduceCommand(Host host) {
        this.host = host;
    }

    /** One experiment, and its runs. */
    private record Begun(Experiments.Found found, List<Jobs.Pending> runs) {}

    /** How one experiment went over its seeds. */
    private record Item(Experiments.Found found, List<Outcome> outcomes, String failure) {
        boolean failed() {
            return !failure.isEmpty() || outcomes.stream().anyMatch(o -> o.state() != State.DONE);
        }

        List<Judgement> judgements() {
            List<Outcome> done =
                    outcomes.stream().filter(o -> o.state() == State.DONE).toList();
            return done.isEmpty() ? List.of() : Outcome.judgements(done);
        }

        boolean missed() {
            return judgements().stream().anyMatch(Judgement::gateMissed);
        }

        String text() {
            return failed() ? "failed" : missed() ? "missed" : "ok";
        }
    }

    @Override
    public Integer call() {
        List<Experiments.Found> chosen = chosen();
        if (jobs < 0) throw new UsageException("--jobs " + jobs + " is not a number from 0 on");
        Runner runner = options.runner(host, true);
        List<Item> items = new ArrayList<>();
        Stop stop = runner.safety().stop();
        try (Jobs runs = jobs == 0 ? Jobs.here(runner) : Jobs.processes(jobs, worker(runner))) {
            List<Begun> begun = chosen.stream().map(found -> begin(runs, found)).toList();
            for (Begun one : begun) {
                host.err()
                        .println("[" + (items.size() + 1) + "/" + begun.size() + "] "
                                + one.found().name() + ", preset " + preset);
                items.add(reproduce(runner, one));
                Stop.Reason stopped = stop.reason();
                if (stopped != null) return stopped.exitCode();
            }
        }
        if (options.json()) {
            host.out()
                    .print(Json.pretty(
                            items.stream().map(ReproduceCommand::json).toList()));
        } else {
            Columns.print(
                    host.out(),
                    "",
                    items.stream().map(i -> List.of(i.text(), i.found().name())).toList());
            host.out().println(runner.results().resolve("README.md"));
        }
        boolean failed = items.stream().anyMatch(Item::failed);
        boolean missed = items.stream().anyMatch(Item::missed);
        return failed ? ExitCode.FAILURE : missed ? ExitCode.MISSED : ExitCode.OK;
    }

    private List<Experiments.Found> chosen() {
        if (!names.isEmpty() && (all || family != null)) {
            throw new UsageException("give names, or --all or --family, not both");
        }
        if (!names.isEmpty()) {
            return names.stream()
                    .distinct()
                    .map(name -> Experiments.find(host.experiments(), name))
                    .toList();
        }
        List<Experiments.Found> chosen = Experiments.rows(host.experiments()).stream()
                .filter(row -> family == null || row.info().family() == family)
                .filter(row -> all
                        || family != null
                        || (row.info().tour() && row.variant().isEmpty()))
                .toList();
        if (chosen.isEmpty()) {
            throw new UsageException("no experiment is chosen; lab list shows them");
        }
        return chosen;
    }

    private Worker worker(Runner runner) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / jobs);
        Path results = runner.results();
        return new Worker(
                results, options.again(results), threads, stall, runner.safety().stop());
    }

    private Begun begin(Jobs runs, Experiments.Found found) {
        Plan<?> plan = Plan.of(found, preset, List.of());
        return new Begun(
                found,
                options.seeds().stream().map(seed -> runs.begin(plan, seed)).toList());
    }

    // One experiment that can't be run must not keep the others from running.
    private Item reproduce(Runner runner, Begun begun) {
        Experiments.Found found = begun.found();
        List<Outcome> outcomes = new ArrayList<>();
        try {
            for (Jobs.Pending run : begun.runs()) {
                Outcome outcome = run.outcome();
                outcomes.add(outcome);
                OutcomeText.print(options.json() ? host.err() : host.out(), host.err(), outcome);
                if (outcome.state() == State.PREEMPTED) break;
            }
            new Ledger(runner.results()).record(outcomes, runner.git());
            return new Item(found, outcomes, "");
        } catch (IOException | RuntimeException e) {
            host.err().println("lab: " + found.name() + ": " + Outcome.message(e));
            return new Item(found, outcomes, Outcome.message(e));
        }
    }

    private static Map<String, Object> json(Item item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", item.found().name());
        json.put("outcome", item.text());
        if (!item.failure().isEmpty()) {
            json.put("failure", item.failure());
        }
        if (!item.outcomes().isEmpty()) {
            json.put("detail", OutcomeText.json(item.outcomes()));
        }
        return json;
    }
}
