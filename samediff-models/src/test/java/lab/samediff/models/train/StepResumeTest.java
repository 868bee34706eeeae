package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.losses.Regression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** With its state and its count another step goes on as the first one would have, bit for bit. */
class StepResumeTest {
    private static final int WHOLE = 20;
    private static final int FIRST = 7;

    static Stream<Arguments> rules() {
        Rule adam = Rule.adam(1e-2).with(new Schedule.Cosine(3, WHOLE, 0.1)).averaging(0.9);
        List<Rule> rules = List.of(
                adam.with(new Clip.Norm(0.5)).with(new Decay(0.1, true)),
                Rule.sgd(1e-2),
                Rule.of(new Method.Momentum(0.9), 1e-2),
                Rule.of(new Method.RmsProp(0.9, 1e-8), 1e-3));
        // Graphs of float64 are interpreted, those of float32 compiled.
        return rules.stream()
                .flatMap(rule -> Stream.of(DataType.FLOAT, DataType.DOUBLE).map(type -> Arguments.of(rule, type)));
    }

    private static SDVariable loss(Scope s) {
        SDVariable found = new Mlp(3, 8, 2, 1, Activation.TANH).apply(s.in("net"), s.input("x", -1, 3));
        return Regression.meanSquared(found, s.input("y", -1, 1));
    }

    private static double run(Step step, DataType type, int i) {
        INDArray x = Rig.normal(i, 5, 3).castTo(type);
        INDArray y = Rig.normal(100 + i, 5, 1).castTo(type);
        return step.run(Map.of("x", x, "y", y));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void sevenAndThirteenAreTwenty(Rule rule, DataType type) {
        Params params = new Params(1, type);
        Step step = Step.of(params, rule, StepResumeTest::loss);
        List<Double> losses = new ArrayList<>();
        Map<String, INDArray> saved = new LinkedHashMap<>();
        for (int i = 0; i < WHOLE; i++) {
            if (i == FIRST) step.state().forEach((name, array) -> saved.put(name, array.dup()));
            losses.add(run(step, type, i));
        }
        Params others = new Params(2, type);
        Step other = Step.of(others, rule, StepResumeTest::loss);
        assertThat(other.state().keySet()).isEqualTo(saved.keySet());
        other.state().forEach((name, array) -> array.assign(saved.get(name)));
        other.resume(FIRST);
        for (int i = FIRST; i < WHOLE; i++) assertThat(run(other, type, i)).isEqualTo(losses.get(i));
        assertThat(other.taken()).isEqualTo(WHOLE);
        params.arrays()
                .forEach(
                        (name, array) -> assertThat(others.array(name)).as(name).isEqualTo(array));
        if (rule.average() == 0) return;
        step.average()
                .arrays()
                .forEach((name, array) ->
                        assertThat(other.average().array(name)).as(name).isEqualTo(array));
    }

    @Test
    void aNegativeCountIsRefused() {
        Step step = Step.of(new Params(1), Rule.sgd(1), StepResumeTest::loss);
        assertThatIllegalArgumentException().isThrownBy(() -> step.resume(-1)).withMessageContaining("-1");
    }
}
