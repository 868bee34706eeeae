package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lab.samediff.pipelines.catalog.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the experiments and their variants.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private final Host host;

    @Option(names = "--family", description = "Only this family: ${COMPLETION-CANDIDATES}.")
    private @Nullable Family family;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    ListCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        List<Experiments.Found> rows = Experiments.rows(host.experiments()).stream()
                .filter(row -> family == null || row.info().family() == family)
                .toList();
        if (json) {
            host.out().print(Json.pretty(rows.stream().map(ListCommand::json).toList()));
            return ExitCode.OK;
        }
        List<List<String>> table = new ArrayList<>();
        for (Experiments.Found row : rows) {
            String indent = row.variant().isPresent() ? "  " : "";
            table.add(List.of(
                    indent + row.name(),
                    row.info().family().label(),
                    data(row.info()),
                    row.variant().map(Variant::title).orElse(row.info().title())));
        }
        Columns.print(host.out(), "", table);
        return ExitCode.OK;
    }

    private static String data(Info info) {
        return info.data().isEmpty()
                ? "-"
                : info.data().stream().map(DataSource::name).collect(Collectors.joining(","));
    }

    private static Map<String, Object> json(Experiments.Found row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", row.name());
        json.put("experiment", row.info().name());
        json.put("title", row.title());
        json.put("family", row.info().family());
        json.put("data", row.info().data().stream().map(DataSource::name).toList());
        json.put("tour", row.info().tour() && row.variant().isEmpty());
        return json;
    }
}
