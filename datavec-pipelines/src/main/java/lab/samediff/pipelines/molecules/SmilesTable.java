package lab.samediff.pipelines.molecules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.Utf8;

/**
 * Comma-separated files with a header, a column of SMILES and one of numbers; fields may be quoted, on one line. Lines end
 * in CR, LF or both, blank ones are skipped, and what stands in the other columns does not matter.
 */
final class SmilesTable {
    private static final int LARGEST_FILE = 100_000_000;
    private static final int LONGEST_LINE = 50_000_000;
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int COLUMNS = 10_000;

    // Double.parseDouble also takes "1d", "0x1p3" and control characters around a number, which nobody means in a
    // table.
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]++(\\.[0-9]*+)?|\\.[0-9]++)([eE][+-]?[0-9]++)?");

    private final String file;
    private final List<Molecule> molecules = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();

    private SmilesTable(String file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws DataFormatException if it is not UTF-8, lacks a column, has it twice, has a line of another length, a value
     *     that is no finite number, no molecule that can be read, or more than 100 MB, 50 MB in a line, 1 MiB in a field or
     *     10,000 columns
     * @throws IOException if it cannot be read
     */
    static MoleculeTable read(Path path, String smilesColumn, String valueColumn) throws IOException {
        return parse(path.toString(), Utf8.read(path, LARGEST_FILE), smilesColumn, valueColumn);
    }

    /** Parses the bytes of a file; the name is for messages. */
    static MoleculeTable parse(String file, byte[] bytes, String smilesColumn, String valueColumn)
            throws DataFormatException {
        String text = Utf8.table(bytes, file);
        return new SmilesTable(file).table(text.lines().toList(), smilesColumn, valueColumn);
    }

    private MoleculeTable table(List<String> lines, String smilesColumn, String valueColumn)
            throws DataFormatException {
        if (lines.isEmpty()) throw wrong("line 1", "no header", "Use the complete file");
        List<String> header = fields(lines.get(0), 1);
        int smilesAt = column(header, smilesColumn);
        int valueAt = column(header, valueColumn);
        for (int line = 2; line <= lines.size(); line++) {
            String text = lines.get(line - 1);
            if (text.isBlank()) continue;
            List<String> fields = fields(text, line);
            if (fields.size() != header.size()) {
                throw wrong(
                        "line " + line,
                        fields.size() + " fields, but the header has " + header.size(),
                        "Quote fields that hold a comma");
            }
            double value = number(fields.get(valueAt), "line " + line + ", " + valueColumn);
            add(line, fields.get(smilesAt).strip(), value);
        }
        if (molecules.isEmpty()) throw wrong(smilesColumn, "no molecule that can be read", reasons());
        return new MoleculeTable(molecules, values, rejected);
    }

    private void add(int line, String smiles, double value) {
        try {
            molecules.add(Smiles.parse(smiles));
            values.add(value);
        } catch (SmilesException e) {
            rejected.add(new Rejected(line, smiles, String.valueOf(e.getMessage())));
        }
    }

    /**
     * The fields of a line, as RFC 4180 has them: a quote opens a quoted field only at its beginning (names such as N"-ethyl
     * are plain), two of them within it are one, and a backslash, which is a bond in SMILES, is a character like others.
     */
    private List<String> fields(String text, int line) throws DataFormatException {
        if (text.length() > LONGEST_LINE) throw tooLarge("line " + line, LONGEST_LINE + " characters");
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            if (fields.size() == COLUMNS) throw tooLarge("line " + line, COLUMNS + " columns");
            if (!text.startsWith("\"", at)) {
                int comma = text.indexOf(',', at);
                int end = comma < 0 ? text.length() : comma;
                fields.add(field(text, at, end, line, fields.size()));
                at = end + 1;
                continue;
            }
            int close = closingQuote(text, at + 1);
            if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ',')) {
                throw wrong("line " + line, "a quoted field is not closed before a comma", "Mend the line");
            }
            fields.add(field(text, at + 1, close, line, fields.size()).replace("\"\"", "\""));
            at = close + 2;
        }
        return fields;
    }

    private String field(String text, int from, int to, int line, int columns) throws DataFormatException {
        if (to - from > LONGEST_FIELD) {
            throw tooLarge("line " + line + ", column " + (columns + 1), LONGEST_FIELD + " characters");
        }
        return text.substring(from, to);
    }

    private static int closingQuote(String text, int from) {
        int at = text.indexOf('"', from);
        while (at >= 0 && text.startsWith("\"\"", at)) at = text.indexOf('"', at + 2);
        return at;
    }

    private int column(List<String> header, String name) throws DataFormatException {
        int at = header.indexOf(name);
        String advice = "Use the file as it is published";
        if (at < 0) {
            String among = DataFormatException.shown(header.toString());
            throw wrong("line 1", "no column " + name + " among " + among, advice);
        }
        if (at != header.lastIndexOf(name)) throw wrong("line 1", "it has the column " + name + " twice", advice);
        return at;
    }

    private double number(String text, String field) throws DataFormatException {
        String digits = text.strip();
        String shown = "'" + DataFormatException.shown(text) + "'";
        if (!NUMBER.matcher(digits).matches()) {
            throw wrong(field, shown + " is no finite number", "Mend or remove the line");
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) throw wrong(field, shown + " is too large", "Mend or remove the line");
        return value;
    }

    private String reasons() {
        return rejected.isEmpty()
                ? "Use the complete file"
                : "The first one: " + rejected.get(0).reason();
    }

    private DataFormatException tooLarge(String field, String most) {
        return wrong(field, "more than " + most, "Use the file as it is published");
    }

    private DataFormatException wrong(String field, String problem, String advice) {
        return new DataFormatException(file, field, problem, advice);
    }
}
