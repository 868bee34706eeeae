package lab.samediff.experiments.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table with typed columns, as HTML and as Markdown. Immutable: each method gives a new table.
 *
 * <pre>{@code
 * Table.of(Column.text("variant"), Column.number("accuracy (%)", 4)).row("LeNet", 99.12).row("linear", null)
 * }</pre>
 */
public final class Table {
    private static final String ABSENT = "–";

    /**
     * A column.
     *
     * @param name its header, with the unit of its numbers
     * @param digits significant digits of its numbers; 0 for a column of text
     */
    public record Column(String name, int digits) {
        /** A column of strings, to the left. */
        public static Column text(String name) {
            return new Column(name, 0);
        }

        /**
         * A column of numbers, to the right.
         *
         * @throws IllegalArgumentException if digits is not from 1 to 17
         */
        public static Column number(String name, int digits) {
            if (digits < 1 || digits > 17) throw new IllegalArgumentException("digits " + digits + ": want 1 to 17");
            return new Column(name, digits);
        }

        boolean numeric() {
            return digits > 0;
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows;

    private Table(List<Column> columns, List<List<String>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * A table without rows.
     *
     * @throws IllegalArgumentException if there is no column
     */
    public static Table of(Column... columns) {
        if (columns.length == 0) throw new IllegalArgumentException("a table without columns");
        return new Table(List.of(columns), List.of());
    }

    /**
     * Adds a row: a {@link String} for each text column, a {@link Number} for each number column, null for a value that
     * is absent.
     *
     * @throws IllegalArgumentException if there are more or fewer values than columns or one is of the wrong kind
     */
    public Table row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("row " + Arrays.toString(values) + " has " + values.length
                    + " values for " + columns.size() + " columns");
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.length; i++) cells.add(cell(columns.get(i), values[i]));
        List<List<String>> more = new ArrayList<>(rows);
        more.add(List.copyOf(cells));
        return new Table(columns, List.copyOf(more));
    }

    /** How many rows. */
    public int size() {
        return rows.size();
    }

    /** The table element with a caption; each header and each row's first cell say what they head. */
    public String html(String caption) {
        StringBuilder out = new StringBuilder("<table>\n");
        if (!caption.isBlank())
            out.append("<caption>").append(Escape.html(caption)).append("</caption>\n");
        out.append("<thead><tr>");
        for (Column column : columns) {
            out.append("<th scope=\"col\"").append(align(column)).append('>');
            out.append(Escape.html(column.name())).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.append(i == 0 ? "<th scope=\"row\"" : "<td")
                        .append(align(columns.get(i)))
                        .append('>');
                out.append(Escape.html(row.get(i))).append(i == 0 ? "</th>" : "</td>");
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody>\n</table>\n").toString();
    }

    /** The table in the Markdown of GitHub. */
    public String markdown() {
        StringBuilder out = new StringBuilder();
        line(out, columns.stream().map(Column::name).toList());
        out.append(columns.stream()
                .map(c -> c.numeric() ? "---:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |\n")));
        rows.forEach(row -> line(out, row));
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(cells.stream().map(Escape::markdown).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String align(Column column) {
        return column.numeric() ? " class=\"number\"" : "";
    }

    private static String cell(Column column, @Nullable Object value) {
        if (value == null) return ABSENT;
        if (column.numeric() && value instanceof Number number)
            return Numbers.text(number.doubleValue(), column.digits());
        if (!column.numeric() && value instanceof String text) return text;
        throw new IllegalArgumentException(
                "column '" + column.name() + "' wants a " + (column.numeric() ? "number" : "string") + ", not "
                        + value.getClass().getSimpleName() + " " + value);
    }
}
