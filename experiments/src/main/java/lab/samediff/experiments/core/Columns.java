package lab.samediff.experiments.core;

import java.io.PrintStream;
import java.util.List;

/** Rows of text in columns, for a terminal. */
final class Columns {
    private Columns() {}

    /** Prints the rows, all of the same number of cells, each column as wide as its widest cell. */
    static void print(PrintStream out, String indent, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
