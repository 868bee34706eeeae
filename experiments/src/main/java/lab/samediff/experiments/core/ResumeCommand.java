package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import lab.samediff.experiments.files.RunBusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Go on with a run from its newest checkpoint.", mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ResumeCommand.class);
    private static final Clock CLOCK = Clock.systemUTC();
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
        try (RunFolder folder =
                run.equals(AUTO) ? newest(options.results(host)) : RunFolder.open(Path.of(run), CLOCK)) {
            RunRecord known = RunRecord.read(host.experiments(), folder.path());
            Keeper.Saved saved = Checkpointer.read(folder.checkpoints());
            if (saved == null)
                throw new NoCheckpointException(folder.path() + " has no checkpoint; lab run begins anew");
            Runner runner = options.runner(host, known);
            Outcome outcome = runner.resume(known.plan(), known.seed(), folder, saved);
            OutcomeText.print(options.json() ? host.err() : host.out(), host.err(), outcome);
            if (record) new Ledger(runner.results()).record(List.of(outcome), runner.git());
            if (options.json()) host.out().print(Json.pretty(OutcomeText.json(List.of(outcome))));
            return outcome.exitCode();
        }
    }

    /** Locked, so that of several that look for work each finds another run. */
    private static RunFolder newest(Path results) throws IOException {
        for (Path path : RunRecord.folders(results)) {
            if (!isOpen(path)) continue;
            try {
                RunFolder folder = RunFolder.open(path, CLOCK);
                if (folder.checkpoints().newest().isPresent()) return folder;
                folder.close();
            } catch (RunBusyException e) {
                LOG.debug("{} is worked on", path, e);
            }
        }
        throw new NoCheckpointException(
                "no run below " + results + " can go on: none that is not done has a checkpoint");
    }

    private static boolean isOpen(Path path) throws IOException {
        Path status = path.resolve("status.json");
        if (!Files.isRegularFile(status)) return false;
        String state = Json.read(status).path("state").asText();
        return !state.equals(State.DONE.label()) && !state.equals(State.DIVERGED.label());
    }
}
