package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description = "Make report.html of a run anew from the files in its folder.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    private final Host host;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private Path run = Path.of("");

    ReportCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(run.resolve("config.json"))) {
            throw new UsageException(run + " is not the folder of a run: it has no config.json");
        }
        host.out().println(RunReport.write(run));
        return ExitCode.OK;
    }
}
