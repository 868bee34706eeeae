package lab.samediff.pipelines.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.datasets.datavec.RecordReaderMultiDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class TokenWindowsTest {
    private static TokenWindows windows(int length, int time) {
        return new TokenWindows(IntStream.range(100, 100 + length).toArray(), time);
    }

    @Test
    void windowsEndToEndPredictEachTokenButTheFirstOnce() {
        for (int length = 4; length < 20; length++) {
            TokenWindows windows = windows(length, 3);
            TokenBatch all = windows.windows(IntStream.range(0, windows.count()).toArray());
            float[] present = all.present().data().asFloat();
            int[] ids = all.ids().data().asInt();
            int[] next = all.next().data().asInt();
            int[] predicted =
                    IntStream.range(0, next.length).filter(i -> present[i] == 1).toArray();
            assertThat(Arrays.stream(predicted).map(i -> next[i]))
                    .containsExactlyElementsOf(
                            IntStream.range(101, 100 + length).boxed().toList());
            assertThat(predicted).hasSize(windows.targets());
            for (int i : predicted) assertThat(ids[i]).isEqualTo(next[i] - 1);
        }
    }

    @Test
    void drawnWindowsAreInsideAndBeginEverywhere() {
        TokenBatch drawn = windows(10, 4).draw(600, new SplittableRandom(1));
        assertThat(drawn.ids().shape()).containsExactly(600, 4);
        assertThat(drawn.ids().dataType()).isEqualTo(DataType.INT32);
        assertThat(drawn.next().sub(drawn.ids()).maxNumber().intValue()).isEqualTo(1);
        assertThat(drawn.next().sub(drawn.ids()).minNumber().intValue()).isEqualTo(1);
        assertThat(drawn.present().minNumber().intValue()).isEqualTo(1);
        int[] counts = new int[6];
        for (int[] row : drawn.ids().toIntMatrix()) counts[row[0] - 100]++;
        // Six places, 100 windows each, four standard deviations.
        for (int count : counts) assertThat(count).isBetween(64, 136);
    }

    @Test
    void badNumbersAreNamed() {
        assertThatThrownBy(() -> windows(4, 4)).hasMessageContaining("does not fit into 4");
        assertThatThrownBy(() -> windows(4, 0)).hasMessageContaining("time");
        assertThatThrownBy(() -> windows(9, 4).windows(2)).hasMessageContaining("window 2 is not in 0..1");
        assertThatThrownBy(() -> windows(9, 4).draw(0, new SplittableRandom(1))).hasMessageContaining("batch");
    }

    @Test
    void theReaderShowsTheWindowsOfAFile(@TempDir Path folder) throws Exception {
        String text = Play.grammar().write(300, new SplittableRandom(1));
        Path file = Files.writeString(folder.resolve("play.txt"), text);
        CharVocabulary vocabulary = CharVocabulary.of(text);
        TokenWindows windows = new TokenWindows(vocabulary.encode(text), 16);
        WindowRecordReader reader = new WindowRecordReader(vocabulary, 16);
        assertThatThrownBy(reader::size).hasMessageContaining("initialize");
        reader.initialize(new FileSplit(file.toFile()));
        assertThat(reader.size()).isEqualTo(windows.count());
        for (int row = 0; reader.hasNext(); row++) {
            List<Writable> record = reader.next();
            assertThat(((NDArrayWritable) record.get(0)).get())
                    .isEqualTo(windows.windows(row).ids());
            assertThat(((NDArrayWritable) record.get(1)).get())
                    .isEqualTo(windows.windows(row).next());
            assertThat(((NDArrayWritable) record.get(2)).get())
                    .isEqualTo(windows.windows(row).present());
        }
    }

    @Test
    void theMultiDataSetIteratorReadsIt() {
        RecordReaderMultiDataSetIterator batches = new RecordReaderMultiDataSetIterator.Builder(2)
                .addReader("text", new WindowRecordReader(windows(9, 4)))
                .addInput("text", 0, 0)
                .addOutput("text", 1, 1)
                .build();
        MultiDataSet batch = batches.next();
        TokenBatch wanted = windows(9, 4).windows(0, 1);
        assertThat(batch.getFeatures(0).castTo(DataType.INT32)).isEqualTo(wanted.ids());
        assertThat(batch.getLabels(0).castTo(DataType.INT32)).isEqualTo(wanted.next());
    }
}
