package lab.samediff.pipelines.images;

import java.io.IOException;
import java.nio.file.Path;
import lab.samediff.pipelines.DataFormatException;

/**
 * MNIST, or a set in its format such as Fashion-MNIST: ten classes of grey images, for training and for testing.
 *
 * <p>LeCun, Bottou, Bengio, Haffner 1998, "Gradient-based learning applied to document recognition"; Xiao, Rasul,
 * Vollgraf 2017, arXiv:1708.07747 (Fashion-MNIST).
 *
 * @param train images to learn from, 60,000 in the real sets
 * @param test images to measure on, 10,000 in the real sets
 */
public record Mnist(LabelledImages train, LabelledImages test) {
    private static final int CLASSES = 10;
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
     * Reads the four IDX files, compressed with gzip or not.
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
        return new Mnist(train, test);
    }

    /** Drawn digits in place of MNIST: 6,000 to learn from, 1,000 to test on; see {@link StandIns}. */
    public static Mnist standIn(long seed) {
        return new Mnist(StandIns.digits(STAND_IN_TRAIN, seed), StandIns.digits(STAND_IN_TEST, ~seed));
    }

    /** Drawn clothes in place of Fashion-MNIST: 6,000 to learn from, 1,000 to test on; see {@link StandIns}. */
    public static Mnist standInClothes(long seed) {
        return new Mnist(StandIns.clothes(STAND_IN_TRAIN, seed), StandIns.clothes(STAND_IN_TEST, ~seed));
    }
}
