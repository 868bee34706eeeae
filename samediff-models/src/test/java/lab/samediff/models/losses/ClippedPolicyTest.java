package lab.samediff.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.probability.Categorical;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ClippedPolicyTest {
    private static final ClippedPolicy LOSS = new ClippedPolicy(0.2, 0.5, 0.01);
    private static final int[] ACTIONS = {2, 0, 1, 2, 0, 1};
    private static final double[] ADVANTAGES = {1.5, -0.5, 2, -1, 0.7, -0.3};
    private static final double[] RETURNS = {1, -2, 0.5, 3, 0, 1};
    /** ln r: far above, far above, far below, far below, inside, inside. */
    private static final double[] MOVED = {0.5, 0.5, -0.5, -0.5, 0.1, -0.1};

    private static ClippedPolicy.Experience experience(Scope s) {
        return new ClippedPolicy.Experience(
                s.ids("actions", 3, -1), s.input("old", -1), s.input("advantages", -1), s.input("returns", -1));
    }

    private static Map<String, INDArray> inputs(double[] old) {
        return new HashMap<>(Map.of(
                "actions", Nd4j.createFromArray(ACTIONS),
                "old", Nd4j.createFromArray(old),
                "advantages", Nd4j.createFromArray(ADVANTAGES),
                "returns", Nd4j.createFromArray(RETURNS)));
    }

    private static double[][] logits() {
        return Rig.matrix(Rig.normal(1, 6, 3));
    }

    private static double logProbability(int example) {
        return Categorical.ofLogits(logits()[example]).logProbability(ACTIONS[example]);
    }

    /** The old log-probabilities that make the logarithm of each ratio as given. */
    private static double[] old(double... moved) {
        double[] old = new double[6];
        Arrays.setAll(old, i -> logProbability(i) - moved[i]);
        return old;
    }

    @Test
    void agreesWithTheLoop() {
        double[] values = Rig.plain(Rig.normal(2, 6));
        double wanted = 0;
        for (int i = 0; i < 6; i++) {
            double ratio = Math.exp(MOVED[i]);
            double clipped = Math.max(0.8, Math.min(1.2, ratio));
            wanted -= Math.min(ratio * ADVANTAGES[i], clipped * ADVANTAGES[i]) / 6;
            wanted += 0.5 * Math.pow(values[i] - RETURNS[i], 2) / 6;
            wanted -= 0.01 * Categorical.ofLogits(logits()[i]).entropy() / 6;
        }
        Call call = Call.of(
                new Params(1, DataType.DOUBLE),
                s -> LOSS.loss(s.input("logits", -1, 3), s.input("values", -1), experience(s)));
        Map<String, INDArray> inputs = inputs(old(MOVED));
        inputs.put("logits", Nd4j.createFromArray(logits()));
        inputs.put("values", Nd4j.createFromArray(values));
        assertThat(call.run(inputs).getDouble(0)).isCloseTo(wanted, within(1e-12));
    }

    /** The gradient of the mean surrogate with respect to the logits, which here are parameters. */
    private static double[] gradient(double[] old) {
        Graph graph = Graph.write(new Params(1, DataType.DOUBLE), Mode.TRAIN, s -> {
            SDVariable logits = s.param("logits", Init.zeros(6, 3));
            SDVariable now = ClippedPolicy.logProbabilities(logits, s.ids("actions", 3, -1));
            return Ops.mean(LOSS.surrogate(now, s.input("old", -1), s.input("advantages", -1)), false);
        });
        Rig.array(graph.params(), "logits").assign(Nd4j.createFromArray(logits()));
        Map<String, INDArray> inputs = inputs(old);
        inputs.remove("returns");
        return Rig.plain(Interpreter.forGradients(graph)
                .run(inputs)
                .gradients()
                .values()
                .iterator()
                .next());
    }

    /** A/n · r · (1[k = a] - π_k), and 0 for the examples that are clipped. */
    private static double[] policyGradient(double[] moved, boolean... clipped) {
        double[] wanted = new double[18];
        for (int i = 0; i < 6; i++) {
            Categorical policy = Categorical.ofLogits(logits()[i]);
            double ratio = Math.exp(moved[i]);
            for (int k = 0; k < 3; k++) {
                double score = (k == ACTIONS[i] ? 1 : 0) - policy.probability(k);
                wanted[3 * i + k] = clipped[i] ? 0 : ADVANTAGES[i] * ratio * score / 6;
            }
        }
        return wanted;
    }

    @Test
    void theFirstStepFollowsThePolicyGradient() {
        double[] wanted = policyGradient(new double[6], new boolean[6]);
        assertThat(gradient(old(new double[6]))).containsExactly(wanted, within(1e-9));
    }

    @Test
    void onlyWhatHasGoneTooFarInTheGoodDirectionIsHeldStill() {
        // Too far up with a gain, too far down with a loss; the wrong way is always taken back.
        double[] wanted = policyGradient(MOVED, true, false, false, true, false, false);
        assertThat(gradient(old(MOVED))).containsExactly(wanted, within(1e-9));
    }

    /** The mean surrogate with margins of its own, given ln r. */
    private static double surrogate(double[] moved, double... margins) {
        Call call = Call.of(
                new Params(1, DataType.DOUBLE),
                s -> Ops.mean(
                        ClippedPolicy.surrogate(
                                s.input("now", -1),
                                s.input("old", -1),
                                s.input("advantages", -1),
                                s.input("margins", -1)),
                        false));
        return call.run(Map.of(
                        "now", Nd4j.createFromArray(moved),
                        "old", Nd4j.createFromArray(new double[6]),
                        "advantages", Nd4j.createFromArray(ADVANTAGES),
                        "margins", Nd4j.createFromArray(margins)))
                .getDouble(0);
    }

    @Test
    void marginsMayDifferFromExampleToExampleAndBeNothing() {
        double[] margins = {0.2, 0, 0.1, 0.5, 0, 0.3};
        double wanted = 0;
        for (int i = 0; i < 6; i++) {
            double ratio = Math.exp(MOVED[i]);
            double clipped = Math.max(1 - margins[i], Math.min(1 + margins[i], ratio));
            wanted += Math.min(ratio * ADVANTAGES[i], clipped * ADVANTAGES[i]) / 6;
        }
        assertThat(surrogate(MOVED, margins)).isCloseTo(wanted, within(1e-12));
    }

    /** The gradient of the clipped value error with respect to the values, which here are parameters. */
    private static double[] valueGradient(double[] values, double[] old) {
        Graph graph = Graph.write(
                new Params(1, DataType.DOUBLE),
                Mode.TRAIN,
                s -> LOSS.clippedValueError(
                        s.param("values", Init.zeros(6)), s.input("old", -1), s.input("returns", -1)));
        Rig.array(graph.params(), "values").assign(Nd4j.createFromArray(values));
        return Rig.plain(Interpreter.forGradients(graph)
                .run(Map.of("old", Nd4j.createFromArray(old), "returns", Nd4j.createFromArray(RETURNS)))
                .gradients()
                .values()
                .iterator()
                .next());
    }

    @Test
    void aValueThatWentFarTowardsItsReturnIsHeldStill() {
        // Returns 1, -2, 0.5, 3, 0, 1: far towards it, far towards it, far away, near, unmoved, far beyond it.
        double[] old = {0, 0, 0, 2, 0.5, 0.9};
        double[] values = {0.5, -1, -0.5, 2.1, 0.5, 1.5};
        double wanted = 0;
        for (int i = 0; i < 6; i++) {
            double near = old[i] + Math.max(-0.2, Math.min(0.2, values[i] - old[i]));
            wanted += Math.max(Math.pow(values[i] - RETURNS[i], 2), Math.pow(near - RETURNS[i], 2)) / 6;
        }
        Call call = Call.of(
                new Params(1, DataType.DOUBLE),
                s -> LOSS.clippedValueError(s.input("values", -1), s.input("old", -1), s.input("returns", -1)));
        double found = call.run(Map.of(
                        "values", Nd4j.createFromArray(values),
                        "old", Nd4j.createFromArray(old),
                        "returns", Nd4j.createFromArray(RETURNS)))
                .getDouble(0);
        assertThat(found).isCloseTo(wanted, within(1e-12));
        double[] slopes = {0, 0, 2 * -1 / 6.0, 2 * -0.9 / 6, 2 * 0.5 / 6, 2 * 0.5 / 6};
        assertThat(valueGradient(values, old)).containsExactly(slopes, within(1e-12));
    }

    @Test
    void entropyIsThatOfTheCategoricalDistribution() {
        double[][] logits = {{0, 0, 0}, {1, -2, 0.5}, {1e4, -1e4, 0}};
        Call call = Call.of(new Params(1), s -> ClippedPolicy.entropies(s.input("logits", -1, 3)));
        double[] found =
                Rig.plain(call.run(Map.of("logits", Nd4j.createFromArray(logits).castTo(DataType.FLOAT))));
        for (int i = 0; i < 3; i++) {
            assertThat(found[i]).isCloseTo(Categorical.ofLogits(logits[i]).entropy(), within(1e-6));
        }
    }

    @Test
    void badNumbersAndShapesAreNamed() {
        for (double bad : new double[] {0, 1, Double.NaN}) {
            assertThatThrownBy(() -> new ClippedPolicy(bad, 1, 0)).hasMessageContaining("clip must be in (0, 1)");
        }
        assertThatThrownBy(() -> new ClippedPolicy(0.2, -1, 0)).hasMessageContaining("valueWeight");
        assertThatThrownBy(() -> new ClippedPolicy(0.2, 1, Double.POSITIVE_INFINITY))
                .hasMessageContaining("entropyWeight");
        assertThatThrownBy(() -> Call.of(
                        new Params(1),
                        s -> LOSS.loss(s.input("logits", -1, 3), s.input("values", -1, 1), experience(s))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value loss wants rank 1, got values [-1, 1] and returns [-1]");
        assertThatThrownBy(() -> Call.of(
                        new Params(1), s -> LOSS.loss(s.input("logits", -1, 2), s.input("values", -1), experience(s))))
                .hasMessageContaining("2 rows but the ids may be up to 2");
    }
}
