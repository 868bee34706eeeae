package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class TransformerBlockTest {
    private static final TransformerBlock BLOCK = new TransformerBlock(6, 2, 10, 0, Activation.GELU);

    @Test
    void agreesWithTheLoop() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 2, 4, 6);
        double[][][] y = Rig.cube(Rig.eval(params, x, (s, v) -> BLOCK.apply(s, v, Mask.causal(s, 4))));
        for (int b = 0; b < 2; b++) {
            double[][] wanted = Loops.block(params, "layer", Rig.cube(x)[b], 2, (q, k) -> k <= q);
            for (int t = 0; t < 4; t++) assertThat(y[b][t]).containsExactly(wanted[t], within(1e-9));
        }
    }

    @Test
    void aStackIsItsBlocksOneAfterAnother() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 1, 4, 6);
        double[][] y = Rig.cube(Rig.eval(params, x, (s, v) -> BLOCK.stack(s, v, Mask.none(), 3)))[0];
        double[][] wanted = Rig.cube(x)[0];
        for (int i = 0; i < 3; i++) wanted = Loops.block(params, "layer/block" + i, wanted, 2, (q, k) -> true);
        for (int t = 0; t < 4; t++) assertThat(y[t]).containsExactly(wanted[t], within(1e-9));
    }

    @Test
    void reportingChangesNothingAndGivesTheWeightsOfEachBlock() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 2, 4, 6);
        Map<String, INDArray> input = Map.of("x", x);
        Call silent = Call.of(params, s -> BLOCK.stack(s, s.input("x", -1, 4, 6), Mask.causal(s, 4), 2));
        Call telling = Call.of(params, s -> BLOCK.stackReporting(s, s.input("x", -1, 4, 6), Mask.causal(s, 4), 2));
        assertThat(telling.run(input)).isEqualTo(silent.run(input));
        Map<String, INDArray> reported = telling.reported(input);
        assertThat(reported).containsOnlyKeys("attention0", "attention1");
        reported.values().forEach(weights -> {
            assertThat(weights.shape()).containsExactly(2, 2, 4, 4);
            double[] rows = Rig.plain(weights.sum(-1));
            assertThat(rows).containsExactly(Arrays.stream(rows).map(r -> 1).toArray(), within(1e-12));
        });
    }

    @Test
    void laterTokensDoNotChangeEarlierOutputsOfAStack() {
        Params params = new Params(1);
        Rig.Build build = (s, x) -> BLOCK.stack(s, x, Mask.causal(s, 4), 2);
        INDArray x = Rig.normal(2, 1, 4, 6);
        INDArray other = x.dup();
        for (int c = 0; c < 6; c++) other.putScalar(new int[] {0, 2, c}, 3.0 * c);
        double[][] y = Rig.cube(Rig.eval(params, x, build))[0];
        double[][] z = Rig.cube(Rig.eval(params, other, build))[0];
        for (int t = 0; t < 2; t++) assertThat(z[t]).isEqualTo(y[t]);
        for (int t = 2; t < 4; t++) assertThat(z[t]).isNotEqualTo(y[t]);
    }

    @Test
    void dropoutActsInTrainingOnly() {
        TransformerBlock dropping = new TransformerBlock(6, 2, 10, 0.5, Activation.GELU);
        Params params = new Params(1);
        INDArray x = Rig.normal(2, 1, 4, 6);
        double[] without = Rig.plain(Rig.eval(params, x, (s, v) -> BLOCK.apply(s, v, Mask.none())));
        assertThat(Rig.plain(Rig.eval(params, x, (s, v) -> dropping.apply(s, v, Mask.none()))))
                .isEqualTo(without);
        assertThat(Rig.plain(Rig.train(params, x, (s, v) -> dropping.apply(s, v, Mask.none()))))
                .isNotEqualTo(without);
    }
}
