package lab.samediff.models.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.KeysValues;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;

class TransformerLmTest {
    private static final TransformerBlock BLOCK = new TransformerBlock(6, 2, 10, 0, Activation.GELU);
    // Shorter than the context of 5.
    private static final int[][] IDS = {{3, 0, 6, 3}, {2, 2, 1, 5}};

    private static TransformerLm model(boolean tied) {
        return new TransformerLm(7, 5, BLOCK, 2, tied);
    }

    /** The whole model in plain loops. */
    private static double[][] loop(Params params, int[] ids, boolean tied) {
        double[][] table = Rig.matrix(Rig.array(params, "lm/tokens/weight"));
        double[][] places = Rig.matrix(Rig.array(params, "lm/positions/weight"));
        double[][] tokens = new double[ids.length][6];
        for (int t = 0; t < ids.length; t++) {
            for (int c = 0; c < 6; c++) tokens[t][c] = table[ids[t]][c] + places[t][c];
        }
        for (int i = 0; i < 2; i++) tokens = Loops.block(params, "lm/block" + i, tokens, 2, (q, k) -> k <= q);
        double[][] normal = Loops.layerNorm(params, "lm/norm", tokens, Norms.EPSILON);
        if (!tied) return Loops.linear(params, "lm/head", normal);
        double[][] logits = new double[ids.length][7];
        for (int t = 0; t < ids.length; t++) {
            for (int v = 0; v < 7; v++) for (int c = 0; c < 6; c++) logits[t][v] += normal[t][c] * table[v][c];
        }
        return logits;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreesWithTheLoop(boolean tied) {
        Params params = new Params(1, DataType.DOUBLE);
        Call call = Call.of(params, s -> model(tied).logits(s.in("lm"), s.ids("ids", 7, -1, 4)));
        double[][][] logits = Rig.cube(call.run(Map.of("ids", Nd4j.createFromArray(IDS))));
        for (int b = 0; b < IDS.length; b++) {
            double[][] wanted = loop(params, IDS[b], tied);
            for (int t = 0; t < 4; t++) assertThat(logits[b][t]).containsExactly(wanted[t], within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cachedDecodingIsTheWholeModelTokenByToken(boolean tied) {
        Params params = new Params(1, DataType.DOUBLE);
        Call whole = Call.of(params, s -> model(tied).logits(s.in("lm"), s.ids("ids", 7, -1, 4)));
        double[][][] wanted = Rig.cube(whole.run(Map.of("ids", Nd4j.createFromArray(IDS))));
        Call next = Call.of(params, s -> follow(s.in("lm"), tied));
        Map<String, INDArray> inputs = new HashMap<>();
        for (String kept : new String[] {"keys0", "values0", "keys1", "values1"}) {
            // What is in an empty place must not be seen.
            inputs.put(kept, Nd4j.valueArrayOf(new long[] {2, 5, 6}, 1e3, DataType.DOUBLE));
        }
        inputs.put("present", Nd4j.zeros(DataType.DOUBLE, 2, 6));
        inputs.get("present").putColumn(5, Nd4j.ones(DataType.DOUBLE, 2));
        for (int t = 0; t < 4; t++) {
            inputs.put("id", Nd4j.createFromArray(new int[][] {{IDS[0][t]}, {IDS[1][t]}}));
            inputs.put("place", Nd4j.createFromArray(new int[][] {{t}, {t}}));
            Map<String, INDArray> got = next.reported(inputs);
            for (int b = 0; b < 2; b++) {
                assertThat(Rig.cube(got.get("logits"))[b][0]).containsExactly(wanted[b][t], within(1e-10));
            }
            // Kept in any order: only the positions tell when a token came.
            int place = 3 - t;
            got.forEach((name, array) -> {
                INDArray kept = inputs.get(name);
                if (kept != null) kept.put(new INDArrayIndex[] {all(), interval(place, place + 1), all()}, array);
            });
            inputs.get("present").putColumn(place, Nd4j.ones(DataType.DOUBLE, 2));
        }
    }

    private static SDVariable follow(Scope s, boolean tied) {
        List<KeysValues> past = IntStream.range(0, 2)
                .mapToObj(i -> new KeysValues(s.input("keys" + i, -1, 5, 6), s.input("values" + i, -1, 5, 6)))
                .toList();
        TransformerLm.Continued continued =
                model(tied).readOn(s, s.ids("id", 7, -1, 1), s.ids("place", 5, -1, 1), past, s.input("present", -1, 6));
        for (int i = 0; i < 2; i++) {
            s.report("keys" + i, continued.own().get(i).keys());
            s.report("values" + i, continued.own().get(i).values());
        }
        return s.report("logits", continued.logits());
    }

    @Test
    void embeddingsBeginAsInGpt2() {
        Params params = new Params(1);
        Call.of(params, s -> TransformerLm.of(65, 64, 64, 4, 1, 0).logits(s, s.ids("ids", 65, -1, 8)));
        for (String name : new String[] {"tokens/weight", "positions/weight"}) {
            INDArray table = Rig.array(params, name);
            // Four standard errors of a deviation estimated from 4096 draws.
            assertThat(table.stdNumber().doubleValue()).isCloseTo(0.02, within(4 * 0.02 / Math.sqrt(2 * 4096)));
        }
        double[] head = Rig.plain(Rig.array(params, "head/weight"));
        assertThat(Arrays.stream(head).map(Math::abs).max().orElseThrow()).isBetween(0.12, 1 / Math.sqrt(64));
    }

    @Test
    void theUsualOneHasTheSizeOfTheFormula() {
        Params params = new Params(1);
        Call.of(params, s -> TransformerLm.of(65, 64, 128, 4, 4, 0.1).logits(s, s.ids("ids", 65, -1, 64)));
        long block = 12 * 128 * 128 + 12 * 128; // vectors: 4 of the norms, 3 of attention, 4 + 1 of the perceptron
        assertThat(params.count()).isEqualTo(65 * 128 + 64 * 128 + 4 * block + 2 * 128 + 128 * 65);
    }

    @Test
    void badSizesAreNamed() {
        assertThatThrownBy(() -> new TransformerLm(0, 5, BLOCK, 1, false)).hasMessageContaining("vocabulary");
        assertThatThrownBy(() -> new TransformerLm(7, 0, BLOCK, 1, false)).hasMessageContaining("context");
        assertThatThrownBy(() -> new TransformerLm(7, 5, BLOCK, 0, false)).hasMessageContaining("depth");
        assertThatThrownBy(() -> TransformerLm.of(7, 5, 6, 4, 1, 0)).hasMessageContaining("multiple of heads");
        assertThatThrownBy(() -> TransformerLm.of(7, 5, 6, 2, 1, 1)).hasMessageContaining("dropout");
        assertThatThrownBy(() -> Call.of(new Params(1), s -> model(false)
                        .readOn(s, s.ids("id", 7, -1, 1), s.ids("place", 5, -1, 1), List.of(), s.input("p", -1, 1))
                        .logits()))
                .hasMessageContaining("2 blocks but 0 pasts");
        assertThatThrownBy(() -> Call.of(new Params(1), s -> model(false).logits(s, s.ids("ids", 7, -1, 6))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("learned positions")
                .hasMessageContaining("[-1, 5, -1]");
    }
}
