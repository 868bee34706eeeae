package lab.samediff.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CrossEntropyTest {
    private static final int[][] IDS = {{0, 3, 1}, {2, 2, 0}};
    private static final double[][] PRESENT = {{1, 1, 0}, {0, 1, 1}};

    /** -ln softmax(logits)[id] for moderate logits. */
    private static double loop(double[] logits, int id) {
        return Math.log(Arrays.stream(logits).map(Math::exp).sum()) - logits[id];
    }

    private static double loss(INDArray logits, double[][] labels, double smoothing) {
        INDArray y = Nd4j.createFromArray(labels).castTo(logits.dataType());
        Params params = new Params(1, logits.dataType());
        long classes = logits.size(1);
        Call call = Call.of(
                params,
                s -> CrossEntropy.ofLogits(s.input("logits", -1, classes), s.input("labels", -1, classes), smoothing));
        return call.run(Map.of("logits", logits, "labels", y)).getDouble(0);
    }

    private static double[][] oneHot(int classes, int... ids) {
        double[][] rows = new double[ids.length][classes];
        for (int i = 0; i < ids.length; i++) rows[i][ids[i]] = 1;
        return rows;
    }

    @Test
    void agreesWithTheLoop() {
        INDArray logits = Rig.normal(1, 3, 5).mul(3);
        double[][] rows = Rig.matrix(logits);
        double wanted = (loop(rows[0], 4) + loop(rows[1], 0) + loop(rows[2], 2)) / 3;
        assertThat(loss(logits, oneHot(5, 4, 0, 2), 0)).isCloseTo(wanted, within(1e-12));
    }

    @Test
    void softLabelsAreWeighted() {
        INDArray logits = Rig.normal(1, 1, 3);
        double[] row = Rig.matrix(logits)[0];
        double wanted = 0.2 * loop(row, 0) + 0.5 * loop(row, 1) + 0.3 * loop(row, 2);
        assertThat(loss(logits, new double[][] {{0.2, 0.5, 0.3}}, 0)).isCloseTo(wanted, within(1e-12));
    }

    @Test
    void smoothingMixesInTheUniformLabel() {
        INDArray logits = Rig.normal(1, 1, 4);
        double[] row = Rig.matrix(logits)[0];
        double uniform = 0;
        for (int id = 0; id < 4; id++) uniform += loop(row, id) / 4;
        assertThat(loss(logits, oneHot(4, 1), 0.1)).isCloseTo(0.9 * loop(row, 1) + 0.1 * uniform, within(1e-12));
    }

    @Test
    void equalLogitsCostTheLogarithmOfTheNumberOfClasses() {
        for (double level : new double[] {0, 1e4, -1e4}) {
            INDArray logits = Nd4j.valueArrayOf(new long[] {2, 7}, level, DataType.FLOAT);
            assertThat(loss(logits, oneHot(7, 3, 6), 0)).isCloseTo(Math.log(7), within(1e-6));
        }
    }

    @Test
    void hugeLogitsCostWhatTheyShouldInSinglePrecision() {
        INDArray logits = Nd4j.createFromArray(new float[][] {{1e4f, -1e4f, 0}});
        assertThat(loss(logits, oneHot(3, 0), 0)).isCloseTo(0, within(1e-6));
        assertThat(loss(logits, oneHot(3, 1), 0)).isCloseTo(2e4, within(0.01));
        assertThat(loss(logits, oneHot(3, 2), 0)).isCloseTo(1e4, within(0.01));
    }

    @Test
    void gradientIsSoftmaxMinusLabelOverTheBatchEvenForHugeLogits() {
        Graph graph = Graph.write(new Params(1), Mode.TRAIN, s -> {
            SDVariable logits = s.param("logits", Init.zeros(2, 3));
            return CrossEntropy.ofLogits(logits, s.input("labels", 2, 3));
        });
        Rig.array(graph.params(), "logits").assign(Nd4j.createFromArray(new float[][] {{1e4f, -1e4f, 0}, {0, 0, 0}}));
        INDArray labels = Nd4j.createFromArray(oneHot(3, 1, 0)).castTo(DataType.FLOAT);
        Interpreter.Outcome outcome = Interpreter.forGradients(graph).run(Map.of("labels", labels));
        assertThat(Rig.plain(outcome.gradients().values().iterator().next()))
                .containsExactly(new double[] {0.5, -0.5, 0, -1 / 3.0, 1 / 6.0, 1 / 6.0}, within(1e-6));
    }

    @Test
    void sequencesAverageTheirTokens() {
        INDArray logits = Rig.normal(1, 2, 3, 4);
        double[][][] rows = Rig.cube(logits);
        double all = 0;
        double present = 0;
        for (int b = 0; b < 2; b++) {
            for (int t = 0; t < 3; t++) {
                all += loop(rows[b][t], IDS[b][t]);
                present += PRESENT[b][t] * loop(rows[b][t], IDS[b][t]);
            }
        }
        assertThat(tokens(logits, null)).isCloseTo(all / 6, within(1e-12));
        assertThat(tokens(logits, PRESENT)).isCloseTo(present / 4, within(1e-12));
        assertThat(tokens(logits, new double[2][3])).isZero();
    }

    private static double tokens(INDArray logits, double @Nullable [][] present) {
        Call call = Call.of(new Params(1, DataType.DOUBLE), s -> {
            SDVariable scores = s.input("logits", -1, 3, 4);
            SDVariable ids = s.ids("ids", 4, -1, 3);
            return present == null
                    ? CrossEntropy.ofTokens(scores, ids)
                    : CrossEntropy.ofTokens(scores, ids, s.constant(Nd4j.createFromArray(present)));
        });
        return call.run(Map.of("logits", logits, "ids", Nd4j.createFromArray(IDS)))
                .getDouble(0);
    }

    @Test
    void gradientsAgreeWithDifferences() {
        Map<String, INDArray> ids = Map.of("ids", Nd4j.createFromArray(IDS));
        assertThat(check(ids, s -> CrossEntropy.ofTokens(s.param("x", Init.normal(1, 2, 3, 4)), s.ids("ids", 4, 2, 3))))
                .isLessThan(1e-7);
        assertThat(check(
                        ids,
                        s -> CrossEntropy.ofTokens(
                                s.param("x", Init.normal(1, 2, 3, 4)),
                                s.ids("ids", 4, 2, 3),
                                s.constant(Nd4j.createFromArray(PRESENT)))))
                .isLessThan(1e-7);
        INDArray labels = Nd4j.createFromArray(oneHot(4, 1, 0));
        assertThat(check(
                        Map.of(),
                        s -> CrossEntropy.ofLogits(s.param("x", Init.normal(1, 2, 4)), s.constant(labels), 0.1)))
                .isLessThan(1e-7);
        assertThat(check(Map.of(), s -> Regression.meanSquared(s.param("x", Init.normal(1, 2, 4)), s.constant(labels))))
                .isLessThan(1e-7);
    }

    private static double check(Map<String, INDArray> inputs, Function<Scope, SDVariable> loss) {
        return GradientCheck.of(new Params(3, DataType.DOUBLE), inputs, loss).worst();
    }

    @Test
    void labelsOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> Graph.write(
                        new Params(1), Mode.EVAL, s -> CrossEntropy.ofLogits(s.input("a", -1, 4), s.input("b", -1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one shape, got a [-1, 4] and b [-1, 1]");
        assertThatThrownBy(() -> Graph.write(
                        new Params(1),
                        Mode.EVAL,
                        s -> CrossEntropy.ofLogits(s.input("a", -1, 2, 4), s.input("b", -1, 2, 4))))
                .hasMessageContaining("rank 2");
        assertThatThrownBy(() -> loss(Rig.normal(1, 1, 4), oneHot(4, 1), 1)).hasMessageContaining("smoothing");
    }

    @Test
    void tokensOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> tokens(s -> s.input("logits", -1, 4, 5), s -> s.ids("ids", 5, -1, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("logits [-1, 4, 5] and ids [-1, 3]");
        assertThatThrownBy(() -> tokens(s -> s.input("logits", -1, 5), s -> s.ids("ids", 5, -1)))
                .hasMessageContaining("[batch, time, vocabulary]");
        assertThatThrownBy(() -> Graph.write(
                        new Params(1),
                        Mode.EVAL,
                        s -> CrossEntropy.ofTokens(
                                s.input("logits", -1, 4, 5), s.ids("ids", 5, -1, 4), s.input("present", -1, 1))))
                .hasMessageContaining("present [-1, 1]");
    }

    private static void tokens(Function<Scope, SDVariable> logits, Function<Scope, SDVariable> ids) {
        Graph.write(new Params(1), Mode.EVAL, s -> CrossEntropy.ofTokens(logits.apply(s), ids.apply(s)));
    }
}
