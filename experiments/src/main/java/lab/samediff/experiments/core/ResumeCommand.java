package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import lab.samediff.experiments.files.CheckpointFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Go on with a run from its newest checkpoint.", mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    private static final String AUTO = "auto";

    private final Host host;

    @Parameters(
            paramLabel = "RUN",
            description = "A run's folder, or auto: the newest run that did not come to its end and has a checkpoint.")
    private String run = "";

    @Option(names = "--record", description = "Keep the results in the ledger, results/README.md.")
    private boolean record;

    @Mixin
    private RunOptions options = new RunOptions();

    ResumeCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        Runner runner = options.runner(host, false);
        Path folder = run.equals(AUTO) ? newest(runner.results()) : Path.of(run);
        RunRecord known = RunRecord.read(host.experiments(), folder);
        Keeper.Saved saved = saved(folder);
        if (saved == null) {
            throw new NoCheckpointException(folder + " has no valid checkpoint; lab run begins a new run");
        }
        Outcome outcome = runner.resume(known.plan(), known.seed(), RunFolder.open(folder, Clock.systemUTC()), saved);
        OutcomeText.print(options.json() ? host.err() : host.out(), host.err(), outcome);
        if (record) new Ledger(runner.results()).record(List.of(outcome), runner.git());
        if (options.json()) host.out().print(Json.pretty(OutcomeText.json(List.of(outcome))));
        return outcome.exitCode();
    }

    private static Keeper.@Nullable Saved saved(Path folder) throws IOException {
        return Checkpoints.read(new CheckpointFolder(folder.resolve("checkpoints")));
    }

    private static Path newest(Path results) throws IOException {
        for (Path folder : RunRecord.folders(results)) {
            String state =
                    Json.read(folder.resolve("status.json")).path("state").asText();
            boolean open = !state.equals(State.DONE.label()) && !state.equals(State.DIVERGED.label());
            if (open && saved(folder) != null) return folder;
        }
        throw new NoCheckpointException(
                "no run below " + results + " can go on: none that is not done has a checkpoint");
    }
}
