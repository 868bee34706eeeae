package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import lab.samediff.models.graph.Params;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class PatchesTest {
    private static final Patches PATCHES = new Patches(4, 6, 3, 2);

    @Test
    void agreesWithTheLoopOverPixels() {
        INDArray images = Rig.normal(1, 2, 3, 4, 6);
        double[][][] found = Rig.cube(Rig.eval(new Params(1, DataType.DOUBLE), images, PATCHES::split));
        for (int b = 0; b < 2; b++) {
            double[][] wanted = Loops.patches(Rig.cube(images.slice(b)), 2);
            assertThat(found[b]).isDeepEqualTo(wanted);
        }
    }

    @Test
    void eachPixelIsInExactlyOnePatch() {
        INDArray images = Rig.normal(1, 1, 3, 4, 6);
        double[] pixels = Rig.plain(images);
        double[] found = Rig.plain(Rig.eval(new Params(1, DataType.DOUBLE), images, PATCHES::split));
        Arrays.sort(pixels);
        Arrays.sort(found);
        assertThat(found).isEqualTo(pixels);
    }

    @Test
    void embeddingIsALinearMapOfEachPatch() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray image = Rig.normal(1, 1, 3, 4, 6);
        double[][] found = Rig.cube(Rig.eval(params, image, (s, x) -> PATCHES.embed(s, x, 5)))[0];
        double[][] wanted = Loops.linear(params, "layer", Loops.patches(Rig.cube(image.slice(0)), 2));
        for (int p = 0; p < PATCHES.count(); p++) assertThat(found[p]).containsExactly(wanted[p], within(1e-12));
    }

    @Test
    void countsAndLengthsMultiplyToThePixels() {
        assertThat(PATCHES.count()).isEqualTo(6);
        assertThat(PATCHES.length()).isEqualTo(12);
    }

    @Test
    void sizesThatDoNotFillTheImageAreRefused() {
        assertThatThrownBy(() -> new Patches(4, 6, 3, 4))
                .hasMessageContaining("patches of size 4 do not fill an image of 4 x 6");
        assertThatThrownBy(() -> new Patches(4, 6, 0, 2)).hasMessageContaining("channels");
    }
}
