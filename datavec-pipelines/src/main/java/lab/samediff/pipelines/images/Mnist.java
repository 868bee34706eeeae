package lab.samediff.pipelines.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.catalog.CorruptDataException;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.DataMissingException;
import lab.samediff.pipelines.catalog.DataSource;
import lab.samediff.pipelines.catalog.Located;
import lab.samediff.pipelines.catalog.Origin;
import lab.samediff.pipelines.catalog.Provenance;

/**
 * MNIST, or a set in its format such as Fashion-MNIST: ten classes of grey images, for training and for testing.
 *
 * <p>LeCun, Bottou, Bengio, Haffner 1998, "Gradient-based learning applied to document recognition"; Xiao, Rasul,
 * Vollgraf 2017, arXiv:1708.07747 (Fashion-MNIST).
 *
 * @param train images to learn from, 60,000 in the real sets
 * @param test images to measure on, 10,000 in the real sets
 * @param provenance where they came from, for the run's record
 */
public record Mnist(LabelledImages train, LabelledImages test, Provenance provenance) {
    private static final int CLASSES = 10;
    private static final String DIGITS = "mnist";
    private static final String CLOTHES = "fashion-mnist";
    private static final long STAND_IN_SEED = 1;
    private static final int STAND_IN_TRAIN = 6_000;
    private static final int STAND_IN_TEST = 1_000;

    /**
     * Two parts of one data set.
     *
     * @throws IllegalArgumentException if the images of the two parts differ in size or classes
     */
    public Mnist {
        if (train.height() != test.height() || train.width() != test.width() || train.classes() != test.classes()) {
            throw new IllegalArgumentException("training set (" + train + ") and test set (" + test
                    + ") must have the same image size and classes");
        }
    }

    /**
     * Finds a data set and reads it, or draws its stand-in, which is the same each time.
     *
     * @param access where to look, and whether a stand-in will do
     * @param source {@code Catalog.MNIST} or {@code Catalog.FASHION_MNIST}
     * @throws DataMissingException if the files cannot be had; the message says what to do
     * @throws CorruptDataException if a file is not the one that the catalogue knows
     * @throws DataFormatException if a file is not IDX, or the files do not fit each other
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if the source is neither of the two
     */
    public static Mnist load(DataAccess access, DataSource source) throws IOException {
        if (!source.name().equals(DIGITS) && !source.name().equals(CLOTHES)) {
            throw new IllegalArgumentException(
                    "data set '" + source.name() + "' is not in the format of MNIST; use " + DIGITS + " or " + CLOTHES);
        }
        Located located = access.locate(source);
        if (located.standIn()) {
            Mnist drawn = source.name().equals(DIGITS) ? standIn(STAND_IN_SEED) : standInClothes(STAND_IN_SEED);
            return new Mnist(drawn.train, drawn.test, located.provenance());
        }
        Mnist read = read(
                located.path("train-images-idx3-ubyte.gz"),
                located.path("train-labels-idx1-ubyte.gz"),
                located.path("t10k-images-idx3-ubyte.gz"),
                located.path("t10k-labels-idx1-ubyte.gz"));
        return new Mnist(read.train, read.test, located.provenance());
    }

    /**
     * Reads the four IDX files, compressed with gzip or not. Nothing is known of them, so their provenance has no
     * checksums.
     *
     * @throws DataFormatException if a file is damaged or the files do not fit each other
     * @throws IOException if a file cannot be read
     */
    public static Mnist read(Path trainImages, Path trainLabels, Path testImages, Path testLabels) throws IOException {
        LabelledImages train = LabelledImages.read(trainImages, trainLabels, CLASSES);
        LabelledImages test = LabelledImages.read(testImages, testLabels, CLASSES);
        if (train.height() != test.height() || train.width() != test.width()) {
            throw new DataFormatException(
                    testImages.toString(),
                    "rows, columns",
                    test.height() + " x " + test.width() + " pixels, but " + trainImages + " has " + train.height()
                            + " x " + train.width(),
                    "Use the four files of one data set");
        }
        return new Mnist(train, test, new Provenance("IDX files", Origin.FOLDER, Map.of()));
    }

    /** Drawn digits in place of MNIST: 6,000 to learn from, 1,000 to test on; see {@link Drawings}. */
    public static Mnist standIn(long seed) {
        return new Mnist(Drawings.digits(STAND_IN_TRAIN, seed), Drawings.digits(STAND_IN_TEST, ~seed), drawn(DIGITS));
    }

    /** Drawn clothes in place of Fashion-MNIST: 6,000 to learn from, 1,000 to test on; see {@link Drawings}. */
    public static Mnist standInClothes(long seed) {
        return new Mnist(
                Drawings.clothes(STAND_IN_TRAIN, seed), Drawings.clothes(STAND_IN_TEST, ~seed), drawn(CLOTHES));
    }

    private static Provenance drawn(String source) {
        return new Provenance(source, Origin.STAND_IN, Map.of(), "asked for");
    }
}
