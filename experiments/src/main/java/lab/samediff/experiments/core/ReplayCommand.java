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
        JsonNode then = Json.read(folder.resolve("run.json"));
        Outcome outcome = options.runner(host, known).run(known.plan(), known.seed());
        OutcomeText.print(host.err(), host.err(), outcome);
        if (outcome.state() != State.DONE) return outcome.exitCode();
        JsonNode now = Json.read(outcome.folder().resolve("run.json"));
        List<List<String>> rows = new ArrayList<>();
        boolean same = true;
        for (String what : List.of("metrics", "state")) {
            boolean equal = then.path("fingerprint")
                    .path(what)
                    .equals(now.path("fingerprint").path(what));
            rows.add(List.of(what, equal ? "the same bits" : "different"));
            same &= equal;
        }
        if (!same) rows.addAll(circumstances(then, now));
        Columns.print(host.out(), "", rows);
        host.out().println(outcome.folder());
        return same ? ExitCode.OK : ExitCode.MISSED;
    }

    /** What is not now as it was then, and may be why the bits are others. */
    private static List<List<String>> circumstances(JsonNode then, JsonNode now) {
        List<List<String>> rows = new ArrayList<>();
        for (String part : List.of("git", "versions", "machine", "backend", "engine")) {
            for (Map.Entry<String, JsonNode> fact : now.path(part).properties()) {
                JsonNode before = then.path(part).path(fact.getKey());
                if (before.equals(fact.getValue())) continue;
                rows.add(List.of(
                        part + " " + fact.getKey(),
                        before.asText("unknown") + " then, " + fact.getValue().asText() + " now"));
            }
        }
        return rows;
    }
}
