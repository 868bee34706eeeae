package lab.samediff.pipelines.points;

import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lab.samediff.pipelines.IndexedRecordReader;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DataVec reader of n points, drawn once: {@code reset()} replays the same. A record is [point, label]: an {@link
 * NDArrayWritable} float [1, 2], and an {@link IntWritable}, or a {@link FloatWritable} where the label is a real number.
 */
public final class PointsRecordReader extends IndexedRecordReader {
    private static final long serialVersionUID = 1L;
    private static final URI GENERATED = URI.create("memory:points");

    private final int classes;
    private final LabelledPoints points;

    /**
     * A reader; it needs no {@code initialize}.
     *
     * @param points distribution to draw from
     * @param n number of points, at least 1
     * @param seed seed of the draw
     * @throws IllegalArgumentException if n is not positive
     */
    public PointsRecordReader(Points points, int n, long seed) {
        this.classes = points.classes();
        this.points = points.draw(n, new SplittableRandom(seed));
    }

    @Override
    public int size() {
        return points.size();
    }

    @Override
    protected List<Writable> row(int row) {
        float[][] point = {{points.x(row), points.y(row)}};
        float label = points.label(row);
        return List.of(
                new NDArrayWritable(Nd4j.createFromArray(point)),
                classes > 0 ? new IntWritable((int) label) : new FloatWritable(label));
    }

    @Override
    protected URI origin() {
        return GENERATED;
    }

    /** The classes' numbers as text; none where the label is a real number. */
    @Override
    public List<String> getLabels() {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}
