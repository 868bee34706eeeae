package lab.samediff.pipelines.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.Utf8;
import lab.samediff.pipelines.catalog.CorruptDataException;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.DataMissingException;
import lab.samediff.pipelines.catalog.DataSource;
import lab.samediff.pipelines.catalog.Located;
import lab.samediff.pipelines.catalog.Provenance;

/**
 * A text to learn from and to measure on.
 *
 * @param text all of it
 * @param entropy of the source in nats per character, where it is known: no model predicts better on average
 * @param provenance where it came from, for the run's record
 */
public record Corpus(String text, OptionalDouble entropy, Provenance provenance) {
    /** The most bytes of a file. */
    static final int LARGEST = 200_000_000;

    private static final int SMALLEST = 2;
    private static final int STAND_IN_LENGTH = 400_000;
    private static final long STAND_IN_SEED = 1;

    /**
     * Finds a data set of one text file and reads it, or writes its stand-in, which is the same each time.
     *
     * @param access where to look, and whether a stand-in will do
     * @param source such as {@code Catalog.TINY_SHAKESPEARE}, which alone has a stand-in
     * @throws DataMissingException if the file cannot be had; the message says what to do
     * @throws CorruptDataException if it is not the one that the catalogue knows
     * @throws DataFormatException if it is not UTF-8, or has no two characters
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the source has more than one file
     */
    public static Corpus load(DataAccess access, DataSource source) throws IOException {
        if (source.files().size() != 1) {
            throw new IllegalArgumentException("data set '" + source.name() + "' is not one text file");
        }
        Located located = access.locate(source);
        if (located.standIn()) {
            Grammar play = Play.grammar();
            String written = play.write(STAND_IN_LENGTH, new SplittableRandom(STAND_IN_SEED));
            return new Corpus(written, OptionalDouble.of(play.entropyRate()), located.provenance());
        }
        String text = read(located.path(source.files().get(0).path()));
        return new Corpus(text, OptionalDouble.empty(), located.provenance());
    }

    /**
     * The text of a UTF-8 file, as it is: no line end is changed and no byte-order mark removed.
     *
     * @throws DataFormatException if a byte is not UTF-8, there are no two characters, or more than 200 MB
     * @throws IOException if the file cannot be read
     */
    public static String read(Path file) throws IOException {
        return parse(Utf8.read(file, LARGEST), file.toString());
    }

    static String parse(byte[] bytes, String file) throws DataFormatException {
        String text = Utf8.text(bytes, file);
        if (text.codePointCount(0, text.length()) < SMALLEST) {
            throw new DataFormatException(
                    file, "text", "has fewer than " + SMALLEST + " characters", "Use a longer text");
        }
        return text;
    }

    /** The first nine tenths of the characters, rounded down: what is learned from. */
    public String train() {
        return text.substring(0, border());
    }

    /** The rest: what is measured on. */
    public String validation() {
        return text.substring(border());
    }

    private int border() {
        long characters = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.toIntExact(characters * 9 / 10));
    }
}
