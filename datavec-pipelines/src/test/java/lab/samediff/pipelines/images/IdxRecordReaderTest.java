package lab.samediff.pipelines.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import lab.samediff.pipelines.DataFormatException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.datasets.datavec.RecordReaderDataSetIterator;
import org.deeplearning4j.datasets.datavec.RecordReaderMultiDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class IdxRecordReaderTest {
    private static final LabelledImages IMAGES = StandIns.digits(25, 1);

    @Test
    void filesBecomeTheSameBatchesAsTheImages(@TempDir Path folder) throws Exception {
        IdxRecordReader reader = new IdxRecordReader(10);
        List<URI> files = files(folder);
        reader.initialize(new CollectionInputSplit(files));
        RecordReaderDataSetIterator batches = new RecordReaderDataSetIterator(reader, 10, 1, 10);
        for (int epoch = 0; epoch < 2; epoch++) {
            for (int from = 0; from < 25; from += 10) {
                int[] rows = IntStream.range(from, Math.min(25, from + 10)).toArray();
                DataSet batch = batches.next();
                assertThat(batch.getFeatures()).isEqualTo(IMAGES.images(rows));
                assertThat(batch.getLabels()).isEqualTo(IMAGES.oneHot(rows));
            }
            assertThat(batches.hasNext()).isFalse();
            batches.reset();
        }
    }

    @Test
    void theMultiDataSetIteratorReadsItToo() {
        RecordReaderMultiDataSetIterator batches = new RecordReaderMultiDataSetIterator.Builder(25)
                .addReader("images", new IdxRecordReader(IMAGES))
                .addInput("images", 0, 0)
                .addOutputOneHot("images", 1, 10)
                .build();
        MultiDataSet batch = batches.next();
        int[] rows = IntStream.range(0, 25).toArray();
        assertThat(batch.getFeatures(0)).isEqualTo(IMAGES.images(rows));
        assertThat(batch.getLabels(0)).isEqualTo(IMAGES.oneHot(rows));
    }

    @Test
    void theOrderOfTheTwoFilesDoesNotMatter(@TempDir Path folder) throws Exception {
        List<URI> files = files(folder);
        IdxRecordReader reader = new IdxRecordReader(10);
        reader.initialize(new Configuration(), new CollectionInputSplit(List.of(files.get(1), files.get(0))));
        assertThat(reader.images().pixels()).containsExactly(IMAGES.pixels());
    }

    @Test
    void aRecordIsOneArrayAndOneLabelAndIsFoundAgainByItsMetadata() {
        IdxRecordReader reader = new IdxRecordReader(IMAGES);
        Record last = reader.nextRecord();
        while (reader.hasNext()) {
            last = reader.nextRecord();
        }
        List<Writable> record = last.getRecord();
        assertThat(record).hasSize(2);
        assertThat(((NDArrayWritable) record.get(0)).get()).isEqualTo(IMAGES.images(new int[] {24}));
        assertThat(record.get(1).toInt()).isEqualTo(IMAGES.label(24));
        assertThat(reader.loadFromMetaData(List.of(last.getMetaData())).get(0).getRecord())
                .isEqualTo(record);
        assertThatThrownBy(reader::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("reset");
        reader.reset();
        assertThat(reader.next().get(1).toInt()).isEqualTo(IMAGES.label(0));
    }

    @Test
    void misuseSaysWhatToDo(@TempDir Path folder) throws IOException {
        List<URI> files = files(folder);
        IdxRecordReader reader = new IdxRecordReader(10);
        assertThatThrownBy(reader::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call initialize");
        assertThatThrownBy(() -> reader.initialize(new CollectionInputSplit(files.subList(0, 1))))
                .hasMessageContaining("an image file and a label file");
        assertThatThrownBy(() -> reader.initialize(new CollectionInputSplit(List.of(files.get(1), files.get(1)))))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("magic number");
        assertThatThrownBy(() -> new IdxRecordReader(0)).hasMessageContaining("1..256");
    }

    private static List<URI> files(Path folder) throws IOException {
        byte[] images = new Idx(new int[] {25, 28, 28}, IMAGES.pixels()).toBytes();
        byte[] labels = new Idx(new int[] {25}, IMAGES.labels()).toBytes();
        return List.of(
                Files.write(folder.resolve("images"), images).toUri(),
                Files.write(folder.resolve("labels"), labels).toUri());
    }
}
