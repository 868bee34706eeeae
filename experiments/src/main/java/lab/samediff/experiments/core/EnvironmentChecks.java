package lab.samediff.experiments.core;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.samediff.experiments.core.Doctor.Finding;
import lab.samediff.experiments.core.Doctor.Level;
import lab.samediff.models.engine.Engines;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.DataSource;

/** The part of {@code lab doctor} that looks at the machine. */
final class EnvironmentChecks {
    private static final int JAVA = 17;
    private static final long ENOUGH_HEAP_MIB = 900;

    /** One thing to look at. */
    private record Named(String name, Looker looker) implements Doctor.Check {
        @Override
        public List<Finding> look() throws Exception {
            return looker.look();
        }
    }

    /** The function of a check. */
    private interface Looker {
        List<Finding> look() throws Exception;
    }

    private EnvironmentChecks() {}

    /** Java, machine, backend, engine, folders and data sets. */
    static List<Doctor.Check> all(Host host, DataAccess data) {
        return List.of(
                new Named("java", EnvironmentChecks::java),
                new Named("machine", EnvironmentChecks::machine),
                new Named("backend", EnvironmentChecks::backend),
                new Named("engine", EnvironmentChecks::engine),
                new Named("jvm flags", EnvironmentChecks::flags),
                new Named("results", () -> List.of(writable("results", Results.find(null, host.workingDirectory())))),
                new Named("cache", () -> List.of(writable("cache", data.cache()))),
                new Named("data", () -> data(data)));
    }

    private static List<Finding> java() {
        Runtime.Version version = Runtime.version();
        boolean right = version.feature() == JAVA;
        String text = version + (right ? "" : "; built and tested with " + JAVA + ", set JAVA_HOME to one");
        return List.of(new Finding("java", right ? Level.OK : Level.WARNING, text));
    }

    private static List<Finding> machine() {
        Map<String, Object> facts = Machine.facts();
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        boolean enough = heap >= ENOUGH_HEAP_MIB;
        return List.of(
                new Finding("system", Level.OK, String.valueOf(facts.get("os"))),
                new Finding("processor", Level.OK, facts.get("cpu") + ", " + facts.get("cores") + " cores"),
                new Finding("memory", Level.OK, facts.get("memoryGiB") + " GiB"),
                new Finding(
                        "heap",
                        enough ? Level.OK : Level.WARNING,
                        heap + " MiB" + (enough ? "" : "; give the JVM -Xmx2g or more")));
    }

    private static List<Finding> backend() {
        List<Finding> findings = new ArrayList<>();
        Backend.AUTO.load().forEach((key, value) -> {
            String name = key.equals("class") ? "backend" : "backend " + key;
            findings.add(new Finding(name, Level.OK, String.valueOf(value)));
        });
        return findings;
    }

    private static List<Finding> engine() {
        Map<String, Object> facts = Engines.facts();
        // A wish for vectors is all that the kernels add to their own description.
        boolean slow = String.valueOf(facts.get("kernels")).contains("--add-modules");
        return List.of(
                new Finding("engine", Level.OK, String.valueOf(facts.get("engine"))),
                new Finding("threads", Level.OK, String.valueOf(facts.get("threads"))),
                new Finding("kernels", slow ? Level.WARNING : Level.OK, String.valueOf(facts.get("kernels"))));
    }

    private static List<Finding> data(DataAccess access) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (DataSource source : Catalog.all()) {
            findings.add(new Finding("data " + source.name(), Level.OK, DataCommand.state(access, source)));
        }
        return findings;
    }

    private static List<Finding> flags() {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return List.of(new Finding("jvm flags", Level.OK, flags.isEmpty() ? "none" : String.join(" ", flags)));
    }

    /** Whether a file can be made in the folder, or in the folder above that would hold it. */
    private static Finding writable(String name, Path folder) throws IOException {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        Files.delete(Files.createTempFile(existing, ".lab", ".tmp"));
        return new Finding(name, Level.OK, folder + (existing.equals(folder.toAbsolutePath()) ? "" : " (to be made)"));
    }
}
