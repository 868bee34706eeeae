package lab.samediff.pipelines.molecules;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.IndexedRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * DataVec reader of a comma-separated file with a column of SMILES and one of numbers. A record is [nodes, adjacency,
 * present, value]: float {@link NDArrayWritable}s [1, size, width], [1, size, size] with 1 for each bond, and [1, size],
 * size being that of the largest molecule, and a {@link DoubleWritable}. What cannot be read is in {@link #table()}.
 */
public final class SmilesRecordReader extends IndexedRecordReader {
    private static final long serialVersionUID = 1L;
    private static final URI IN_MEMORY = URI.create("memory:molecules");

    private final String smilesColumn;
    private final String valueColumn;
    private final AtomFeatures features;
    private URI origin = IN_MEMORY;
    private transient @Nullable MoleculeTable table;
    private transient @Nullable PaddedGraphs graphs;

    /** A reader of the file that {@link #initialize(InputSplit)} names. */
    public SmilesRecordReader(String smilesColumn, String valueColumn, AtomFeatures features) {
        this.smilesColumn = smilesColumn;
        this.valueColumn = valueColumn;
        this.features = features;
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if the split has not exactly one location
     * @throws DataFormatException if it is no such table
     * @throws IOException if it cannot be read
     */
    @Override
    public void initialize(InputSplit split) throws IOException {
        URI[] locations = split.locations();
        if (locations.length != 1) {
            throw new IllegalArgumentException("expected one file of molecules, got " + Arrays.toString(locations));
        }
        MoleculeTable read = SmilesTable.read(Path.of(locations[0]), smilesColumn, valueColumn);
        inputSplit = split;
        origin = locations[0];
        table = read;
        graphs = new PaddedGraphs(read.molecules(), features, read.largest(), UnaryOperator.identity());
        reset();
    }

    /** The molecules behind the records. */
    public MoleculeTable table() {
        if (table == null) throw new IllegalStateException("no file yet: call initialize with a file of molecules");
        return table;
    }

    @Override
    public int size() {
        return table().size();
    }

    @Override
    protected List<Writable> row(int row) {
        MoleculeTable molecules = table();
        if (graphs == null) throw new IllegalStateException("no file yet: call initialize with a file of molecules");
        PaddedGraphs.Batch graph = graphs.batch(row);
        return List.of(
                new NDArrayWritable(graph.nodes()),
                new NDArrayWritable(graph.adjacency()),
                new NDArrayWritable(graph.present()),
                new DoubleWritable(molecules.value(row)));
    }

    @Override
    protected URI origin() {
        return origin;
    }

    /** None: the value is a number. */
    @Override
    public @Nullable List<String> getLabels() {
        return null;
    }
}
