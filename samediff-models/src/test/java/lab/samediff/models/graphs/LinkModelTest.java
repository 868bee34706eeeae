package lab.samediff.models.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.losses.Divergence;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LinkModelTest {
    private static final int NODES = 7;
    private static final int FEATURES = 3;
    private static final int[] FROM = {0, 1, 2, 3, 4, 0};
    private static final int[] TO = {1, 2, 3, 4, 0, 3};
    private static final GinLinks GIN = new GinLinks(new Gin(FEATURES, 5, 2, 0));
    private static final GraphAutoEncoder GAE = new GraphAutoEncoder(FEATURES, 5, 4);

    static Stream<LinkModel> models() {
        return Stream.of(GIN, GAE);
    }

    private static Map<String, INDArray> inputs(double[][] nodes, Messages messages) {
        Map<String, INDArray> inputs = new HashMap<>(messages.inputs());
        inputs.replaceAll((name, array) -> name.equals("edgeWeight") ? array.castTo(DataType.DOUBLE) : array);
        inputs.put("nodes", Nd4j.createFromArray(nodes));
        return inputs;
    }

    private static SDVariable embedding(Scope s, LinkModel model, Messages messages) {
        return model.embed(s, s.input("nodes", NODES, FEATURES), messages.edges(s));
    }

    private static double[][] embedded(Params params, LinkModel model, double[][] nodes, int[] from, int[] to) {
        Messages messages = model.messages(NODES, from, to);
        Call call = Call.of(params, s -> embedding(s, model, messages));
        return Rig.matrix(call.run(inputs(nodes, messages)));
    }

    private static double[] logits(Params params, LinkModel model, double[][] nodes, int[] u, int[] v) {
        Messages messages = model.messages(NODES, FROM, TO);
        Call call = Call.of(
                params,
                s -> model.logits(s, embedding(s, model, messages), s.ids("from", NODES, -1), s.ids("to", NODES, -1)));
        Map<String, INDArray> inputs = inputs(nodes, messages);
        inputs.put("from", Nd4j.createFromArray(u));
        inputs.put("to", Nd4j.createFromArray(v));
        return Rig.plain(call.run(inputs));
    }

    private static double[][] nodes() {
        return Rig.matrix(Rig.normal(4, NODES, FEATURES));
    }

    private static double[][] heard(LinkModel model, double[][] nodes) {
        float[][] weights = MessagesTest.dense(model.messages(NODES, FROM, TO));
        double[][] heard = new double[NODES][nodes[0].length];
        for (int i = 0; i < NODES; i++) {
            for (int j = 0; j < NODES; j++) {
                for (int c = 0; c < heard[i].length; c++) heard[i][c] += weights[i][j] * nodes[j][c];
            }
        }
        return heard;
    }

    private static double[][] relu(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).map(v -> Math.max(v, 0)).toArray())
                .toArray(double[][]::new);
    }

    @Test
    void theIsomorphismNetworkAgreesWithItsFormula() {
        Params params = new Params(1, DataType.DOUBLE);
        double[][] found = embedded(params, GIN, nodes(), FROM, TO);
        double[][] hidden = nodes();
        for (int layer = 0; layer < 2; layer++) {
            String at = "encoder/layer" + layer;
            double[][] within =
                    relu(Loops.linear(params, at + "/hidden", heard(GIN, layer == 0 ? hidden : relu(hidden))));
            hidden = Loops.linear(params, at + "/out", within);
        }
        for (int i = 0; i < NODES; i++) assertThat(found[i]).containsExactly(hidden[i], within(1e-12));
        double[] logit = logits(params, GIN, nodes(), new int[] {2}, new int[] {6});
        double[][] ends = {concat(hidden[2], hidden[6])};
        double[][] first = relu(Loops.linear(params, "decoder/hidden0", ends));
        assertThat(logit).containsExactly(Loops.linear(params, "decoder/out", first)[0], within(1e-12));
    }

    @Test
    void theAutoEncoderAgreesWithItsFormula() {
        Params params = new Params(1, DataType.DOUBLE);
        double[][] found = embedded(params, GAE, nodes(), FROM, TO);
        double[][] hidden = relu(Loops.linear(params, "convolution0", heard(GAE, nodes())));
        double[][] z = Loops.linear(params, "convolution1", heard(GAE, hidden));
        for (int i = 0; i < NODES; i++) assertThat(found[i]).containsExactly(z[i], within(1e-12));
        double[] logits = logits(params, GAE, nodes(), new int[] {2, 1}, new int[] {6, 1});
        assertThat(logits).containsExactly(new double[] {dot(z[2], z[6]), dot(z[1], z[1])}, within(1e-12));
    }

    private static double[] concat(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    @ParameterizedTest
    @MethodSource("models")
    void renumberedNodesKnowTheSame(LinkModel model) {
        Params params = new Params(1, DataType.DOUBLE);
        int[] order = {4, 0, 6, 2, 1, 3, 5};
        double[][] moved = new double[NODES][];
        for (int i = 0; i < NODES; i++) moved[order[i]] = nodes()[i];
        UnaryOperator<int[]> renumber =
                ends -> Arrays.stream(ends).map(i -> order[i]).toArray();
        double[][] before = embedded(params, model, nodes(), FROM, TO);
        double[][] after = embedded(params, model, moved, renumber.apply(TO), renumber.apply(FROM));
        for (int i = 0; i < NODES; i++) assertThat(after[order[i]]).containsExactly(before[i], within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("models")
    void nodesWithoutAPathAreNotHeard(LinkModel model) {
        Params params = new Params(1, DataType.DOUBLE);
        double[][] before = embedded(params, model, nodes(), FROM, TO);
        double[][] changed = nodes();
        Arrays.fill(changed[6], 50);
        double[][] after = embedded(params, model, changed, FROM, TO);
        assertThat(Arrays.copyOf(after, 6)).isDeepEqualTo(Arrays.copyOf(before, 6));
        assertThat(after[6]).isNotEqualTo(before[6]);
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientsAgreeWithDifferences(LinkModel model) {
        Messages messages = model.messages(NODES, FROM, TO);
        Map<String, INDArray> inputs = inputs(nodes(), messages);
        inputs.put("from", Nd4j.createFromArray(0, 1, 2, 5));
        inputs.put("to", Nd4j.createFromArray(1, 4, 6, 5));
        inputs.put("edge", Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {0}}));
        GradientCheck.Result result = GradientCheck.of(new Params(2, DataType.DOUBLE), inputs, s -> {
            SDVariable z = embedding(s, model, messages);
            SDVariable logits = model.logits(s, z, s.ids("from", NODES, -1), s.ids("to", NODES, -1));
            return Divergence.ofBernoulliLogits(logits, s.input("edge", -1, 1));
        });
        assertThat(result.worst()).as(result.toString()).isLessThan(1e-6);
    }

    @Test
    void sizesAreThoseOfTheFormulas() {
        Params gin = new Params(1);
        Params gae = new Params(1);
        Call.of(
                gin,
                s -> GIN.logits(
                        s,
                        embedding(s, GIN, GIN.messages(NODES, FROM, TO)),
                        s.ids("from", NODES, -1),
                        s.ids("to", NODES, -1)));
        Call.of(gae, s -> embedding(s, GAE, GAE.messages(NODES, FROM, TO)));
        assertThat(gin.count()).isEqualTo((3 * 5 + 5) + 3 * (5 * 5 + 5) + (10 * 5 + 5) + (5 + 1));
        assertThat(gae.count()).isEqualTo((3 * 5 + 5) + (5 * 4 + 4));
    }

    @Test
    void badSizesAndShapesAreNamed() {
        assertThatThrownBy(() -> new Gin(0, 1, 1, 0)).hasMessageContaining("features must be at least 1");
        assertThatThrownBy(() -> new Gin(1, 1, 1, 1)).hasMessageContaining("dropout");
        assertThatThrownBy(() -> new GraphAutoEncoder(1, 0, 1)).hasMessageContaining("hidden");
        Messages messages = GAE.messages(NODES, FROM, TO);
        for (LinkModel model : new LinkModel[] {GIN, GAE}) {
            assertThatThrownBy(() -> Call.of(
                            new Params(1),
                            s -> model.embed(s.in("links"), s.input("nodes", NODES, 4), messages.edges(s))))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("links");
            assertThatThrownBy(() -> Call.of(
                            new Params(1),
                            s -> model.embed(s.in("links"), s.input("nodes", NODES - 1, 3), messages.edges(s))))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("6 rows");
        }
    }
}
