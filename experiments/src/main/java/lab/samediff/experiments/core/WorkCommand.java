package lab.samediff.experiments.core;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One run for {@link Worker}: its folder is the answer. */
@Command(name = "work", description = "One run for lab reproduce --jobs.", hidden = true)
final class WorkCommand implements Callable<Integer> {
    private final Host host;

    @Parameters
    private String name = "";

    @Option(names = "--preset", required = true)
    private Preset preset = Preset.QUICK;

    @Mixin
    private RunOptions options = new RunOptions();

    WorkCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        Plan<?> plan = Plan.of(Experiments.find(host.experiments(), name), preset, List.of());
        return options.runner(host, true).run(plan, options.seeds().get(0)).exitCode();
    }
}
