package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AttentionTest {
    private static final int TIME = 5;
    private static final int WIDTH = 8;
    private static final double[][] PRESENT = {{1, 1, 1, 0, 0}, {1, 0, 1, 1, 1}};

    private static SDVariable padding(Scope s, SDVariable x, Attention attention) {
        return attention.apply(s, x, Mask.padding(s, s.constant(Nd4j.createFromArray(PRESENT))));
    }

    private static void assertClose(double[][] found, double[][] wanted) {
        for (int i = 0; i < wanted.length; i++) assertThat(found[i]).containsExactly(wanted[i], within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void agreesWithTheLoopForAnyNumberOfHeads(int heads) {
        Params params = new Params(heads, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 2, TIME, WIDTH);
        double[][][] y =
                Rig.cube(Rig.eval(params, x, (s, v) -> new Attention(WIDTH, heads, 0).apply(s, v, Mask.none())));
        for (int b = 0; b < 2; b++) {
            double[][] sequence = Rig.cube(x)[b];
            assertClose(y[b], Loops.attention(params, "layer", sequence, sequence, heads, (q, k) -> true));
        }
    }

    @Test
    void agreesWithTheLoopUnderACausalMask() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 2, TIME, WIDTH);
        double[][][] y =
                Rig.cube(Rig.eval(params, x, (s, v) -> new Attention(WIDTH, 2, 0).apply(s, v, Mask.causal(s, TIME))));
        for (int b = 0; b < 2; b++) {
            double[][] sequence = Rig.cube(x)[b];
            assertClose(y[b], Loops.attention(params, "layer", sequence, sequence, 2, (q, k) -> k <= q));
        }
    }

    @Test
    void agreesWithTheLoopUnderAPaddingMask() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 2, TIME, WIDTH);
        double[][][] y = Rig.cube(Rig.eval(params, x, (s, v) -> padding(s, v, new Attention(WIDTH, 2, 0))));
        for (int b = 0; b < 2; b++) {
            double[] present = PRESENT[b];
            double[][] sequence = Rig.cube(x)[b];
            assertClose(y[b], Loops.attention(params, "layer", sequence, sequence, 2, (q, k) -> present[k] == 1));
        }
    }

    @Test
    void agreesWithTheLoopUnderACausalAndAPaddingMask() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 2, TIME, WIDTH);
        double[][][] y = Rig.cube(Rig.eval(params, x, AttentionTest::causalAndPadding));
        for (int b = 0; b < 2; b++) {
            double[] present = PRESENT[b];
            double[][] sequence = Rig.cube(x)[b];
            assertClose(
                    y[b], Loops.attention(params, "layer", sequence, sequence, 2, (q, k) -> k <= q && present[k] == 1));
        }
    }

    private static SDVariable causalAndPadding(Scope s, SDVariable x) {
        Mask padding = Mask.padding(s, s.constant(Nd4j.createFromArray(PRESENT)));
        return new Attention(WIDTH, 2, 0)
                .apply(s, x, Mask.none().and(Mask.causal(s, TIME)).and(padding).and(Mask.none()));
    }

    @Test
    void agreesWithTheLoopAcrossTwoSequencesOfDifferentLength() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray query = Rig.normal(2, 2, 3, WIDTH);
        INDArray seen = Rig.normal(3, 2, TIME, WIDTH);
        Call call = Call.of(params, s -> {
            SDVariable asking = s.input("query", -1, 3, WIDTH);
            SDVariable keyValue = s.input("seen", -1, TIME, WIDTH);
            return new Attention(WIDTH, 4, 0).apply(s.in("layer"), asking, keyValue, Mask.none());
        });
        double[][][] y = Rig.cube(call.run(Map.of("query", query, "seen", seen)));
        for (int b = 0; b < 2; b++) {
            assertClose(
                    y[b], Loops.attention(params, "layer", Rig.cube(query)[b], Rig.cube(seen)[b], 4, (q, k) -> true));
        }
    }

    @Test
    void timeMayBeUnknownIfTheBatchIsKnown() {
        Params params = new Params(1, DataType.DOUBLE);
        Call call = Call.of(
                params, s -> new Attention(WIDTH, 2, 0).apply(s.in("layer"), s.input("x", 1, -1, WIDTH), Mask.none()));
        for (int time : new int[] {1, 4}) {
            INDArray x = Rig.normal(time, 1, time, WIDTH);
            double[][] sequence = Rig.cube(x)[0];
            assertClose(
                    Rig.cube(call.run(Map.of("x", x)))[0],
                    Loops.attention(params, "layer", sequence, sequence, 2, (q, k) -> true));
        }
    }

    @Test
    void weightsAgreeWithTheLoopAndTheirRowsSumToOne() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 1, TIME, WIDTH);
        INDArray weights = Rig.eval(params, x, (s, v) -> new Attention(WIDTH, 2, 0)
                .attend(s, v, v, Mask.causal(s, TIME))
                .weights());
        double[][] sequence = Rig.cube(x)[0];
        double[][][] wanted = Loops.attentionWeights(params, "layer", sequence, sequence, 2, (q, k) -> k <= q);
        double[][][] found = Rig.cube(weights.slice(0));
        for (int h = 0; h < 2; h++) {
            assertClose(found[h], wanted[h]);
            for (double[] row : found[h]) assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void withoutPositionsAPermutationOfTokensPermutesTheOutput() {
        Params params = new Params(1, DataType.DOUBLE);
        Rig.Build build = (s, x) -> new Attention(WIDTH, 2, 0).apply(s, x, Mask.none());
        double[][] tokens = Rig.cube(Rig.normal(2, 1, TIME, WIDTH))[0];
        double[][] y = Rig.cube(Rig.eval(params, Nd4j.createFromArray(new double[][][] {tokens}), build))[0];
        int[] order = {3, 1, 4, 0, 2};
        double[][][] permuted = {new double[TIME][]};
        for (int i = 0; i < TIME; i++) permuted[0][i] = tokens[order[i]];
        double[][] z = Rig.cube(Rig.eval(params, Nd4j.createFromArray(permuted), build))[0];
        for (int i = 0; i < TIME; i++) assertThat(z[i]).containsExactly(y[order[i]], within(1e-12));
    }

    @Test
    void laterTokensDoNotChangeEarlierOutputs() {
        Params params = new Params(1);
        Rig.Build build = (s, x) -> new Attention(WIDTH, 2, 0).apply(s, x, Mask.causal(s, TIME));
        INDArray x = Rig.normal(2, 1, TIME, WIDTH);
        double[][] y = Rig.cube(Rig.eval(params, x, build))[0];
        for (int changed = 1; changed < TIME; changed++) {
            INDArray other = x.dup();
            for (int c = 0; c < WIDTH; c++) other.putScalar(new int[] {0, changed, c}, 5.0 * c);
            double[][] z = Rig.cube(Rig.eval(params, other, build))[0];
            for (int t = 0; t < changed; t++) assertThat(z[t]).isEqualTo(y[t]);
            assertThat(z[changed]).isNotEqualTo(y[changed]);
        }
    }

    @Test
    void outputsHaveExactlyNoGradientInLaterTokens() {
        INDArray x = Rig.normal(2, 1, TIME, WIDTH);
        for (int t = 0; t < TIME; t++) {
            INDArray onlyThis = Nd4j.zeros(DataType.DOUBLE, 1, TIME, WIDTH);
            for (int c = 0; c < WIDTH; c++) onlyThis.putScalar(new int[] {0, t, c}, c - 2.5);
            Rig.Build build = (s, v) -> new Attention(WIDTH, 2, 0).apply(s, v, Mask.causal(s, TIME));
            double[] gradient = Rig.inputGradient(new Params(1, DataType.DOUBLE), x, onlyThis, build);
            int later = (t + 1) * WIDTH;
            assertThat(Arrays.copyOfRange(gradient, later, gradient.length))
                    .containsOnly(new double[TIME * WIDTH - later]);
            assertThat(Arrays.copyOf(gradient, later)).doesNotContain(0);
        }
    }

    @Test
    void paddingHasNoInfluence() {
        Params params = new Params(1);
        Rig.Build build = (s, x) -> padding(s, x, new Attention(WIDTH, 2, 0));
        INDArray x = Rig.normal(2, 2, TIME, WIDTH);
        INDArray other = x.dup();
        for (int b = 0; b < 2; b++) {
            for (int t = 0; t < TIME; t++) {
                if (PRESENT[b][t] == 0) for (int c = 0; c < WIDTH; c++) other.putScalar(new int[] {b, t, c}, 9.0 - c);
            }
        }
        double[][][] y = Rig.cube(Rig.eval(params, x, build));
        double[][][] z = Rig.cube(Rig.eval(params, other, build));
        for (int b = 0; b < 2; b++) {
            for (int t = 0; t < TIME; t++)
                if (PRESENT[b][t] == 1) assertThat(z[b][t]).isEqualTo(y[b][t]);
        }
    }

    /** What a token gets that may see nothing is the documented plain average, in both precisions. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTokenThatMaySeeNothingAveragesItsPastPaddingAndNeverItsFuture(boolean single) {
        double[][] present = {{0, 0, 1, 1, 1}};
        Params params = new Params(1, single ? DataType.FLOAT : DataType.DOUBLE);
        INDArray weights = Rig.eval(params, Rig.normal(2, 1, TIME, WIDTH), (s, x) -> {
            Mask mask = Mask.causal(s, TIME).and(Mask.padding(s, s.constant(Nd4j.createFromArray(present))));
            return new Attention(WIDTH, 1, 0).attend(s, x, x, mask).weights();
        });
        double[][] rows = Rig.cube(weights.slice(0))[0];
        assertThat(rows[0]).containsExactly(new double[] {1, 0, 0, 0, 0}, within(1e-6));
        assertThat(Arrays.copyOfRange(rows[1], 2, TIME)).containsOnly(0);
        assertThat(rows[1][0] + rows[1][1]).isCloseTo(1, within(1e-6));
        assertThat(rows[2]).containsExactly(new double[] {0, 0, 1, 0, 0}, within(1e-6));
    }

    @Test
    void scoresFarBelowZeroGiveNoNan() {
        Params params = new Params(1, DataType.DOUBLE);
        Rig.Build build =
                (s, x) -> new Attention(2, 1, 0).attend(s, x, x, Mask.none()).weights();
        INDArray x = Nd4j.createFromArray(new double[][][] {{{1, 1}, {1, 1.001}}});
        Rig.eval(params, x, build);
        Rig.array(params, "layer/query/weight").assign(100);
        Rig.array(params, "layer/key/weight").assign(-100);
        assertThat(Arrays.stream(Rig.plain(Rig.eval(params, x, build))).sum()).isCloseTo(2, within(1e-9));
    }

    @Test
    void badSizesAreNamed() {
        assertThatThrownBy(() -> new Attention(8, 3, 0)).hasMessage("width 8 is not a multiple of heads 3");
        assertThatThrownBy(() -> new Attention(8, 0, 0)).hasMessageContaining("heads must be at least 1");
        assertThatThrownBy(() -> new Attention(8, 2, 1)).hasMessageContaining("dropout must be in [0, 1)");
        assertThatThrownBy(() -> new TransformerBlock(8, 3, 4, 0, Activation.GELU))
                .hasMessageContaining("heads 3");
        assertThatThrownBy(() -> new TransformerBlock(8, 2, 0, 0, Activation.GELU))
                .hasMessageContaining("mlpWidth");
    }
}
