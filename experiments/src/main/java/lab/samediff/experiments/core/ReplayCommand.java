package lab.samediff.experiments.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "Run again what was run, and compare: the same metrics and the same state, bit for bit?",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private final Host host;

    @Parameters(paramLabel = "RUN", description = "The folder of a run that came to its end.")
    private Path folder = Path.of("");

    @Mixin
    private RunOptions options = new RunOptions();

    ReplayCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        RunRecord known = RunRecord.read(host.experiments(), folder);
        JsonNode then = Json.read(folder.resolve("run.json")).path("fingerprint");
        Outcome outcome =
                options.runner(host, false).on(options.onNan(known.onNan())).run(known.plan(), known.seed());
        OutcomeText.print(host.err(), host.err(), outcome);
        if (outcome.state() != State.DONE) return outcome.exitCode();
        List<List<String>> rows = new ArrayList<>();
        Map<String, String> now = Map.of(
                "metrics",
                outcome.fingerprint().metrics(),
                "state",
                outcome.fingerprint().state());
        for (String what : List.of("metrics", "state")) {
            boolean same = then.path(what).asText().equals(now.get(what));
            rows.add(List.of(what, same ? "the same bits" : "different"));
        }
        Columns.print(host.out(), "", rows);
        host.out().println(outcome.folder());
        return rows.stream().allMatch(row -> row.get(1).startsWith("the same")) ? ExitCode.OK : ExitCode.MISSED;
    }
}
