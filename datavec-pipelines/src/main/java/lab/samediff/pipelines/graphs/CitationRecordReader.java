package lab.samediff.pipelines.graphs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.IndexedRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DataVec reader of papers. A record is [words, label]: an {@link NDArrayWritable} float [1, vocabulary] of 0 and 1, and
 * an {@link IntWritable}. The citations are those of {@link #papers()}.
 *
 * <pre>{@code
 * CitationRecordReader reader = new CitationRecordReader();
 * reader.initialize(new FileSplit(new File("cora/cora.tgz")));
 * }</pre>
 */
public final class CitationRecordReader extends IndexedRecordReader {
    private static final long serialVersionUID = 1L;
    private static final URI IN_MEMORY = URI.create("memory:papers");

    private URI origin = IN_MEMORY;
    private transient @Nullable CitationGraph papers;

    /** A reader of an archive, which {@link #initialize(InputSplit)} names. */
    public CitationRecordReader() {}

    /** A reader of papers in memory; it needs no {@code initialize}. */
    public CitationRecordReader(CitationGraph papers) {
        this.papers = papers;
    }

    /**
     * Reads the archive of Cora.
     *
     * @throws IllegalArgumentException if the split has not exactly one location
     * @throws DataFormatException if the archive is damaged
     * @throws IOException if it cannot be read
     */
    @Override
    public void initialize(InputSplit split) throws IOException {
        URI[] locations = split.locations();
        if (locations.length != 1) {
            throw new IllegalArgumentException("expected one archive, got " + Arrays.toString(locations));
        }
        papers = Cora.read(Path.of(locations[0]));
        inputSplit = split;
        origin = locations[0];
        reset();
    }

    /** The network behind the records. */
    public CitationGraph papers() {
        if (papers == null) throw new IllegalStateException("no file yet: call initialize with the archive");
        return papers;
    }

    @Override
    public int size() {
        return papers().size();
    }

    @Override
    protected List<Writable> row(int row) {
        float[][] bag = new float[1][papers().vocabulary()];
        for (int word : papers().words(row)) bag[0][word] = 1;
        return List.of(new NDArrayWritable(Nd4j.createFromArray(bag)), new IntWritable(papers().label(row)));
    }

    @Override
    protected URI origin() {
        return origin;
    }

    /** What the classes are called. */
    @Override
    public List<String> getLabels() {
        return papers().names().classes();
    }
}
