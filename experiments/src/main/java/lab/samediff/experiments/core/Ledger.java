package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.samediff.experiments.files.AtomicFiles;

/**
 * The committed results: {@code results/reproduced/<name>.json}, and {@code results/README.md}, which is made from these
 * files and from nothing else.
 */
record Ledger(Path results) {

    /**
     * Records finished runs of one plan and makes README.md anew. Runs on stand-in and on real data are kept apart.
     *
     * @throws IOException if a file can't be read or written
     * @throws UsageException if a run came to its end past something that was not finite; then nothing is recorded
     */
    void record(List<Outcome> outcomes, GitState git) throws IOException {
        List<Outcome> done =
                outcomes.stream().filter(o -> o.state() == State.DONE).toList();
        for (Outcome outcome : done) {
            if (outcome.incidents() == 0) continue;
            throw new UsageException(outcome.folder().resolve("diverged.json") + " names " + outcome.incidents()
                    + " places that were skipped or rolled back; the ledger keeps runs without");
        }
        for (boolean standIn : new boolean[] {false, true}) {
            List<Outcome> alike =
                    done.stream().filter(o -> o.standIn() == standIn).toList();
            if (!alike.isEmpty()) {
                merge(alike, standIn, git);
            }
        }
        if (!done.isEmpty()) {
            AtomicFiles.write(
                    results.resolve("README.md"), LedgerPage.of(files()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void merge(List<Outcome> outcomes, boolean standIn, GitState git) throws IOException {
        Plan<?> plan = outcomes.get(0).plan();
        Info info = plan.found().info();
        Path file = Files.createDirectories(results.resolve("reproduced")).resolve(plan.name() + ".json");
        String title = plan.found().title();
        LedgerFile known = Files.exists(file) ? read(file) : empty(plan.name(), title, info.paper());
        LedgerFile titled = new LedgerFile(LedgerFile.FORMAT, plan.name(), title, info.paper(), known.entries());
        List<Reference> references = info.references().stream()
                .filter(r -> r.variant().equals(plan.name()) && r.preset() == plan.preset())
                .toList();
        LedgerFile.Entry entry = new LedgerFile.Entry(
                plan.preset(),
                standIn,
                plan.changes(),
                Settings.flatten(plan.config()),
                references,
                outcomes.stream().map(o -> seed(o, git)).toList());
        Json.write(file, titled.merge(entry));
    }

    private static LedgerFile.Seed seed(Outcome outcome, GitState git) {
        return new LedgerFile.Seed(
                outcome.seed(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                git,
                Machine.facts(),
                Machine.versions(),
                Math.round(outcome.seconds() * 10) / 10.0,
                DataUsed.of(outcome.data()),
                outcome.results());
    }

    private static LedgerFile empty(String name, String title, String paper) {
        return new LedgerFile(LedgerFile.FORMAT, name, title, paper, List.of());
    }

    /** Every file of the ledger, by name. */
    List<LedgerFile> files() throws IOException {
        Path folder = results.resolve("reproduced");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> paths;
        try (Stream<Path> listed = Files.list(folder)) {
            paths = listed.filter(p -> p.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        List<LedgerFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(read(path));
        }
        return files;
    }

    private static LedgerFile read(Path file) throws IOException {
        int format = Json.read(file).path("format").asInt(-1);
        if (format != LedgerFile.FORMAT) {
            throw new IOException(file + ": format is " + format + ", this version knows " + LedgerFile.FORMAT
                    + "; move the file away or use the version that wrote it");
        }
        return Json.read(file, LedgerFile.class);
    }
}
