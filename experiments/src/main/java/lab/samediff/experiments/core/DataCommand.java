package lab.samediff.experiments.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.DataSource;
import lab.samediff.pipelines.catalog.FileStatus;
import lab.samediff.pipelines.catalog.Located;
import lab.samediff.pipelines.catalog.Place;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "data",
        description = "Data sets: what there is, where it lies, whether it is intact.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class DataCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls run
    private CommandLine.Model.CommandSpec spec;

    static CommandLine commandLine(Host host) {
        return new CommandLine(new DataCommand())
                .addSubcommand(new ListData(host))
                .addSubcommand(new Fetch(host))
                .addSubcommand(new Verify(host))
                .addSubcommand(new Where(host));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? lab data --help shows them");
    }

    /** The names that a shell completes. */
    static final class SourceNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalog.all().stream().map(DataSource::name).iterator();
        }
    }

    /** Where a data set lies, such as {@code cache}, or {@code missing}. */
    static String state(DataAccess access, DataSource source) throws IOException {
        return access.where(source)
                .map(place -> place.origin().name().toLowerCase(Locale.ROOT))
                .orElse(source.hasStandIn() ? "missing, has a stand-in" : "missing");
    }

    private static DataSource source(String name) {
        try {
            return Catalog.get(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Outcome.message(e));
        }
    }

    /** What the subcommands for some data sets share. */
    private abstract static class ForSources implements Callable<Integer> {
        final Host host;

        @Parameters(
                arity = "1..*",
                paramLabel = "DATA",
                description = "Data sets; lab data list shows them.",
                completionCandidates = SourceNames.class)
        private List<String> names = new ArrayList<>();

        @Mixin
        private DataOptions options = new DataOptions();

        ForSources(Host host) {
            this.host = host;
        }

        @Override
        public Integer call() throws IOException {
            List<DataSource> sources = names.stream().map(DataCommand::source).toList();
            DataAccess access = options.access(host, false);
            int code = ExitCode.OK;
            for (DataSource source : sources) {
                code = Math.max(code, one(access, source));
            }
            return code;
        }

        abstract int one(DataAccess access, DataSource source) throws IOException;
    }

    @Command(name = "list", description = "List the data sets.", mixinStandardHelpOptions = true)
    private static final class ListData implements Callable<Integer> {
        private final Host host;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Mixin
        private DataOptions options = new DataOptions();

        ListData(Host host) {
            this.host = host;
        }

        @Override
        public Integer call() throws IOException {
            DataAccess access = options.access(host, false);
            List<Map<String, Object>> documents = new ArrayList<>();
            List<List<String>> rows = new ArrayList<>();
            for (DataSource source : Catalog.all()) {
                String state = state(access, source);
                String size = String.format(Locale.ROOT, "%.1f MB", source.bytes() / 1e6);
                rows.add(List.of(source.name(), size, state, source.licence(), source.title()));
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("name", source.name());
                document.put("title", source.title());
                document.put("licence", source.licence());
                document.put("citation", source.citation());
                document.put("bytes", source.bytes());
                document.put("standIn", source.hasStandIn());
                document.put("state", state);
                documents.add(document);
            }
            if (json) {
                host.out().print(Json.pretty(documents));
            } else {
                Columns.print(host.out(), "", rows);
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "fetch",
            description = "Download data sets into the cache and check them.",
            mixinStandardHelpOptions = true)
    private static final class Fetch extends ForSources {
        Fetch(Host host) {
            super(host);
        }

        @Override
        int one(DataAccess access, DataSource source) throws IOException {
            Located located = access.fetch(source);
            located.paths().values().stream().sorted().forEach(host.out()::println);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "verify",
            description = "Check sizes and checksums; download nothing.",
            mixinStandardHelpOptions = true)
    private static final class Verify extends ForSources {
        Verify(Host host) {
            super(host);
        }

        @Override
        int one(DataAccess access, DataSource source) throws IOException {
            List<FileStatus> files = access.verify(source);
            Columns.print(
                    host.out(),
                    "",
                    files.stream()
                            .map(f -> List.of(
                                    f.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                    f.path().toString(),
                                    f.ok() ? "" : "expected " + f.expected() + ", found " + f.found()))
                            .toList());
            return files.stream().allMatch(FileStatus::ok) ? ExitCode.OK : ExitCode.DATA;
        }
    }

    @Command(name = "path", description = "Print the paths of a data set's files.", mixinStandardHelpOptions = true)
    private static final class Where extends ForSources {
        Where(Host host) {
            super(host);
        }

        @Override
        int one(DataAccess access, DataSource source) throws IOException {
            Optional<Place> place = access.where(source);
            if (place.isEmpty()) {
                host.err()
                        .println(
                                "lab: " + source.name() + " is not here; lab data fetch " + source.name() + " gets it");
                return ExitCode.DATA;
            }
            place.get().paths().values().stream().sorted().forEach(host.out()::println);
            return ExitCode.OK;
        }
    }
}
