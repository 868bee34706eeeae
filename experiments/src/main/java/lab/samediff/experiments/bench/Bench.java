package lab.samediff.experiments.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command behind {@code scripts/bench}: measures training steps of ours and of PyTorch and prints a table. */
@Command(
        name = "bench",
        description = "Times a training step of each model beside its PyTorch twin, from the same weights and inputs.",
        mixinStandardHelpOptions = true,
        footer = "LAB_JAVA_OPTS=-Dlab.engine=interpreted chooses the engine of our side.")
public final class Bench implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            paramLabel = "N",
            description = "Rounds over all models (default: 3); 0 only compares the losses.")
    private int rounds;

    @Option(names = "--models", split = ",", paramLabel = "NAME", description = "Only these models, by name.")
    private List<String> names = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write every measurement to this file.")
    private @Nullable Path json;

    @Option(names = "--write", description = "Write the tables to results/bench/README.md.")
    private boolean write;

    @Option(names = "--root", hidden = true, defaultValue = ".", description = "The repository; scripts/bench knows.")
    private Path root = Path.of("");

    @Option(names = "--python", hidden = true, description = "An interpreter that imports torch, or none.")
    private @Nullable String python;

    private Bench() {}

    /** Measures and exits: 0, 1 if a model failed or its losses differ, 2 for arguments that make no sense. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() throws ChildException, IOException, InterruptedException {
        List<BenchModel> models = chosen();
        if (rounds < 0) throw new ParameterException(spec.commandLine(), "--rounds is " + rounds + "; want 0 or more");
        if (rounds == 0 && (write || json != null)) {
            throw new ParameterException(spec.commandLine(), "--write and --json want times; --rounds 0 measures none");
        }
        if (json != null && !Files.isDirectory(json.toAbsolutePath().resolveSibling("."))) {
            throw new ParameterException(spec.commandLine(), "--json: there is no folder for " + json);
        }
        Twin twin = python == null ? null : new Twin(python, root.resolve("scripts/pytorch/twin.py"));
        Path folder = Files.createTempDirectory("bench");
        try {
            Campaign campaign = new Campaign(models, twin, folder);
            campaign.compare();
            if (rounds == 0) {
                print(BenchTable.losses(campaign.rows()));
            } else {
                measure(campaign);
            }
            return campaign.rows().stream().allMatch(row -> row.problem().isEmpty()) ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    private void measure(Campaign campaign) throws ChildException, IOException, InterruptedException {
        Peaks peaks = Campaign.peaks();
        for (int round = 0; round < rounds; round++) campaign.round(round);
        campaign.fit();
        BenchTable table = new BenchTable(campaign.rows(), peaks);
        Map<String, String> machine = MachineWords.facts(campaign.torch());
        print(table.markdown());
        if (json != null) Files.writeString(json, facts(table, machine), StandardCharsets.UTF_8);
        if (write) {
            Path folder = Files.createDirectories(root.resolve("results/bench"));
            Files.writeString(
                    folder.resolve("README.md"), BenchPage.markdown(table, machine, rounds), StandardCharsets.UTF_8);
        }
    }

    private List<BenchModel> chosen() {
        if (names.isEmpty()) return BenchModels.all();
        try {
            return names.stream().distinct().map(BenchModels::named).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--models: " + e.getMessage(), e);
        }
    }

    private String facts(BenchTable table, Map<String, String> machine) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("machine", machine);
        facts.put("gemm", table.peaks());
        facts.put("rounds", rounds);
        facts.put("geometricMean", table.geometricMean());
        facts.put("models", table.rows().stream().map(Row::facts).toList());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n";
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
