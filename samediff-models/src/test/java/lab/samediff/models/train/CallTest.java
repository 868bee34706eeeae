package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CallTest {
    private static final Map<String, INDArray> INPUTS = Map.of("x", Numbers.array(new double[] {1, 2, 3, 4}, 2, 2));

    /** x ⊙ w, of which half is dropped while training. */
    private static SDVariable scaled(Scope scope) {
        SDVariable out = Ops.mul(scope.input("x", -1, 2), scope.param("w", Init.ones(2)));
        if (!scope.training()) return out;
        return Ops.mul(out, Ops.positive(Ops.sub(Arrange.uniformLike(out), 0.5)));
    }

    private static SDVariable loss(Scope scope) {
        return Ops.sum(scope.report("scaled", scaled(scope)), false);
    }

    @Test
    void seesTheParametersAsTheyAreAtEachCall() {
        Params params = new Params(1, DataType.DOUBLE);
        Call call = Call.of(params, CallTest::scaled);
        assertThat(Numbers.values(call.run(INPUTS))).containsExactly(1, 2, 3, 4);
        Numbers.parameter(params, "w").assign(Numbers.array(new double[] {10, -1}, 2));
        assertThat(Numbers.values(call.run(INPUTS))).containsExactly(10, -2, 30, -4);
    }

    @Test
    void seesWhatAStepHasMoved() {
        Params params = new Params(1, DataType.DOUBLE);
        Call call = Call.of(params, CallTest::scaled);
        Step step = Step.of(params, Rule.sgd(0.1), CallTest::loss);
        Nd4j.getRandom().setSeed(1);
        for (int k = 0; k < 5; k++) step.run(INPUTS);
        double[] w = Numbers.values(params, "w");
        assertThat(w[0]).isLessThan(1);
        double[] found = Numbers.values(call.run(INPUTS));
        double[] expected = {w[0], 2 * w[1], 3 * w[0], 4 * w[1]};
        for (int i = 0; i < 4; i++) assertThat(found[i]).isCloseTo(expected[i], within(1e-14));
    }

    @Test
    void dropoutActsInAStepAndNotInACall() {
        Params params = new Params(1, DataType.DOUBLE);
        Call call = Call.of(params, CallTest::loss);
        Step step = Step.of(params, Rule.sgd(1e-12), CallTest::loss);
        Map<String, INDArray> many = Map.of("x", Numbers.array(Numbers.gaussians(1, 200, 1), 100, 2));
        Nd4j.getRandom().setSeed(1);
        step.run(many);
        long dropped = Arrays.stream(Numbers.values(step.reported().get("scaled")))
                .filter(value -> value == 0)
                .count();
        assertThat(dropped).isBetween(60L, 140L);
        double[] kept = Numbers.values(call.reported(many).get("scaled"));
        assertThat(kept).doesNotContain(0.0);
        assertThat(Numbers.values(call.reported(many).get("scaled"))).containsExactly(kept);
    }

    static Stream<UnaryOperator<SDVariable>> sameEntries() {
        return Stream.of(
                x -> x,
                x -> Arrange.reshape(x, 3, 1),
                x -> Arrange.permute(x, 1, 0),
                x -> Arrange.expandDims(x, 0),
                x -> Arrange.squeeze(x, 0),
                x -> Arrange.slice(x, 1, 0, 3),
                x -> Ops.mul(x, 1),
                Ops::stopGradient);
    }

    @ParameterizedTest
    @MethodSource("sameEntries")
    void whatItHandsOutIsNotTheParameterItself(UnaryOperator<SDVariable> rearranged) {
        Params params = new Params(1, DataType.DOUBLE);
        Call call = Call.of(params, scope -> rearranged.apply(scope.param("w", Init.ones(1, 3))));
        call.run(Map.of()).assign(9);
        assertThat(Numbers.values(params, "w")).containsOnly(1.0);
    }

    @Test
    void whatItHandsOutIsNotTheInputItself() {
        Call call = Call.of(new Params(1, DataType.DOUBLE), scope -> scope.input("x", 2, 2));
        call.run(INPUTS).assign(9);
        assertThat(Numbers.values(call.run(INPUTS))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void earlierResultsAreNotOverwrittenByLaterCalls() {
        Params params = new Params(1, DataType.DOUBLE);
        Call call = Call.of(params, CallTest::scaled);
        INDArray first = call.run(INPUTS);
        for (int k = 0; k < 5; k++) call.run(Map.of("x", Numbers.array(new double[] {k, k, k, k}, 2, 2)));
        assertThat(Numbers.values(first)).containsExactly(1, 2, 3, 4);
    }
}
