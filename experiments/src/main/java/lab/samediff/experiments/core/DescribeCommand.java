package lab.samediff.experiments.core;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lab.samediff.pipelines.catalog.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "describe",
        description = "Show an experiment: paper, data, presets, settings, numbers to compare with.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
    private final Host host;

    @Parameters(
            paramLabel = "EXPERIMENT",
            description = "An experiment or a variant.",
            completionCandidates = NameCandidates.class)
    private String name = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    DescribeCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        Experiments.Found found = Experiments.find(host.experiments(), name);
        Plan<?> plan = Plan.of(found, Preset.STANDARD, List.of());
        if (json) {
            host.out().print(Json.pretty(json(found, plan)));
        } else {
            print(host.out(), found, plan);
        }
        return ExitCode.OK;
    }

    private static void print(PrintStream out, Experiments.Found found, Plan<?> plan) {
        Info info = found.info();
        out.println(found.name() + " (" + info.family().label() + "): " + found.title());
        if (!info.paper().isEmpty()) {
            out.println("  " + info.paper());
        }
        section(out, "Data", info.data().stream().map(DescribeCommand::data).toList());
        section(
                out,
                "Variants",
                info.variants().stream()
                        .map(v -> List.of(v.name(), v.title(), String.join(" ", v.changes())))
                        .toList());
        List<List<String>> presets = new ArrayList<>();
        presets(found)
                .forEach((preset, changes) ->
                        presets.add(List.of(preset, changes.isEmpty() ? "as below" : String.join(" ", changes))));
        section(out, "Presets", presets);
        Map<String, String> types = Settings.types(plan.config());
        List<List<String>> settings = new ArrayList<>();
        Settings.flatten(plan.config())
                .forEach((key, value) -> settings.add(List.of(key, "= " + value, types.getOrDefault(key, ""))));
        section(out, "Settings of preset standard (--set key=value)", settings);
        section(out, "References", references(found));
    }

    private static void section(PrintStream out, String title, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            out.println();
            out.println(title);
            Columns.print(out, "  ", rows);
        }
    }

    private static List<String> data(DataSource source) {
        return List.of(source.name(), source.title(), "licence: " + source.licence());
    }

    private static List<List<String>> references(Experiments.Found found) {
        return found.info().references().stream()
                .filter(r -> r.variant().equals(found.name()))
                .map(r -> List.of(
                        r.metric(),
                        r.preset().label(),
                        r.band(),
                        r.source().label(),
                        r.citation() + (r.protocol().isBlank() ? "" : " [other protocol: " + r.protocol() + "]")))
                .toList();
    }

    private static Map<String, List<String>> presets(Experiments.Found found) {
        Map<String, List<String>> presets = new LinkedHashMap<>();
        for (Preset preset : Preset.values()) {
            presets.put(preset.label(), Plan.of(found, preset, List.of()).changes());
        }
        return presets;
    }

    private static Map<String, Object> json(Experiments.Found found, Plan<?> plan) {
        Info info = found.info();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", found.name());
        json.put("experiment", info.name());
        json.put("title", found.title());
        json.put("paper", info.paper());
        json.put("family", info.family());
        json.put("tour", info.tour());
        json.put("data", info.data().stream().map(DataSource::name).toList());
        json.put("variants", info.variants());
        json.put("presets", presets(found));
        json.put("settings", Settings.flatten(plan.config()));
        json.put("types", Settings.types(plan.config()));
        json.put(
                "references",
                info.references().stream()
                        .filter(r -> r.variant().equals(found.name()))
                        .toList());
        return json;
    }
}
