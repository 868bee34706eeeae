package lab.samediff.experiments.core;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was recorded of one experiment or variant: {@code results/reproduced/<name>.json}.
 *
 * @param format version of this file's form
 * @param name name of the experiment or variant
 * @param title its title
 * @param paper citation of the method
 * @param entries at most one per preset and kind of data, sorted by these
 */
record LedgerFile(int format, String name, String title, String paper, List<Entry> entries) {
    static final int FORMAT = 1;

    /** The seeds of one preset on one kind of data, all with the same settings. */
    record Entry(
            Preset preset,
            boolean standIn,
            List<String> changes,
            Map<String, Object> settings,
            List<Reference> references,
            List<Seed> seeds) {
        Entry {
            seeds = seeds.stream().sorted(Comparator.comparingLong(Seed::seed)).toList();
        }

        /** Whether two entries tell of the same thing, so that the newer takes the place of the older. */
        boolean sameKey(Entry other) {
            return preset == other.preset && standIn == other.standIn;
        }

        @JsonIgnore
        List<Map<String, Double>> finals() {
            return seeds.stream().map(Seed::results).toList();
        }
    }

    /** One run. */
    record Seed(
            long seed,
            String date,
            GitState git,
            Map<String, Object> machine,
            Map<String, Object> versions,
            double seconds,
            Map<String, DataUsed> data,
            Map<String, Double> results) {}

    LedgerFile {
        entries = entries.stream()
                .sorted(Comparator.comparing(Entry::preset).thenComparing(Entry::standIn))
                .toList();
    }

    /**
     * This file with {@code entry}. Seeds of the same preset, kind of data and settings are kept beside the new ones,
     * which replace those of the same number; with other settings the entry is replaced. Other entries stay.
     */
    LedgerFile merge(Entry entry) {
        List<Entry> kept =
                new ArrayList<>(entries.stream().filter(e -> !e.sameKey(entry)).toList());
        List<Seed> earlier = entries.stream()
                .filter(e -> e.sameKey(entry) && sameSettings(e, entry))
                .flatMap(e -> e.seeds().stream())
                .filter(old -> entry.seeds().stream().noneMatch(s -> s.seed() == old.seed()))
                .toList();
        List<Seed> seeds =
                Stream.concat(earlier.stream(), entry.seeds().stream()).toList();
        kept.add(new Entry(
                entry.preset(), entry.standIn(), entry.changes(), entry.settings(), entry.references(), seeds));
        return new LedgerFile(FORMAT, name, title, paper, kept);
    }

    // Numbers read back from JSON may be of another class (1 as an Integer, not a Long); their text is the same.
    private static boolean sameSettings(Entry a, Entry b) {
        return Json.line(a.settings()).equals(Json.line(b.settings()));
    }
}
