package lab.samediff.pipelines.images;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.IndexedRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * DataVec reader of grey images. A record is [image, label]: an {@link NDArrayWritable} float [1, 1, height, width] with
 * brightness 0 to 1, and an {@link IntWritable}.
 *
 * <pre>{@code
 * IdxRecordReader reader = new IdxRecordReader(10);
 * reader.initialize(new CollectionInputSplit(List.of(imageFile.toUri(), labelFile.toUri())));
 * DataSetIterator batches = new RecordReaderDataSetIterator(reader, 128, 1, 10);
 * }</pre>
 */
public final class IdxRecordReader extends IndexedRecordReader {
    private static final long serialVersionUID = 1L;
    private static final URI IN_MEMORY = URI.create("memory:images");

    private final int classes;
    private URI origin = IN_MEMORY;
    private transient @Nullable LabelledImages images;

    /**
     * A reader of files, which {@link #initialize(InputSplit)} names.
     *
     * @param classes number of classes, 1 to 256
     */
    public IdxRecordReader(int classes) {
        if (classes < 1 || classes > 256) {
            throw new IllegalArgumentException("classes " + classes + " must lie in 1..256");
        }
        this.classes = classes;
    }

    /** A reader of images in memory; it needs no {@code initialize}. */
    public IdxRecordReader(LabelledImages images) {
        this.classes = images.classes();
        this.images = images;
    }

    /**
     * Reads an image file and a label file, in either order; their headers say which is which.
     *
     * @throws IllegalArgumentException if the split has not exactly two locations
     * @throws DataFormatException if a file is damaged or the two do not fit each other
     * @throws IOException if a file cannot be read
     */
    @Override
    public void initialize(InputSplit split) throws IOException {
        URI[] locations = split.locations();
        if (locations.length != 2) {
            throw new IllegalArgumentException(
                    "expected an image file and a label file, got " + Arrays.toString(locations));
        }
        Path first = Path.of(locations[0]);
        Path second = Path.of(locations[1]);
        Idx one = Idx.read(first);
        Idx two = Idx.read(second);
        boolean imagesFirst = one.rank() >= two.rank();
        inputSplit = split;
        origin = imagesFirst ? locations[0] : locations[1];
        images = imagesFirst
                ? LabelledImages.of(one, first.toString(), two, second.toString(), classes)
                : LabelledImages.of(two, second.toString(), one, first.toString(), classes);
        reset();
    }

    /** The images behind the records. */
    public LabelledImages images() {
        if (images == null) {
            throw new IllegalStateException("no files yet: call initialize with the image file and the label file");
        }
        return images;
    }

    @Override
    public int size() {
        return images().size();
    }

    @Override
    protected List<Writable> row(int row) {
        return List.of(new NDArrayWritable(images().images(new int[] {row})), new IntWritable(images().label(row)));
    }

    @Override
    protected URI origin() {
        return origin;
    }

    /** The classes' numbers as text. */
    @Override
    public List<String> getLabels() {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}
