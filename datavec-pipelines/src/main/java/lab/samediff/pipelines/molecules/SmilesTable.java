package lab.samediff.pipelines.molecules;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.samediff.pipelines.DataFormatException;

/** Comma-separated files with a header, a column of SMILES and one of numbers; fields may be quoted, on one line. */
final class SmilesTable {
    private static final long LARGEST_FILE = 100_000_000;

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
     * @throws DataFormatException if it is not UTF-8, lacks a column, has a line of another length, a value that is no
     *     finite number, or no molecule that can be read
     * @throws IOException if it cannot be read
     */
    static MoleculeTable read(Path path, String smilesColumn, String valueColumn) throws IOException {
        if (Files.size(path) > LARGEST_FILE) {
            throw new DataFormatException(
                    path.toString(), "size", "more than " + LARGEST_FILE + " bytes", "Split the file");
        }
        try {
            return parse(path.toString(), Files.readString(path, StandardCharsets.UTF_8), smilesColumn, valueColumn);
        } catch (CharacterCodingException e) {
            throw new DataFormatException(path.toString(), "text", "not UTF-8", "Convert the file to UTF-8", e);
        }
    }

    /** Parses the text of a file; the name is for messages. */
    static MoleculeTable parse(String file, String text, String smilesColumn, String valueColumn)
            throws DataFormatException {
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
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            if (!text.startsWith("\"", at)) {
                int comma = text.indexOf(',', at);
                int end = comma < 0 ? text.length() : comma;
                fields.add(text.substring(at, end));
                at = end + 1;
                continue;
            }
            int close = closingQuote(text, at + 1);
            if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ',')) {
                throw wrong("line " + line, "a quoted field is not closed before a comma", "Mend the line");
            }
            fields.add(text.substring(at + 1, close).replace("\"\"", "\""));
            at = close + 2;
        }
        return fields;
    }

    private static int closingQuote(String text, int from) {
        int at = text.indexOf('"', from);
        while (at >= 0 && text.startsWith("\"\"", at)) at = text.indexOf('"', at + 2);
        return at;
    }

    private int column(List<String> header, String name) throws DataFormatException {
        int at = header.indexOf(name);
        if (at < 0) throw wrong("line 1", "no column " + name + " among " + header, "Use the file as it is published");
        return at;
    }

    private double number(String text, String field) throws DataFormatException {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) return value;
            throw wrong(field, "'" + text + "' is not finite", "Remove the line");
        } catch (NumberFormatException e) {
            throw new DataFormatException(file, field, "'" + text + "' is no number", "Mend or remove the line", e);
        }
    }

    private String reasons() {
        return rejected.isEmpty()
                ? "Use the complete file"
                : "The first one: " + rejected.get(0).reason();
    }

    private DataFormatException wrong(String field, String problem, String advice) {
        return new DataFormatException(file, field, problem, advice);
    }
}
