package lab.samediff.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import lab.samediff.experiments.report.Table;
import lab.samediff.experiments.report.Table.Column;
import org.jspecify.annotations.Nullable;

/**
 * The rows as Markdown: times, costs, and what to know about single rows.
 *
 * @param rows one per model
 * @param peaks of matrix products
 */
record BenchTable(List<Row> rows, Peaks peaks) {
    BenchTable {
        rows = List.copyOf(rows);
    }

    /** Of the ratios that are not void; NaN if there is none. */
    double geometricMean() {
        return Quantiles.geometricMean(
                rows.stream().flatMap(row -> row.ratio().stream().boxed()).toList());
    }

    String markdown() {
        return times().markdown() + "\n" + mean() + "\n\n" + costs().markdown() + notes();
    }

    /** The losses of both sides, for when no time is measured. */
    static String losses(List<Row> rows) {
        Table table = Table.of(
                Column.text("name"),
                Column.number("first loss", 8),
                Column.number("PyTorch", 8),
                Column.number("after three updates", 8),
                Column.number("PyTorch", 8),
                Column.text("verdict"));
        for (Row row : rows) {
            table = table.row(
                    row.name(),
                    row.ourLosses().map(Losses::begin).orElse(null),
                    row.theirLosses().map(Losses::begin).orElse(null),
                    row.ourLosses().map(Losses::end).orElse(null),
                    row.theirLosses().map(Losses::end).orElse(null),
                    row.problem().orElse(row.theirLosses().isPresent() ? "the same" : "no PyTorch"));
        }
        return table.markdown();
    }

    private Table times() {
        Table table = Table.of(
                Column.text("name"),
                Column.text("model"),
                Column.number("ours, ms", 3),
                Column.number("p25", 3),
                Column.number("PyTorch, ms", 3),
                Column.number("p25", 3),
                Column.text("its best mode"),
                Column.text("ratio"),
                Column.number("SameDiff.fit, ms", 3));
        for (Row row : rows) {
            table = table.row(
                    row.name(),
                    row.title(),
                    number(row.ours(), measured -> measured.timing().median()),
                    number(row.ours(), measured -> measured.timing().p25()),
                    number(row.theirs(), measured -> measured.timing().median()),
                    number(row.theirs(), measured -> measured.timing().p25()),
                    row.bestMode().orElse("–"),
                    ratio(row),
                    row.fit().map(Timing::median).orElse(null));
        }
        return table;
    }

    private Table costs() {
        Table table = Table.of(
                Column.text("name"),
                Column.number("MFLOP per step", 4),
                Column.number("GFLOP/s", 3),
                Column.number("of the peak, %", 2),
                Column.number("memory, MiB", 4),
                Column.number("PyTorch, MiB", 4),
                Column.number("plan, s", 2),
                Column.number("compile, s", 2),
                Column.number("start to first step, s", 3),
                Column.number("PyTorch, s", 3));
        for (Row row : rows) {
            table = table.row(
                    row.name(),
                    known(row.flops() / 1e6),
                    known(row.gflops()),
                    known(100 * row.gflops() / peaks.all()),
                    number(row.ours(), Measured::peak),
                    number(row.theirs(), Measured::peak),
                    number(row.ours(), Measured::plan),
                    number(row.ours(), Measured::compile),
                    number(row.ours(), Measured::start),
                    number(row.theirs(), Measured::start));
        }
        return table;
    }

    private String mean() {
        long counted = rows.stream().filter(row -> row.ratio().isPresent()).count();
        return counted == 0
                ? "No ratio: nothing could be compared."
                : String.format(
                        Locale.ROOT,
                        "Geometric mean of the ratio over %d of %d models: **%.2f**.",
                        counted,
                        rows.size(),
                        geometricMean());
    }

    private String notes() {
        List<String> notes = new ArrayList<>();
        for (Row row : rows) {
            row.problem().ifPresent(reason -> notes.add("- " + row.name() + ": void: " + reason));
            row.fitProblem().ifPresent(reason -> notes.add("- " + row.name() + ": SameDiff.fit fails: " + reason));
        }
        return notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n";
    }

    private static String ratio(Row row) {
        if (row.problem().isPresent()) return "void";
        return row.ratio().stream()
                .mapToObj(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                .findFirst()
                .orElse("–");
    }

    private static @Nullable Double number(Optional<Measured> measured, ToDoubleFunction<Measured> which) {
        return measured.map(found -> known(which.applyAsDouble(found))).orElse(null);
    }

    /** Null, which the table shows as absent, for NaN. */
    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
