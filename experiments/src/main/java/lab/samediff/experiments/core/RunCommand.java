package lab.samediff.experiments.core;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Run an experiment or a variant.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private final Host host;

    @Parameters(
            paramLabel = "EXPERIMENT",
            description = "An experiment or a variant; lab list shows them.",
            completionCandidates = NameCandidates.class)
    private String name = "";

    @Option(
            names = "--preset",
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.",
            defaultValue = "standard")
    private Preset preset = Preset.STANDARD;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a setting; may be given several times. lab describe shows the settings.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--check", description = "Exit with 5 if a result misses a closed form or an own earlier result.")
    private boolean check;

    @Option(names = "--record", description = "Keep the results in the ledger, results/README.md.")
    private boolean record;

    @Option(names = "--dry-run", description = "Show what would be run and where it would go; write nothing.")
    private boolean dryRun;

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        Plan<?> plan = Plan.of(Experiments.find(host.experiments(), name), preset, set);
        if ((record || check) && !plan.isPinned()) {
            throw new UsageException("--record and --check need the preset's own settings; leave --set away");
        }
        if (dryRun) {
            return show(plan);
        }
        Runner runner = options.runner(host, false);
        List<Outcome> outcomes = new ArrayList<>();
        for (long seed : options.seeds()) {
            Outcome outcome = runner.run(plan, seed);
            outcomes.add(outcome);
            OutcomeText.print(options.json() ? host.err() : host.out(), host.err(), outcome);
            if (outcome.state() == State.PREEMPTED) break;
        }
        if (record) {
            new Ledger(runner.results()).record(outcomes, runner.git());
        }
        if (options.json()) {
            host.out().print(Json.pretty(OutcomeText.json(outcomes)));
        }
        int failure = outcomes.stream()
                .mapToInt(Outcome::exitCode)
                .filter(code -> code != ExitCode.OK)
                .findFirst()
                .orElse(ExitCode.OK);
        boolean missed = check && Outcome.judgements(outcomes).stream().anyMatch(Judgement::gateMissed);
        return failure != ExitCode.OK ? failure : missed ? ExitCode.MISSED : ExitCode.OK;
    }

    private int show(Plan<?> plan) {
        Map<String, Object> settings = Settings.flatten(plan.config());
        if (options.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", plan.name());
            json.put("preset", plan.preset());
            json.put("seeds", options.seeds());
            json.put("settings", settings);
            json.put("results", options.results(host).toString());
            host.out().print(Json.pretty(json));
            return ExitCode.OK;
        }
        PrintStream out = host.out();
        out.println("would run " + plan.name() + ", preset " + plan.preset() + ", seeds " + options.seeds() + ", into "
                + options.results(host).resolve("runs").resolve(plan.name()));
        List<List<String>> rows = new ArrayList<>();
        settings.forEach((key, value) -> rows.add(List.of(key, "= " + value)));
        Columns.print(out, "  ", rows);
        return ExitCode.OK;
    }
}
