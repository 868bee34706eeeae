package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ledger as a page: one row per experiment, preset, kind of data and metric. */
final class LedgerPage {
    private static final String HEAD = """
            # Reproduced results

            Made by `lab reproduce` and `lab run --record` from the files in [`reproduced/`](reproduced); not edited by hand.

            *Obtained* is the mean over the seeds with Student's 95 % interval; n is the number of seeds. *Source* says where
            the reported number comes from: `exact` is a closed form, `own run` was measured by this suite, `paper` is
            somebody else's. Numbers are compared only at the preset that they belong to; a number obtained on generated
            stand-in data is never compared with one on real data, and a paper's number only where the protocol is the same.

            """;
    private static final List<String> COLUMNS =
            List.of("experiment", "preset", "data", "metric", "obtained", "reported", "source", "verdict", "reason");

    private LedgerPage() {}

    static String of(List<LedgerFile> files) {
        StringBuilder page = new StringBuilder(HEAD);
        if (files.isEmpty()) {
            return page.append("Nothing is recorded yet; `lab reproduce` does it.\n")
                    .toString();
        }
        row(page, COLUMNS);
        row(page, COLUMNS.stream().map(c -> "---").toList());
        for (LedgerFile file : files) {
            for (LedgerFile.Entry entry : file.entries()) {
                rows(page, file, entry);
            }
        }
        return page.toString();
    }

    private static void rows(StringBuilder page, LedgerFile file, LedgerFile.Entry entry) {
        Set<String> metrics = new LinkedHashSet<>();
        entry.seeds().forEach(seed -> metrics.addAll(seed.results().keySet()));
        entry.references().forEach(reference -> metrics.add(reference.metric()));
        for (String metric : metrics) {
            Optional<Estimate> obtained = Estimate.of(metric, entry.finals());
            List<String> start = List.of(
                    "[" + text(file.name()) + "](reproduced/" + file.name() + ".json)",
                    entry.preset().label(),
                    entry.standIn() ? "stand-in" : data(entry),
                    text(metric),
                    obtained.map(Estimate::text).orElse("—"));
            List<Reference> references = entry.references().stream()
                    .filter(r -> r.metric().equals(metric))
                    .toList();
            if (references.isEmpty()) {
                row(page, plus(start, "—", "—", "—", ""));
            }
            for (Reference reference : references) {
                Judgement judged = Judgement.of(reference, obtained, entry.standIn());
                row(
                        page,
                        plus(
                                start,
                                reference.band(),
                                source(reference),
                                judged.verdict().label(),
                                judged.reason()));
            }
        }
    }

    private static String data(LedgerFile.Entry entry) {
        Set<String> names = new LinkedHashSet<>();
        for (LedgerFile.Seed seed : entry.seeds()) {
            for (Map.Entry<String, DataUsed> used : seed.data().entrySet()) {
                names.add(
                        used.getValue().origin().equals("generated") ? used.getKey() + " (generated)" : used.getKey());
            }
        }
        return names.isEmpty() ? "none" : text(String.join(", ", names));
    }

    private static String source(Reference reference) {
        String kind = reference.source().label();
        return reference.citation().isBlank() ? kind : kind + ": " + reference.citation();
    }

    private static List<String> plus(List<String> start, String... rest) {
        List<String> cells = new ArrayList<>(start);
        for (String cell : rest) {
            cells.add(text(cell));
        }
        return cells;
    }

    private static void row(StringBuilder page, List<String> cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Text that can't leave its cell or become markup. */
    private static String text(String cell) {
        return Names.printable(cell)
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("`", "\\`")
                .replace("[", "\\[");
    }
}
