package lab.samediff.pipelines.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.datasets.datavec.RecordReaderDataSetIterator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class PointsRecordReaderTest {
    @Test
    void givesNPointsThenEndsAndReplaysThemAfterReset() {
        PointsRecordReader reader = new PointsRecordReader(TwoMoons.torchcfm(), 50, 1);
        List<List<Writable>> first = rest(reader);
        assertThat(first).hasSize(50).doesNotHaveDuplicates();
        reader.reset();
        assertThat(rest(reader)).isEqualTo(first);
        assertThat(rest(new PointsRecordReader(TwoMoons.torchcfm(), 50, 1))).isEqualTo(first);
        assertThat(rest(new PointsRecordReader(TwoMoons.torchcfm(), 50, 2))).isNotEqualTo(first);
    }

    @Test
    void aLabelIsAnIntegerForClassesAndAFloatForAPosition() {
        assertThat(new PointsRecordReader(EightGaussians.textbook(), 1, 1)
                        .next()
                        .get(1))
                .isInstanceOf(IntWritable.class);
        List<Writable> record = new PointsRecordReader(SwissRoll.small(0), 1, 1).next();
        assertThat(((NDArrayWritable) record.get(0)).get().shape()).containsExactly(1, 2);
        assertThat(record.get(1)).isInstanceOf(FloatWritable.class);
    }

    @Test
    void dl4jBatchesIt() {
        PointsRecordReader reader = new PointsRecordReader(EightGaussians.textbook(), 20, 1);
        assertThat(reader.getLabels()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        DataSet batch = new RecordReaderDataSetIterator(reader, 20, 1, 8).next();
        LabelledPoints points = EightGaussians.textbook().draw(20, new java.util.SplittableRandom(1));
        assertThat(batch.getFeatures()).isEqualTo(points.coordinates());
        assertThat(batch.getLabels()
                        .argMax(1)
                        .castTo(points.labels().dataType())
                        .reshape(20, 1))
                .isEqualTo(points.labels());
    }

    @Test
    void aCopyThroughSerialisationContinuesWhereTheOriginalWas() throws Exception {
        PointsRecordReader reader = new PointsRecordReader(Checkerboard.ffjord(), 5, 1);
        reader.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(reader);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(rest((PointsRecordReader) in.readObject())).isEqualTo(rest(reader));
        }
    }

    private static List<List<Writable>> rest(PointsRecordReader reader) {
        List<List<Writable>> records = new ArrayList<>();
        while (reader.hasNext()) {
            records.add(reader.next());
        }
        return records;
    }
}
