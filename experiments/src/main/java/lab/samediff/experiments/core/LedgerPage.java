package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.samediff.experiments.report.Table;
import lab.samediff.experiments.report.Table.Column;
import org.jspecify.annotations.Nullable;

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

    /** Origins that are said, since they are not the published files. */
    private static final Set<String> MARKED = Set.of("generated", "stand_in");

    private LedgerPage() {}

    static String of(List<LedgerFile> files) {
        if (files.isEmpty()) {
            return HEAD + "Nothing is recorded yet; `lab reproduce` does it.\n";
        }
        Table table = Table.of(
                Column.text("experiment"),
                Column.text("preset"),
                Column.text("data"),
                Column.text("metric"),
                Column.text("obtained"),
                Column.text("reported"),
                Column.text("source"),
                Column.text("verdict"),
                Column.text("reason"));
        for (LedgerFile file : files) {
            for (LedgerFile.Entry entry : file.entries()) {
                table = rows(table, file, entry);
            }
        }
        return HEAD + table.markdown();
    }

    private static Table rows(Table start, LedgerFile file, LedgerFile.Entry entry) {
        Set<String> metrics = new LinkedHashSet<>();
        entry.seeds().forEach(seed -> metrics.addAll(seed.results().keySet()));
        entry.references().forEach(reference -> metrics.add(reference.metric()));
        Table table = start;
        for (String metric : metrics) {
            Optional<Estimate> obtained = Estimate.of(metric, entry.finals());
            List<@Nullable String> head = Arrays.asList(
                    file.name(),
                    entry.preset().label(),
                    data(entry),
                    metric,
                    obtained.map(Estimate::text).orElse(null));
            List<Reference> references = entry.references().stream()
                    .filter(r -> r.metric().equals(metric))
                    .toList();
            if (references.isEmpty()) {
                table = row(table, head, null, null, null, null);
            }
            for (Reference reference : references) {
                Judgement judged = Judgement.of(reference, obtained, entry.standIn());
                Verdict verdict = judged.verdict();
                String reason = verdict == Verdict.REPRODUCED ? null : judged.reason();
                table = row(table, head, reference.band(), source(reference), verdict.label(), reason);
            }
        }
        return table;
    }

    private static String data(LedgerFile.Entry entry) {
        Set<String> names = new LinkedHashSet<>();
        for (LedgerFile.Seed seed : entry.seeds()) {
            for (Map.Entry<String, DataUsed> used : seed.data().entrySet()) {
                String origin = used.getValue().origin();
                names.add(used.getKey() + (MARKED.contains(origin) ? " (" + origin.replace('_', '-') + ")" : ""));
            }
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String source(Reference reference) {
        String kind = reference.source().label();
        return reference.citation().isBlank() ? kind : kind + ": " + reference.citation();
    }

    private static Table row(Table table, List<@Nullable String> head, @Nullable String... rest) {
        List<@Nullable Object> cells = new ArrayList<>(head);
        cells.addAll(Arrays.asList(rest));
        return table.row(cells.toArray());
    }
}
