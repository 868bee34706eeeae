package lab.samediff.models.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Patches;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class VitTest {
    private static final Patches PATCHES = new Patches(4, 6, 2, 2);
    private static final TransformerBlock BLOCK = new TransformerBlock(8, 2, 12, 0, Activation.GELU);

    private static Vit vit(Positions.Kind kind) {
        return new Vit(PATCHES, BLOCK, 2, kind, 3);
    }

    /** The whole model in plain loops. */
    private static double[] loop(Params params, double[][][] image, Positions.Kind kind) {
        List<double[]> rows = new ArrayList<>();
        rows.add(Rig.plain(Rig.array(params, "layer/class/token")));
        rows.addAll(Arrays.asList(Loops.linear(params, "layer/patches", Loops.patches(image, 2))));
        double[][] positions = kind == Positions.Kind.SINUSOIDAL
                ? Positions.table(7, 8)
                : Rig.matrix(Rig.array(params, "layer/positions/weight"));
        double[][] tokens = Loops.sum(rows.toArray(double[][]::new), positions);
        for (int i = 0; i < 2; i++) tokens = Loops.block(params, "layer/block" + i, tokens, 2, (q, k) -> true);
        double[][] normal = Loops.layerNorm(params, "layer/norm", new double[][] {tokens[0]}, Norms.EPSILON);
        return Loops.linear(params, "layer/head", normal)[0];
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheLoop(Positions.Kind kind) {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray images = Rig.normal(2, 3, 2, 4, 6);
        double[][] logits = Rig.matrix(Rig.eval(params, images, vit(kind)::logits));
        for (int b = 0; b < 3; b++) {
            assertThat(logits[b]).containsExactly(loop(params, Rig.cube(images.slice(b)), kind), within(1e-9));
        }
    }

    @Test
    void reportsTheAttentionOfEachBlockForRollOut() {
        Params params = new Params(1);
        Map<String, INDArray> input = Map.of("x", Rig.normal(2, 3, 2, 4, 6).castTo(DataType.FLOAT));
        Vit vit = vit(Positions.Kind.LEARNED);
        Call silent = Call.of(params, s -> vit.logits(s, s.input("x", -1, 2, 4, 6)));
        Call telling = Call.of(params, s -> vit.logitsReportingAttention(s, s.input("x", -1, 2, 4, 6)));
        assertThat(telling.run(input)).isEqualTo(silent.run(input));
        Map<String, INDArray> reported = telling.reported(input);
        assertThat(reported).containsOnlyKeys("attention0", "attention1");
        List<double[][][]> blocks = reported.values().stream()
                .map(w -> AttentionRollout.weights(w, 1))
                .toList();
        for (double[][][] block : blocks) {
            assertThat(block).hasDimensions(2, vit.time());
            for (double[][] head : block) {
                for (double[] row : head) assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-6));
            }
        }
        assertThat(AttentionRollout.of(blocks)).hasDimensions(vit.time(), vit.time());
    }

    @Test
    void badSizesAreNamed() {
        assertThatThrownBy(() -> new Vit(PATCHES, BLOCK, 0, Positions.Kind.LEARNED, 3))
                .hasMessageContaining("depth must be at least 1");
        assertThatThrownBy(() -> new Vit(PATCHES, BLOCK, 1, Positions.Kind.LEARNED, 0))
                .hasMessageContaining("classes must be at least 1");
    }
}
