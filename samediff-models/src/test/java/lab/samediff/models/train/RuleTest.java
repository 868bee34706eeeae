package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** What a rule does around its method: rate over time, decay, groups. */
class RuleTest {
    private static final double RATE = 0.1;

    /** The parameter {@code path/weight} [2, 2] beginning at 1; its gradient is 1 at each entry. */
    private static SDVariable total(Scope scope) {
        return Ops.sum(scope.param("weight", Init.ones(2, 2)), false);
    }

    private static SDVariable trunkAndHeads(Scope scope) {
        Scope head = scope.in("head");
        SDVariable trunk = Ops.add(total(scope.in("trunk")), total(scope.in("headless")));
        return Ops.add(trunk, Ops.add(total(head), total(head.in("last"))));
    }

    private static double entry(Params params, String name) {
        double[] values = Numbers.values(params, name);
        assertThat(values).containsOnly(values[0]);
        return values[0];
    }

    private static Params moved(Rule rule) {
        Params params = new Params(1, DataType.DOUBLE);
        Step.of(params, rule, RuleTest::trunkAndHeads).run(Map.of());
        return params;
    }

    static Stream<Method> methods() {
        return MethodTest.methods().map(MethodTest.Row::method);
    }

    @Test
    void theRateFollowsTheSchedule() {
        Schedule schedule = new Schedule.Linear(2, 6, 0);
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(RATE).with(schedule), RuleTest::trunkAndHeads);
        double expected = 1;
        for (int k = 0; k < 8; k++) {
            assertThat(step.rate()).isEqualTo(RATE * schedule.factor(k));
            step.run(Map.of());
            expected -= RATE * schedule.factor(k);
            assertThat(entry(params, "trunk/weight")).isCloseTo(expected, within(1e-14));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whereTheScheduleEndsAtZeroNothingMoves(Method method) {
        Params params = new Params(1);
        Rule rule = Rule.of(method, RATE).with(new Schedule.Linear(0, 2, 0)).with(new Decay(0.1, false));
        Step step = Step.of(params, rule, RuleTest::trunkAndHeads);
        for (int k = 0; k < 2; k++) step.run(Map.of());
        double[] before = Numbers.values(params, "trunk/weight");
        for (int k = 0; k < 5; k++) step.run(Map.of());
        assertThat(Numbers.values(params, "trunk/weight")).containsExactly(before);
    }

    @Test
    void theLongestMatchingPathOfTheGroupsWins() {
        Rule rule = Rule.sgd(RATE)
                .with(new Group("head/last", 3, Decay.NONE))
                .with(new Group("head", 2, Decay.NONE))
                .with(new Group("hea", 5, Decay.NONE));
        Params params = moved(rule);
        assertThat(entry(params, "trunk/weight")).isCloseTo(1 - RATE, within(1e-15));
        assertThat(entry(params, "headless/weight")).isCloseTo(1 - RATE, within(1e-15));
        assertThat(entry(params, "head/weight")).isCloseTo(1 - 2 * RATE, within(1e-15));
        assertThat(entry(params, "head/last/weight")).isCloseTo(1 - 3 * RATE, within(1e-15));
    }

    @Test
    void aGroupMayNameOneParameterOrAll() {
        Rule rule = Rule.sgd(RATE).with(new Group("", 3, Decay.NONE)).with(new Group("head/weight", 2, Decay.NONE));
        Params params = moved(rule);
        assertThat(entry(params, "trunk/weight")).isCloseTo(1 - 3 * RATE, within(1e-15));
        assertThat(entry(params, "head/weight")).isCloseTo(1 - 2 * RATE, within(1e-15));
        assertThat(entry(params, "head/last/weight")).isCloseTo(1 - 3 * RATE, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void factorZeroFreezes(Method method) {
        Decay decay = new Decay(0.5, false);
        Params params = new Params(1);
        Rule rule = Rule.of(method, RATE).with(decay).with(new Group("head", 0, decay));
        Step step = Step.of(params, rule, RuleTest::trunkAndHeads);
        for (int k = 0; k < 5; k++) step.run(Map.of());
        assertThat(entry(params, "head/weight")).isEqualTo(1);
        assertThat(entry(params, "head/last/weight")).isEqualTo(1);
        assertThat(entry(params, "trunk/weight")).isLessThan(1);
    }

    @Test
    void aGroupHasItsOwnDecayAndShrinksByItsOwnRate() {
        Rule rule = Rule.sgd(RATE).with(new Decay(0.5, true)).with(new Group("head", 2, new Decay(0.25, true)));
        Params params = moved(rule);
        assertThat(entry(params, "trunk/weight")).isCloseTo(1 * (1 - RATE * 0.5) - RATE, within(1e-15));
        assertThat(entry(params, "head/weight")).isCloseTo(1 * (1 - 2 * RATE * 0.25) - 2 * RATE, within(1e-15));
    }

    @Test
    void twoGroupsOfOnePathAreRejected() {
        Rule rule = Rule.sgd(RATE).with(new Group("head", 2, Decay.NONE));
        assertThatThrownBy(() -> rule.with(new Group("head", 3, Decay.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("head");
    }

    @Test
    void decayOfMatricesLeavesBiasesAlone() {
        assertThat(shrinking(new Decay(0.5, true), "weight")).isCloseTo(1 - RATE * 0.5, within(1e-15));
        assertThat(shrinking(new Decay(0.5, true), "bias")).isEqualTo(1);
        assertThat(shrinking(new Decay(0.5, true), "scale")).isEqualTo(1);
        assertThat(shrinking(new Decay(0.5, false), "weight")).isCloseTo(1 - RATE * 0.5, within(1e-15));
        assertThat(shrinking(new Decay(0.5, false), "bias")).isCloseTo(1 - RATE * 0.5, within(1e-15));
        assertThat(shrinking(new Decay(0.5, false), "scale")).isCloseTo(1 - RATE * 0.5, within(1e-15));
    }

    /** A parameter of 1 after one step with gradient 0. */
    private static double shrinking(Decay decay, String name) {
        Params params = new Params(1, DataType.DOUBLE);
        Step.of(params, Rule.sgd(RATE).with(decay), scope -> {
                    SDVariable weight = Ops.sum(scope.param("weight", Init.ones(2, 2)), false);
                    SDVariable bias = Ops.sum(scope.param("bias", Init.ones(2)), false);
                    return Ops.mul(Ops.add(Ops.add(weight, bias), scope.param("scale", Init.ones())), 0);
                })
                .run(Map.of());
        return entry(params, name);
    }

    /** Loshchilov and Hutter 2019, proposition 1: for plain gradient descent the two are the same. */
    @Test
    void forGradientDescentDecoupledDecayIsTheGradientOfAPenalty() {
        double[] decoupled = afterDecay(Rule.sgd(RATE).with(new Decay(0.5, true)), 0);
        double[] penalised = afterDecay(Rule.sgd(RATE), 0.5);
        assertThat(Numbers.relativeError(decoupled, penalised)).isLessThan(1e-14);
    }

    /** Proposition 2: for Adam they differ. Under a zero gradient decay shrinks in proportion, a penalty by the rate. */
    @Test
    void forAdamDecoupledDecayIsNotTheGradientOfAPenalty() {
        double[] start = Numbers.values(start(), "weight");
        double[] decoupled = afterDecay(Rule.adamW(RATE, 0.5), 0);
        double[] penalised = afterDecay(Rule.adam(RATE), 0.5);
        for (int i = 0; i < start.length; i++) {
            assertThat(decoupled[i]).isCloseTo(start[i] * Math.pow(1 - RATE * 0.5, 3), within(1e-14));
            assertThat(penalised[i]).isNotCloseTo(decoupled[i], within(1e-2));
        }
    }

    private static Params start() {
        Params params = new Params(3, DataType.DOUBLE);
        Call.of(params, scope -> quadratic(scope, 0));
        return params;
    }

    private static SDVariable quadratic(Scope scope, double penalty) {
        SDVariable weight = scope.param("weight", Init.uniform(5, 1, 3));
        return Ops.mul(Ops.sum(Ops.square(weight), false), penalty / 2);
    }

    private static double[] afterDecay(Rule rule, double penalty) {
        Params params = start();
        Step step = Step.of(params, rule, scope -> quadratic(scope, penalty));
        for (int k = 0; k < 3; k++) step.run(Map.of());
        return Numbers.values(params, "weight");
    }

    @Test
    void badArgumentsAreRejectedByNameAndValue() {
        assertThatThrownBy(() -> Rule.sgd(0)).hasMessage("rate must be positive, got 0.0");
        assertThatThrownBy(() -> Rule.sgd(Double.NaN)).hasMessage("rate must be positive, got NaN");
        assertThatThrownBy(() -> Rule.sgd(1).averaging(1)).hasMessage("average must be in [0, 1), got 1.0");
        assertThatThrownBy(() -> new Decay(-1, true)).hasMessage("rate must not be negative, got -1.0");
        assertThatThrownBy(() -> new Group("head", -1, Decay.NONE)).hasMessage("factor must not be negative, got -1.0");
    }
}
