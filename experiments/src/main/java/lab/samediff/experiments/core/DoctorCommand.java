package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Check Java, the machine, the backend, the folders and the data sets.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final Host host;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private DataOptions data = new DataOptions();

    DoctorCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        List<Doctor.Finding> findings =
                new ArrayList<>(Doctor.examine(EnvironmentChecks.all(host, data.access(host, false))));
        // Without a backend every further check would only say so again.
        if (findings.stream().noneMatch(DoctorCommand::isMissingBackend)) {
            findings.addAll(Doctor.examine(Doctor.checks()));
        }
        if (json) {
            host.out().print(Json.pretty(findings));
        } else {
            Columns.print(
                    host.out(),
                    "",
                    findings.stream()
                            .map(f -> List.of(f.level().label().toUpperCase(Locale.ROOT), f.check(), f.text()))
                            .toList());
        }
        boolean ill = findings.stream().anyMatch(f -> f.level() == Doctor.Level.FAILURE);
        return ill ? ExitCode.FAILURE : ExitCode.OK;
    }

    private static boolean isMissingBackend(Doctor.Finding finding) {
        return finding.check().equals("backend") && finding.level() == Doctor.Level.FAILURE;
    }
}
