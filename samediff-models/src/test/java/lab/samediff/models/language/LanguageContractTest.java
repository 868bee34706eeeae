package lab.samediff.models.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What holds for every language model. To add one: a row in {@link #models}. */
class LanguageContractTest {
    private static final int VOCABULARY = 5;
    private static final int TIME = 4;
    private static final int CONTEXT = 6;
    private static final int WIDTH = 4;
    private static final int MLP = 3;
    private static final int EMBEDDING = 3;

    private interface Build extends BiFunction<Scope, SDVariable, SDVariable> {}

    /** A small model from ids to logits, how it is with dropout, and the closed formula of its size. */
    private record Case(String name, long parameters, Build build, Build dropping) {
        SDVariable logits(Scope s) {
            return build.apply(s.in("lm"), ids(s));
        }

        SDVariable loss(Scope s) {
            return CrossEntropy.ofTokens(logits(s), s.ids("next", VOCABULARY, -1, TIME));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> models() {
        long attention = 4 * WIDTH * WIDTH + 3 * WIDTH; // the key has no bias
        long block = 2 * 2 * WIDTH + attention + (WIDTH * MLP + MLP) + (MLP * WIDTH + WIDTH);
        long tied = VOCABULARY * WIDTH + CONTEXT * WIDTH + 2 * block + 2 * WIDTH;
        long first = 4 * (EMBEDDING * WIDTH + WIDTH * WIDTH + WIDTH);
        long second = 4 * (WIDTH * WIDTH + WIDTH * WIDTH + WIDTH);
        long ends = VOCABULARY * EMBEDDING + WIDTH * VOCABULARY + VOCABULARY;
        return Stream.of(
                new Case(
                        "transformer",
                        tied + WIDTH * VOCABULARY,
                        transformer(0, false)::logits,
                        transformer(0.5, false)::logits),
                new Case("tied transformer", tied, transformer(0, true)::logits, transformer(0.5, true)::logits),
                new Case("lstm", first + ends, lstm(1, 0)::logits, lstm(1, 0.5)::logits),
                new Case("two lstms", first + second + ends, lstm(2, 0)::logits, lstm(2, 0.5)::logits));
    }

    private static TransformerLm transformer(double dropout, boolean tied) {
        TransformerBlock block = new TransformerBlock(WIDTH, 2, MLP, dropout, Activation.GELU);
        return new TransformerLm(VOCABULARY, CONTEXT, block, 2, tied);
    }

    private static CharLstm lstm(int depth, double dropout) {
        return new CharLstm(VOCABULARY, EMBEDDING, WIDTH, depth, dropout);
    }

    private static SDVariable ids(Scope s) {
        return s.ids("ids", VOCABULARY, -1, TIME);
    }

    private static INDArray text(long seed, int batch) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] ids = new int[batch][TIME];
        for (int[] row : ids) Arrays.setAll(row, t -> random.nextInt(VOCABULARY));
        return Nd4j.createFromArray(ids);
    }

    private static Map<String, INDArray> texts(int batch) {
        return Map.of("ids", text(3, batch), "next", text(4, batch));
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientsAgreeWithDifferences(Case model) {
        GradientCheck.Result result = GradientCheck.of(new Params(2, DataType.DOUBLE), texts(3), model::loss);
        assertThat(result.worst()).as(result.toString()).isLessThan(1e-6);
        assertThat(result.entries()).isEqualTo(model.parameters());
    }

    @ParameterizedTest
    @MethodSource("models")
    void hasAsManyParametersAsTheFormulaSays(Case model) {
        Params params = new Params(2);
        Graph.write(params, Mode.EVAL, model::logits);
        assertThat(params.count()).isEqualTo(model.parameters());
    }

    @ParameterizedTest
    @MethodSource("models")
    void laterTokensDoNotChangeEarlierLogits(Case model) {
        Call call = Call.of(new Params(2), model::logits);
        for (int changed = 0; changed < TIME; changed++) {
            INDArray ids = text(3, 1);
            double[][] before = Rig.cube(call.run(Map.of("ids", ids)))[0];
            ids.putScalar(0, changed, (ids.getInt(0, changed) + 1) % VOCABULARY);
            double[][] after = Rig.cube(call.run(Map.of("ids", ids)))[0];
            for (int t = 0; t < changed; t++) assertThat(after[t]).isEqualTo(before[t]);
            for (int t = changed; t < TIME; t++) assertThat(after[t]).isNotEqualTo(before[t]);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void noGradientFlowsToLaterTokens(Case model) {
        for (int t = 0; t < TIME; t++) {
            double[][] slopes = slopesOfLogits(model, t);
            for (int token = 0; token < TIME; token++) {
                if (token > t) assertThat(slopes[token]).containsOnly(0);
                else assertThat(slopes[token]).doesNotContain(0);
            }
        }
    }

    /**
     * The slopes of the logit of id 4 at time t with respect to the embeddings of the text 0, 1, 2, 3: that of id k is
     * read at time k alone, and a tied head reads that of id 4.
     */
    private static double[][] slopesOfLogits(Case model, int t) {
        double[] weights = new double[TIME * VOCABULARY];
        weights[t * VOCABULARY + 4] = 1;
        INDArray only = Nd4j.createFromArray(weights).reshape(1, TIME, VOCABULARY);
        Graph graph = Graph.write(new Params(2, DataType.DOUBLE), Mode.TRAIN, s -> {
            return Ops.sum(Ops.mul(model.logits(s), s.constant(only)), false);
        });
        INDArray ids = Nd4j.createFromArray(new int[][] {{0, 1, 2, 3}});
        INDArray slopes = Interpreter.forGradients(graph)
                .run(Map.of("ids", ids))
                .gradients()
                .get("lm/tokens/weight");
        return Rig.matrix(java.util.Objects.requireNonNull(slopes));
    }

    @ParameterizedTest
    @MethodSource("models")
    void textsOfABatchDoNotMix(Case model) {
        Call call = Call.of(new Params(2, DataType.DOUBLE), model::logits);
        INDArray ids = text(3, 4);
        double[][][] together = Rig.cube(call.run(Map.of("ids", ids)));
        for (int b = 0; b < 4; b++) {
            INDArray alone = ids.get(NDArrayIndex.interval(b, b + 1)).dup();
            double[][] wanted = Rig.cube(call.run(Map.of("ids", alone)))[0];
            for (int t = 0; t < TIME; t++) assertThat(together[b][t]).containsExactly(wanted[t], within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void dropoutActsInTrainingOnly(Case model) {
        Params params = new Params(2);
        Map<String, INDArray> ids = Map.of("ids", text(3, 4));
        double[] without = Rig.plain(Call.of(params, model::logits).run(ids));
        Build dropping = model.dropping();
        assertThat(Rig.plain(
                        Call.of(params, s -> dropping.apply(s.in("lm"), ids(s))).run(ids)))
                .isEqualTo(without);
        Graph training = Graph.write(params, Mode.TRAIN, s -> dropping.apply(s.in("lm"), ids(s)));
        assertThat(Rig.plain(Interpreter.forValues(training).run(ids).result())).isNotEqualTo(without);
    }

    @ParameterizedTest
    @MethodSource("models")
    void startsNearTheUniformGuessAndLearnsToRemember(Case model) {
        Step step = Step.of(new Params(2), Rule.adam(0.05), model::loss);
        // Only the first token tells the texts apart: without memory the loss stays above 3/4 ln 2.
        int[][] ids = {{0, 1, 2, 3}, {4, 1, 2, 3}};
        int[][] next = {{0, 0, 0, 0}, {1, 1, 1, 1}};
        Map<String, INDArray> inputs = Map.of("ids", Nd4j.createFromArray(ids), "next", Nd4j.createFromArray(next));
        double first = step.run(inputs);
        double last = first;
        for (int i = 0; i < 60; i++) last = step.run(inputs);
        assertThat(first).isCloseTo(Math.log(VOCABULARY), within(0.5));
        assertThat(last).isLessThan(0.05);
    }

    @ParameterizedTest
    @MethodSource("models")
    void badIdsAreToldBeforeAnythingNativeSeesThem(Case model) {
        Build build = model.build();
        assertThatThrownBy(() -> write(s -> build.apply(s.in("lm"), s.ids("ids", VOCABULARY + 1, -1, TIME))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(VOCABULARY + " rows");
        assertThatThrownBy(() -> write(s -> build.apply(s.in("lm"), s.ids("ids", VOCABULARY, -1, TIME, 1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("language model")
                .hasMessageContaining("ids [-1, 4, 1]");
        assertThatThrownBy(() -> write(s -> build.apply(s.in("lm"), s.ids("ids", VOCABULARY, 2, -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("known time");
        assertThatThrownBy(() -> write(s -> build.apply(s.in("lm"), notIds(s))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("Scope.ids");
    }

    private static SDVariable notIds(Scope s) {
        return Arrange.reshape(s.param("x", Init.zeros(2, TIME)), 2, TIME);
    }

    private static void write(java.util.function.Function<Scope, SDVariable> build) {
        Graph.write(new Params(1), Mode.EVAL, build);
    }
}
