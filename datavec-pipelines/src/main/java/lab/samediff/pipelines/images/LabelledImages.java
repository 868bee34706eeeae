package lab.samediff.pipelines.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import lab.samediff.pipelines.DataFormatException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Grey images with a class each, all of one size, held as bytes (a quarter of their size as floats) and turned into
 * float arrays batch by batch. The arrays are not copied: treat them as read-only.
 */
public final class LabelledImages {
    private static final float[] BRIGHTNESS = brightness();

    private final byte[] pixels;
    private final byte[] labels;
    private final int height;
    private final int width;
    private final int classes;

    /**
     * Images over these arrays.
     *
     * @param pixels unsigned bytes, 0 black to 255 white; image by image, row by row: size·height·width of them
     * @param labels the class of each image, unsigned, 0 to classes - 1
     * @param height rows of an image
     * @param width columns of an image
     * @param classes number of classes, 1 to 256
     * @throws IllegalArgumentException if sizes do not fit each other or a label is not a class
     */
    public LabelledImages(byte[] pixels, byte[] labels, int height, int width, int classes) {
        if (height < 1 || width < 1 || classes < 1 || classes > 256) {
            throw new IllegalArgumentException("images of " + height + " x " + width + " in " + classes
                    + " classes: height and width must be positive, classes in 1..256");
        }
        if (labels.length == 0) {
            throw new IllegalArgumentException("no images: at least one is needed");
        }
        long expected = Math.multiplyExact(labels.length, Math.multiplyExact((long) height, width));
        if (pixels.length != expected) {
            throw new IllegalArgumentException(labels.length + " images of " + height + " x " + width + " have "
                    + expected + " pixels, not " + pixels.length);
        }
        int wrong = firstBeyond(labels, classes);
        if (wrong >= 0) {
            throw new IllegalArgumentException(
                    "label " + wrong + " is " + (labels[wrong] & 0xff) + ", not in 0.." + (classes - 1));
        }
        this.pixels = pixels;
        this.labels = labels;
        this.height = height;
        this.width = width;
        this.classes = classes;
    }

    /**
     * Reads a pair of IDX files, compressed with gzip or not.
     *
     * @param images IDX file [count, height, width]
     * @param labels IDX file [count]
     * @param classes number of classes, 1 to 256
     * @throws DataFormatException if a file is damaged or the two do not fit each other
     * @throws IOException if a file cannot be read
     */
    public static LabelledImages read(Path images, Path labels, int classes) throws IOException {
        return of(Idx.read(images), images.toString(), Idx.read(labels), labels.toString(), classes);
    }

    /** Joins two parsed files; the names are for messages. */
    static LabelledImages of(Idx images, String imagesName, Idx labels, String labelsName, int classes)
            throws DataFormatException {
        requireRank(images, 3, imagesName, "an image file has count, rows and columns");
        requireRank(labels, 1, labelsName, "a label file has a count alone");
        if (images.dim(0) != labels.dim(0)) {
            throw new DataFormatException(
                    labelsName,
                    "count",
                    labels.dim(0) + " labels for the " + images.dim(0) + " images of " + imagesName,
                    "Use the label file that belongs to the image file");
        }
        int wrong = firstBeyond(labels.data(), classes);
        if (wrong >= 0) {
            throw new DataFormatException(
                    labelsName,
                    "label " + wrong,
                    "expected 0 to " + (classes - 1) + ", got " + (labels.data()[wrong] & 0xff),
                    "The file is damaged or has other classes; fetch it again");
        }
        return new LabelledImages(images.data(), labels.data(), images.dim(1), images.dim(2), classes);
    }

    /** All pixels, unsigned bytes [size, height, width]; the array itself, not a copy. */
    public byte[] pixels() {
        return pixels;
    }

    /** All labels, unsigned bytes [size]; the array itself, not a copy. */
    public byte[] labels() {
        return labels;
    }

    /** Rows of an image. */
    public int height() {
        return height;
    }

    /** Columns of an image. */
    public int width() {
        return width;
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** Number of images. */
    public int size() {
        return labels.length;
    }

    /** The class of an image. */
    public int label(int row) {
        return labels[check(row)] & 0xff;
    }

    /**
     * Images as a batch: float [n, 1, height, width], brightness 0 to 1.
     *
     * @param rows which images, in which order; repeats are allowed
     * @throws IllegalArgumentException if there is no row
     * @throws IndexOutOfBoundsException if a row is not in 0..size - 1
     */
    public INDArray images(int[] rows) {
        int area = height * width;
        float[] values = new float[Math.multiplyExact(checkedLength(rows), area)];
        for (int i = 0; i < rows.length; i++) {
            fill(rows[i], values, i * area);
        }
        return Nd4j.createFromArray(values).reshape(rows.length, 1, height, width);
    }

    /**
     * Labels as a batch: float [n, classes], one at the label and zero elsewhere.
     *
     * @throws IllegalArgumentException if there is no row
     * @throws IndexOutOfBoundsException if a row is not in 0..size - 1
     */
    public INDArray oneHot(int[] rows) {
        float[] values = new float[Math.multiplyExact(checkedLength(rows), classes)];
        for (int i = 0; i < rows.length; i++) {
            values[i * classes + label(rows[i])] = 1;
        }
        return Nd4j.createFromArray(values).reshape(rows.length, classes);
    }

    /** One image for a picture: height·width values, brightness 0 to 1, row by row. */
    public float[] tile(int row) {
        float[] values = new float[height * width];
        fill(row, values, 0);
        return values;
    }

    /**
     * The first n images.
     *
     * @throws IllegalArgumentException if n is not in 1..size
     */
    public LabelledImages take(int n) {
        if (n < 1 || n > size()) {
            throw new IllegalArgumentException("cannot take " + n + " of " + size() + " images");
        }
        return new LabelledImages(
                Arrays.copyOf(pixels, n * height * width), Arrays.copyOf(labels, n), height, width, classes);
    }

    /**
     * The first n images, or all where there are fewer.
     *
     * @throws IllegalArgumentException if n is below 1
     */
    public LabelledImages atMost(int n) {
        return take(Math.min(n, size()));
    }

    /** "60000 images of 28 x 28 in 10 classes". */
    @Override
    public String toString() {
        return size() + " images of " + height + " x " + width + " in " + classes + " classes";
    }

    private void fill(int row, float[] values, int at) {
        int area = height * width;
        int from = check(row) * area;
        for (int i = 0; i < area; i++) {
            values[at + i] = BRIGHTNESS[pixels[from + i] & 0xff];
        }
    }

    private int check(int row) {
        if (row < 0 || row >= labels.length) {
            throw new IndexOutOfBoundsException("row " + row + " is not in 0.." + (labels.length - 1));
        }
        return row;
    }

    private static int checkedLength(int[] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("no rows: a batch needs at least one");
        }
        return rows.length;
    }

    private static void requireRank(Idx idx, int rank, String name, String rule) throws DataFormatException {
        if (idx.rank() != rank) {
            throw new DataFormatException(
                    name,
                    "magic number",
                    "the file has " + idx.rank() + " dimensions, but " + rule,
                    "Check that image and label files are not exchanged");
        }
    }

    /** Index of the first label that is not below {@code classes}, or -1. */
    private static int firstBeyond(byte[] labels, int classes) {
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] & 0xff) >= classes) {
                return i;
            }
        }
        return -1;
    }

    private static float[] brightness() {
        float[] values = new float[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 255f;
        }
        return values;
    }
}
