package lab.samediff.pipelines.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class LabelledImagesTest {
    /** Three images of 2 x 3; pixel (row, y, x) is 50·row + 10·y + x. */
    private static LabelledImages example() {
        byte[] pixels = new byte[18];
        for (int i = 0; i < 18; i++) {
            pixels[i] = (byte) (50 * (i / 6) + 10 * (i % 6 / 3) + i % 3);
        }
        pixels[17] = (byte) 255;
        return new LabelledImages(pixels, new byte[] {2, 0, 1}, 2, 3, 3);
    }

    @Test
    void aBatchHoldsTheAskedRowsInTheAskedOrder() {
        INDArray batch = example().images(new int[] {2, 0, 2});
        assertThat(batch.shape()).containsExactly(3, 1, 2, 3);
        assertThat(batch.dataType()).isEqualTo(DataType.FLOAT);
        int[] rows = {2, 0, 2};
        for (int i = 0; i < 3; i++) {
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < 3; x++) {
                    boolean white = rows[i] == 2 && y == 1 && x == 2;
                    float expected = white ? 1f : (50 * rows[i] + 10 * y + x) / 255f;
                    assertThat(batch.getFloat(i, 0, y, x)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void oneHotHasItsOneAtTheLabel() {
        INDArray batch = example().oneHot(new int[] {0, 1});
        assertThat(batch.toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 0, 1}, {1, 0, 0}});
    }

    @Test
    void aTileIsTheImageOfItsRow() {
        assertThat(example().tile(1))
                .containsExactly(example().images(new int[] {1}).data().asFloat());
    }

    @Test
    void takingKeepsTheFirstImages() {
        LabelledImages two = example().take(2);
        assertThat(two.size()).isEqualTo(2);
        assertThat(two.tile(1)).containsExactly(example().tile(1));
        assertThat(two.label(0)).isEqualTo(2);
        assertThatThrownBy(() -> example().take(4)).hasMessageContaining("cannot take 4 of 3");
        assertThatThrownBy(() -> example().take(0)).hasMessageContaining("cannot take 0 of 3");
    }

    @Test
    void rowsAreCheckedBeforeTheyAreUsed() {
        assertThatThrownBy(() -> example().images(new int[] {3}))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("row 3 is not in 0..2");
        assertThatThrownBy(() -> example().oneHot(new int[] {-1})).hasMessageContaining("row -1");
        assertThatThrownBy(() -> example().tile(9)).hasMessageContaining("row 9");
        assertThatThrownBy(() -> example().images(new int[0])).hasMessageContaining("no rows");
    }

    @Test
    void sizesMustFitEachOther() {
        byte[] one = {0};
        assertThatThrownBy(() -> new LabelledImages(new byte[5], one, 2, 3, 1)).hasMessageContaining("6 pixels, not 5");
        assertThatThrownBy(() -> new LabelledImages(new byte[6], new byte[] {1}, 2, 3, 1))
                .hasMessageContaining("label 0 is 1, not in 0..0");
        assertThatThrownBy(() -> new LabelledImages(new byte[0], new byte[0], 2, 3, 1))
                .hasMessageContaining("no images");
        assertThatThrownBy(() -> new LabelledImages(one, one, 1 << 16, 1 << 16, 1))
                .hasMessageContaining("not 1");
        assertThatThrownBy(() -> new LabelledImages(one, one, 0, 1, 1)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> new LabelledImages(one, one, 1, 1, 257)).hasMessageContaining("1..256");
    }

    @Test
    void aPairOfFilesThatDoesNotFitNamesFileAndField(@TempDir Path folder) throws IOException {
        Path images = write(folder, "images", new Idx(new int[] {2, 1, 1}, new byte[2]));
        Path three = write(folder, "three", new Idx(new int[] {3}, new byte[3]));
        Path big = write(folder, "big", new Idx(new int[] {2}, new byte[] {9, 10}));
        assertThatThrownBy(() -> LabelledImages.read(images, three, 10))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(three.toString())
                .hasMessageContaining("count: 3 labels for the 2 images of " + images);
        assertThatThrownBy(() -> LabelledImages.read(images, big, 10))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(big + ": label 1: expected 0 to 9, got 10");
        assertThatThrownBy(() -> LabelledImages.read(three, images, 10))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(three + ": magic number")
                .hasMessageContaining("exchanged");
    }

    @Test
    void imageSizesOfTrainingAndTestMustAgree(@TempDir Path folder) throws IOException {
        Path small = write(folder, "small", new Idx(new int[] {1, 1, 1}, new byte[1]));
        Path large = write(folder, "large", new Idx(new int[] {1, 2, 1}, new byte[2]));
        Path label = write(folder, "label", new Idx(new int[] {1}, new byte[1]));
        assertThatThrownBy(() -> Mnist.read(small, label, large, label))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(large + ": rows, columns: 2 x 1 pixels, but " + small);
    }

    @Test
    void theRealSetsHaveTheirPublishedClassCounts() throws IOException {
        int[] mnist = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949};
        assertThat(counts(real("mnist").train())).containsExactly(mnist);
        assertThat(counts(real("fashion-mnist").train())).containsOnly(6000);
        assertThat(counts(real("fashion-mnist").test())).containsOnly(1000);
    }

    private static Mnist real(String folder) throws IOException {
        return Mnist.read(
                SharedData.data(folder + "/train-images-idx3-ubyte.gz"),
                SharedData.data(folder + "/train-labels-idx1-ubyte.gz"),
                SharedData.data(folder + "/t10k-images-idx3-ubyte.gz"),
                SharedData.data(folder + "/t10k-labels-idx1-ubyte.gz"));
    }

    private static int[] counts(LabelledImages images) {
        int[] counts = new int[images.classes()];
        for (int i = 0; i < images.size(); i++) {
            counts[images.label(i)]++;
        }
        return counts;
    }

    private static Path write(Path folder, String name, Idx idx) throws IOException {
        return Files.write(folder.resolve(name), idx.toBytes());
    }
}
