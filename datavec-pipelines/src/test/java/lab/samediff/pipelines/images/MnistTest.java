package lab.samediff.pipelines.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.SharedData;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.CorruptDataException;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.DataFile;
import lab.samediff.pipelines.catalog.DataMissingException;
import lab.samediff.pipelines.catalog.DataSource;
import lab.samediff.pipelines.catalog.Origin;
import lab.samediff.pipelines.catalog.StandIns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    private static final LabelledImages TRAIN = Drawings.digits(30, 1);
    private static final LabelledImages TEST = Drawings.digits(10, 2);

    @TempDir
    private Path folder;

    private DataAccess access;

    @BeforeEach
    void offline() {
        access = DataAccess.of(Map.of())
                .withFolder(folder)
                .withCache(folder.resolve("cache"))
                .withOffline(true);
    }

    @Test
    void filesThatTheCatalogueKnowsAreReadAndTheirChecksumsKept() throws Exception {
        DataSource source = written(TRAIN.labels());
        Mnist mnist = Mnist.load(access, source);
        assertThat(mnist.train().pixels()).containsExactly(TRAIN.pixels());
        assertThat(mnist.test().labels()).containsExactly(TEST.labels());
        assertThat(mnist.provenance().origin()).isEqualTo(Origin.FOLDER);
        assertThat(mnist.provenance().comparable()).isTrue();
        for (DataFile file : source.files()) {
            assertThat(mnist.provenance().sha256()).containsEntry(file.path(), file.sha256());
        }
    }

    @Test
    void aDamagedFileIsAnErrorEvenWhereAStandInWouldDo() throws Exception {
        DataSource source = written(TRAIN.labels());
        Path labels = folder.resolve("mnist/train-labels-idx1-ubyte.gz");
        byte[] damaged = Files.readAllBytes(labels);
        damaged[damaged.length - 1] ^= 1;
        Files.write(labels, damaged);
        assertThatThrownBy(() -> Mnist.load(access.withStandIns(StandIns.IF_MISSING), source))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("train-labels-idx1-ubyte.gz");
    }

    @Test
    void aFileWithTheRightChecksumAndAWrongFormatNamesItsField() throws Exception {
        byte[] labels = TRAIN.labels().clone();
        labels[7] = 10;
        DataSource source = written(labels);
        assertThatThrownBy(() -> Mnist.load(access, source))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("label 7: expected 0 to 9, got 10");
    }

    @Test
    void aStandInIsTheSameEachTimeAndNeverComparable() throws IOException {
        DataAccess always = access.withStandIns(StandIns.ALWAYS);
        Mnist digits = Mnist.load(always, Catalog.MNIST);
        Mnist clothes = Mnist.load(always, Catalog.FASHION_MNIST);
        assertThat(Mnist.load(always, Catalog.MNIST).train().pixels())
                .containsExactly(digits.train().pixels());
        assertThat(clothes.train().pixels()).isNotEqualTo(digits.train().pixels());
        for (Mnist drawn : List.of(digits, clothes, Mnist.standIn(1), Mnist.standInClothes(1))) {
            assertThat(drawn.provenance().comparable()).isFalse();
        }
        assertThat(clothes.provenance().source()).isEqualTo("fashion-mnist");
    }

    @Test
    void whatIsMissingOrOfAnotherFormatIsRefused() throws Exception {
        DataSource source = written(TRAIN.labels());
        Files.delete(folder.resolve("mnist/train-labels-idx1-ubyte.gz"));
        assertThatThrownBy(() -> Mnist.load(access, source)).isInstanceOf(DataMissingException.class);
        assertThatThrownBy(() -> Mnist.load(access, Catalog.CORA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'cora' is not in the format of MNIST");
    }

    @Test
    void theRealSetIsFoundAndHasItsSize() throws IOException {
        Path data = SharedData.data("mnist").resolveSibling(".").normalize();
        Mnist mnist = Mnist.load(access.withFolder(data), Catalog.MNIST);
        assertThat(mnist.train()).hasToString("60000 images of 28 x 28 in 10 classes");
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(mnist.provenance().sha256()).hasSize(4);
    }

    /** Four small files below mnist/ in the folder, and the source that knows them. */
    private DataSource written(byte[] trainLabels) throws Exception {
        Map<String, Idx> contents = Map.of(
                "train-images-idx3-ubyte.gz", new Idx(new int[] {30, 28, 28}, TRAIN.pixels()),
                "train-labels-idx1-ubyte.gz", new Idx(new int[] {30}, trainLabels),
                "t10k-images-idx3-ubyte.gz", new Idx(new int[] {10, 28, 28}, TEST.pixels()),
                "t10k-labels-idx1-ubyte.gz", new Idx(new int[] {10}, TEST.labels()));
        List<DataFile> files = new ArrayList<>();
        Files.createDirectories(folder.resolve("mnist"));
        for (Map.Entry<String, Idx> file : contents.entrySet()) {
            byte[] bytes = file.getValue().toBytes();
            String path = "mnist/" + file.getKey();
            Files.write(folder.resolve(path), bytes);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            files.add(new DataFile(path, bytes.length, sha256, List.of()));
        }
        return new DataSource("mnist", "Four small files", "CC0", "nobody", files, null, true, "");
    }
}
