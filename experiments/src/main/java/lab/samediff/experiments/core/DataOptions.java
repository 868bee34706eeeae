package lab.samediff.experiments.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.StandIns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where data comes from. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Look for data sets in this folder first; LAB_DATA says the same.")
    private @Nullable Path folder;

    @Option(
            names = "--stand-in",
            description = "Use generated data in place of data sets; LAB_STAND_IN=1 says the same.")
    private boolean standIn;

    @Option(names = "--offline", description = "Download nothing.")
    private boolean offline;

    /** What the options and the environment ask for; {@code ifMissing} lets stand-ins take the place of missing data. */
    DataAccess access(Host host, boolean ifMissing) {
        DataAccess access = environment(host);
        if (folder != null) {
            if (!Files.isDirectory(folder)) {
                throw new UsageException("--data " + folder + " is not a folder");
            }
            access = access.withFolder(folder);
        }
        if (standIn) {
            access = access.withStandIns(StandIns.ALWAYS);
        } else if (ifMissing && !host.env().getOrDefault("LAB_STAND_IN", "").equals("1")) {
            access = access.withStandIns(StandIns.IF_MISSING);
        }
        return access.withOffline(offline);
    }

    /** The same options for another process. */
    List<String> again() {
        List<String> options = new ArrayList<>();
        if (folder != null)
            options.addAll(List.of("--data", folder.toAbsolutePath().toString()));
        if (standIn) options.add("--stand-in");
        if (offline) options.add("--offline");
        return options;
    }

    private static DataAccess environment(Host host) {
        try {
            return DataAccess.of(host.env());
        } catch (IllegalArgumentException e) {
            throw new UsageException(Outcome.message(e));
        }
    }
}
