package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** The exponential moving average of the parameters. */
class AverageTest {
    private static final double KEEP = 0.9;
    private static final double RATE = 0.01;

    /** Moves each entry down by the rate at each step: p after k steps is 2 - kη. */
    private static SDVariable downhill(Scope scope) {
        return Ops.sum(scope.param("weight", Init.constant(2, 2, 3)), false);
    }

    @Test
    void agreesWithTheClosedFormForParametersThatMoveAtAConstantSpeed() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(RATE).averaging(KEEP), AverageTest::downhill);
        int steps = 25;
        for (int k = 0; k < steps; k++) step.run(Map.of());
        // The average lags behind by η d/(1-d) (1 - dⁿ).
        double lag = RATE * KEEP / (1 - KEEP) * (1 - Math.pow(KEEP, steps));
        double[] average = Numbers.values(step.average(), "weight");
        for (double entry : average) assertThat(entry).isCloseTo(2 - steps * RATE + lag, within(1e-13));
    }

    @Test
    void beginsAtTheParametersAndStaysThereWhileTheyRest() {
        Params params = new Params(4);
        Step step = Step.of(params, Rule.adam(1e-3).averaging(0.999), scope -> {
            SDVariable weight = scope.param("weight", Init.normal(1, 5, 5));
            return Ops.mul(Ops.sum(weight, false), 0);
        });
        double[] start = Numbers.values(params, "weight");
        for (int k = 0; k < 20; k++) step.run(Map.of());
        double[] average = Numbers.values(step.average(), "weight");
        assertThat(Numbers.relativeError(average, start)).isLessThan(1e-5);
    }

    @Test
    void doesNotShareArraysWithTheParameters() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(RATE).averaging(KEEP), AverageTest::downhill);
        step.run(Map.of());
        double[] average = Numbers.values(step.average(), "weight");
        double[] live = Numbers.values(params, "weight");
        Numbers.parameter(params, "weight").assign(100);
        assertThat(Numbers.values(step.average(), "weight")).containsExactly(average);
        Numbers.parameter(params, "weight").assign(live[0]);
        Numbers.parameter(step.average(), "weight").assign(-7);
        assertThat(Numbers.values(params, "weight")).containsExactly(live);
    }

    @Test
    void canBeEvaluatedLikeParameters() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(RATE).averaging(0.5), AverageTest::downhill);
        Call averaged = Call.of(step.average(), AverageTest::downhill);
        step.run(Map.of());
        step.run(Map.of());
        // The average of 2, 2-η, 2-2η with weights 1/4, 1/4, 1/2, summed over six entries.
        assertThat(averaged.run(Map.of()).getDouble(0)).isCloseTo(6 * (2 - 1.25 * RATE), within(1e-13));
    }

    @Test
    void isTheStartIfTheRuleKeepsNone() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(RATE), AverageTest::downhill);
        step.run(Map.of());
        assertThat(Numbers.values(step.average(), "weight")).containsOnly(2.0);
    }

    @Test
    void holdsTheMovedParametersOnly() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(
                params,
                "player",
                Rule.sgd(RATE).averaging(KEEP),
                scope -> Ops.add(downhill(scope.in("player")), downhill(scope.in("other"))));
        assertThat(step.average().arrays()).containsOnlyKeys("player/weight");
    }
}
