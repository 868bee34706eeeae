package lab.samediff.models.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.losses.ClippedPolicy;
import lab.samediff.models.probability.Categorical;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActorCriticTest {
    private static final ActorCritic NETS = new ActorCritic(4, 3, 6, 2);

    private static double[][] loop(Params params, String path, INDArray x) {
        double[][] hidden = Rig.matrix(x);
        for (int layer = 0; layer < 2; layer++) {
            hidden = Loops.linear(params, path + "/hidden" + layer, hidden);
            for (double[] row : hidden) Arrays.setAll(row, i -> Math.tanh(row[i]));
        }
        return Loops.linear(params, path + "/out", hidden);
    }

    @Test
    void policyAndValueAgreeWithTheLoop() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 5, 4);
        double[][] logits = Rig.matrix(Rig.eval(params, x, NETS::policy));
        INDArray values = Rig.eval(params, x, NETS::value);
        assertThat(values.shape()).containsExactly(5);
        for (int i = 0; i < 5; i++) {
            assertThat(logits[i]).containsExactly(loop(params, "layer/actor", x)[i], within(1e-12));
            assertThat(Rig.plain(values)[i]).isCloseTo(loop(params, "layer/critic", x)[i][0], within(1e-12));
        }
    }

    @Test
    void weightsBeginOrthogonalAndTheFirstPolicyHardlyPrefersAnyAction() {
        Params params = new Params(3, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 5, 4);
        for (double[] logits : Rig.matrix(Rig.eval(params, x, NETS::policy))) {
            assertThat(Categorical.ofLogits(logits).entropy()).isCloseTo(Math.log(3), within(1e-3));
        }
        Rig.eval(params, x, NETS::value);
        double[] gains = {Math.sqrt(2), Math.sqrt(2), 0.01, Math.sqrt(2), Math.sqrt(2), 1};
        String[] names = {
            "actor/hidden0", "actor/hidden1", "actor/out", "critic/hidden0", "critic/hidden1", "critic/out"
        };
        for (int i = 0; i < names.length; i++) {
            INDArray weight = params.array("layer/" + names[i] + "/weight");
            double shorter = (double) Math.min(weight.size(0), weight.size(1));
            double squares = Math.pow(weight.norm2Number().doubleValue(), 2);
            assertThat(squares).as(names[i]).isCloseTo(gains[i] * gains[i] * shorter, within(1e-12));
            assertThat(params.array("layer/" + names[i] + "/bias").norm2Number().doubleValue())
                    .isZero();
        }
    }

    @Test
    void weightsMayBeginUniformToo() {
        Params params = new Params(3, DataType.DOUBLE);
        ActorCritic nets = new ActorCritic(4, 3, 6, 2, Activation.RELU, false);
        INDArray x = Rig.normal(2, 5, 4);
        INDArray values = Rig.eval(params, x, nets::value);
        assertThat(params.array("layer/critic/hidden1/bias").amaxNumber().doubleValue())
                .isBetween(0.01, 1 / Math.sqrt(6));
        assertThat(params.array("layer/critic/hidden1/weight").amaxNumber().doubleValue())
                .isBetween(0.3, 1 / Math.sqrt(6));
        assertThat(values.shape()).containsExactly(5);
    }

    @Test
    void updatesRaiseTheChanceOfTheActionThatPaidAndLearnTheReturn() {
        // One observation, action 1 better than expected, action 0 worse.
        float[][] seen = {{1, -1, 0.5f, 0}, {1, -1, 0.5f, 0}};
        Params params = new Params(1);
        INDArray x = Nd4j.createFromArray(seen);
        Categorical before = Categorical.ofLogits(Rig.matrix(Rig.eval(params, x, NETS::policy))[0]);
        float[] old = {(float) before.logProbability(1), (float) before.logProbability(0)};
        Step step = Step.of(params, Rule.sgd(0.05), ActorCriticTest::loss);
        Map<String, INDArray> inputs = Map.of(
                "seen", x,
                "actions", Nd4j.createFromArray(1, 0),
                "old", Nd4j.createFromArray(old),
                "advantages", Nd4j.createFromArray(1f, -1f),
                "returns", Nd4j.createFromArray(2f, 2f));
        for (int i = 0; i < 200; i++) step.run(inputs);
        Categorical after = Categorical.ofLogits(Rig.matrix(Rig.eval(params, x, NETS::policy))[0]);
        // Outside of the clip a ratio is pushed no further, but what still pushes the other one moves it a little.
        assertThat(after.probability(1) / before.probability(1)).isBetween(1.2, 1.5);
        assertThat(after.probability(0) / before.probability(0)).isBetween(0.5, 0.8);
        assertThat(Rig.plain(Rig.eval(params, x, NETS::value))[0]).isCloseTo(2, within(0.1));
    }

    private static SDVariable loss(Scope s) {
        SDVariable seen = s.input("seen", -1, 4);
        Scope nets = s.in("layer");
        ClippedPolicy.Experience old = new ClippedPolicy.Experience(
                s.ids("actions", 3, -1), s.input("old", -1), s.input("advantages", -1), s.input("returns", -1));
        return new ClippedPolicy(0.2, 0.5, 0).loss(NETS.policy(nets, seen), NETS.value(nets, seen), old);
    }

    @Test
    void badSizesAndShapesAreNamed() {
        assertThatThrownBy(() -> new ActorCritic(0, 2, 1, 1)).hasMessageContaining("observation must be at least 1");
        assertThatThrownBy(() -> new ActorCritic(1, 1, 1, 1)).hasMessageContaining("actions must be at least 2");
        assertThatThrownBy(() -> new ActorCritic(1, 2, 0, 1)).hasMessageContaining("width");
        assertThatThrownBy(() -> new ActorCritic(1, 2, 1, 0)).hasMessageContaining("depth");
        assertThatThrownBy(() -> Rig.eval(new Params(1), Rig.normal(1, 2, 3), NETS::policy))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer: policy");
        assertThatThrownBy(() -> Rig.eval(new Params(1), Rig.normal(1, 2, 3), NETS::value))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer: value");
    }
}
