package lab.samediff.pipelines.graphs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.Utf8;

/**
 * The format of LINQS' citation networks: a line for each paper of tab-separated fields {@code id, 0 or 1 for each word,
 * class}, and a line {@code cited id, citing id} for each citation. Sen et al. 2008, AI Magazine 29(3).
 */
public final class LinqsFormat {
    private static final int FIELDS = 10_000;
    private static final int LONGEST_NAME = 1000;
    // What cannot be seen would make another paper of the same name.
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u0080-\u009f]");
    private static final String ADVICE = "Get the archive again; the reader takes it as published";

    private LinqsFormat() {}

    /**
     * A file that is in memory.
     *
     * @param name for messages
     * @param text what it holds
     */
    public record Source(String name, String text) {
        /**
         * A file of bytes, which are UTF-8.
         *
         * @throws DataFormatException naming line and column of the first byte that is not, or of a byte-order mark
         */
        public static Source of(String name, byte[] bytes) throws DataFormatException {
            return new Source(name, Utf8.table(bytes, name));
        }

        private DataFormatException fault(int line, String field, String problem) {
            return new DataFormatException(name, "line " + (line + 1) + ", " + field, problem, ADVICE);
        }
    }

    /**
     * Reads papers and citations. Classes are sorted by name. Citations of papers that are not there are counted and
     * left out, as published networks hold some.
     *
     * @throws DataFormatException naming file, line and field
     */
    public static CitationGraph parse(Source content, Source cites) throws DataFormatException {
        List<String> lines = content.text().lines().toList();
        Map<String, Integer> papers = new LinkedHashMap<>();
        List<String> classOf = new ArrayList<>();
        int[][] words = new int[lines.size()][];
        int vocabulary = -1;
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = fields(content, i, lines.get(i));
            if (vocabulary == -1) vocabulary = fields.length - 2;
            if (fields.length != vocabulary + 2 || vocabulary < 1) {
                throw content.fault(
                        i,
                        "fields",
                        "expected an id, " + (vocabulary < 1 ? "some" : vocabulary) + " words and a class, found "
                                + fields.length + " fields");
            }
            requireName(content, i, "id", fields[0]);
            requireName(content, i, "class", fields[vocabulary + 1]);
            if (papers.putIfAbsent(fields[0], i) != null) {
                throw content.fault(i, "id", "paper " + shown(fields[0]) + " is there twice");
            }
            words[i] = words(content, i, fields);
            classOf.add(fields[vocabulary + 1]);
        }
        if (papers.isEmpty()) throw new DataFormatException(content.name(), "lines", "there is no paper", ADVICE);
        List<String> classes = List.copyOf(new TreeSet<>(classOf));
        int[] labels = classOf.stream()
                .mapToInt(name -> Collections.binarySearch(classes, name))
                .toArray();
        return cited(papers, cites, new Content(classes, labels, words, vocabulary));
    }

    /** What the lines of papers say. */
    private static final class Content {
        final List<String> classes;
        final int[] labels;
        final int[][] words;
        final int vocabulary;

        Content(List<String> classes, int[] labels, int[][] words, int vocabulary) {
            this.classes = classes;
            this.labels = labels;
            this.words = words;
            this.vocabulary = vocabulary;
        }
    }

    private static CitationGraph cited(Map<String, Integer> papers, Source cites, Content content)
            throws DataFormatException {
        List<String> lines = cites.text().lines().toList();
        int[] from = new int[lines.size()];
        int[] to = new int[lines.size()];
        int known = 0;
        int loops = 0;
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = fields(cites, i, lines.get(i));
            if (fields.length != 2) {
                throw cites.fault(
                        i, "fields", "expected a cited and a citing paper, found " + fields.length + " fields");
            }
            requireName(cites, i, "cited paper", fields[0]);
            requireName(cites, i, "citing paper", fields[1]);
            Integer cited = papers.get(fields[0]);
            Integer citing = papers.get(fields[1]);
            if (cited == null || citing == null) continue;
            if (cited.equals(citing)) loops++;
            from[known] = cited;
            to[known++] = citing;
        }
        if (known == 0) {
            throw new DataFormatException(
                    cites.name(), "lines", "none of " + lines.size() + " citations is of two known papers", ADVICE);
        }
        Graph graph = Graph.of(papers.size(), new Pairs(Arrays.copyOf(from, known), Arrays.copyOf(to, known)));
        return new CitationGraph(
                new CitationGraph.Names(List.copyOf(papers.keySet()), content.classes),
                content.labels,
                content.words,
                content.vocabulary,
                graph,
                new CitationGraph.Citations(lines.size(), lines.size() - known, loops));
    }

    private static int[] words(Source content, int line, String... fields) throws DataFormatException {
        int[] found = new int[fields.length];
        int count = 0;
        for (int field = 1; field < fields.length - 1; field++) {
            if (fields[field].equals("1")) {
                found[count++] = field - 1;
            } else if (!fields[field].equals("0")) {
                throw content.fault(line, "word " + (field - 1), "expected 0 or 1, found " + shown(fields[field]));
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static void requireName(Source source, int line, String field, String name) throws DataFormatException {
        if (name.isBlank()) throw source.fault(line, field, "it is empty");
        if (name.length() > LONGEST_NAME) {
            throw source.fault(line, field, "more than " + LONGEST_NAME + " characters");
        }
        if (HIDDEN.matcher(name).find()) {
            throw source.fault(line, field, shown(name) + " holds a character that cannot be seen");
        }
    }

    private static String shown(String value) {
        return '"' + DataFormatException.shown(value) + '"';
    }

    /** The fields between the tabulators of a line; counted before they are made. */
    private static String[] fields(Source source, int line, String text) throws DataFormatException {
        if (text.chars().filter(c -> c == '\t').count() >= FIELDS) {
            throw source.fault(line, "fields", "more than " + FIELDS);
        }
        return text.split("\t", -1);
    }
}
