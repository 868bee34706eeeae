package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.samediff.models.engine.Differentiated;
import lab.samediff.models.engine.Engine;
import lab.samediff.models.engine.EngineKind;
import lab.samediff.models.engine.plan.Team;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Steps on plans against the same steps interpreted. */
class UpdateTest {
    private static final double RATE = 0.01;
    // With the usual ε of 1e-8 a first step is the sign of the gradient, and the last bits of tiny ones become moves.
    private static final Method RMS_PROP = new Method.RmsProp(0.99, 1e-3);
    private static final Method ADAM = new Method.Adam(0.9, 0.99, 1e-3);
    private static final Team ONE = new Team(1);
    private static final Team TWO = new Team(2);
    private static final Team THREE = new Team(3);

    /** Regression of four targets; the layers are larger than a tile and no multiple of 16. */
    private static SDVariable network(Scope s) {
        SDVariable hidden = Ops.tanh(new Mlp(7, 61, 2, 33, Activation.TANH).apply(s.in("trunk"), s.input("x", -1, 7)));
        SDVariable out = new Mlp(33, 5, 1, 4, Activation.TANH).apply(s.in("head"), hidden);
        s.report("out", out);
        return Ops.mean(Ops.square(Ops.sub(out, s.input("y", -1, 4))), false);
    }

    private static Function<Graph, Engine> on(EngineKind kind, Team team) {
        return graph -> Engine.of(Differentiated.forGradients(graph), kind, team);
    }

    private static Map<String, INDArray> batch(long seed, int rows) {
        return Map.of(
                "x", Numbers.array(DataType.FLOAT, Numbers.gaussians(seed, 7 * rows, 1), rows, 7),
                "y", Numbers.array(DataType.FLOAT, Numbers.gaussians(seed + 1, 4 * rows, 1), rows, 4));
    }

    record Row(String name, Rule rule) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rules() {
        UnaryOperator<Rule> everything = rule -> rule.with(new Clip.Norm(0.5))
                .with(new Decay(0.1, true))
                .with(new Schedule.Cosine(5, 20, 0.1))
                .averaging(0.9)
                .with(new Group("head", 3, new Decay(0.2, false)))
                .with(new Group("trunk/hidden0", 0, Decay.NONE));
        return Stream.of(
                new Row("sgd", Rule.sgd(0.1)),
                new Row("momentum", Rule.momentum(RATE, 0.9)),
                new Row("RMSProp", Rule.of(RMS_PROP, 1e-3)),
                new Row("Adam", Rule.of(ADAM, RATE)),
                new Row("AdamW", Rule.of(ADAM, RATE).with(new Decay(0.1, true))),
                new Row("clipped by norm", Rule.sgd(0.1).with(new Clip.Norm(0.1))),
                new Row("not clipped by norm", Rule.sgd(0.1).with(new Clip.Norm(100))),
                new Row("clipped by value", Rule.sgd(0.1).with(new Clip.Value(0.01))),
                new Row("decay of all", Rule.sgd(0.1).with(new Decay(0.3, false))),
                new Row("decay of matrices", Rule.sgd(0.1).with(new Decay(0.3, true))),
                new Row("schedule", Rule.momentum(RATE, 0.9).with(new Schedule.StepDecay(3, 0.5))),
                new Row("average", Rule.sgd(0.1).averaging(0.8)),
                new Row("everything and momentum", everything.apply(Rule.momentum(RATE, 0.9))),
                new Row("everything and RMSProp", everything.apply(Rule.of(RMS_PROP, 1e-3))),
                new Row("everything and Adam", everything.apply(Rule.of(ADAM, RATE))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void twentyStepsAreTheSameOnBothEngines(Row row) {
        for (Team team : new Team[] {ONE, TWO, THREE}) {
            Params params = new Params(3);
            Params oracle = new Params(3);
            Step step = Step.of(params, "", row.rule(), UpdateTest::network, on(EngineKind.COMPILED, team));
            Step interpreted = Step.of(oracle, "", row.rule(), UpdateTest::network, on(EngineKind.INTERPRETED, team));
            for (int k = 0; k < 20; k++) {
                Map<String, INDArray> batch = batch(100 + k, k == 19 ? 5 : 32);
                double expected = interpreted.run(batch);
                assertThat(step.run(batch) / expected).isBetween(1 - 1e-5, 1 + 1e-5);
            }
            assertSame(params, oracle);
            assertSame(step.average(), interpreted.average());
            assertThat(step.taken()).isEqualTo(20);
            assertThat(relative(
                            step.reported().get("out"), interpreted.reported().get("out")))
                    .isLessThan(1e-5);
        }
    }

    private static void assertSame(Params found, Params expected) {
        expected.arrays().forEach((name, array) -> assertThat(relative(Numbers.parameter(found, name), array))
                .as(name)
                .isLessThan(1e-5));
    }

    private static double relative(INDArray found, INDArray expected) {
        return Numbers.relativeError(Numbers.values(found), Numbers.values(expected));
    }

    @Test
    void parametersThatAreNotMovedAreAveragedToo() {
        Rule rule = Rule.sgd(RATE).averaging(0.5);
        Params params = new Params(1);
        Call.of(params, scope -> scope.in("other").param("w", Init.ones(2000)));
        Step step = Step.of(params, "", rule, UpdateTest::bowl, on(EngineKind.COMPILED, TWO));
        Numbers.parameter(params, "other/w").assign(3);
        step.run(Map.of());
        assertThat(Numbers.values(step.average(), "other/w")).containsOnly(2.0);
        assertThat(Numbers.values(params, "other/w")).containsOnly(3.0);
    }

    private static SDVariable bowl(Scope s) {
        return Ops.sum(Ops.square(s.in("bowl").param("w", Init.ones(3, 2))), false);
    }

    /** Square roots, of which the second has no slope at 0. */
    private static SDVariable roots(Scope s) {
        SDVariable kept = Ops.mul(s.param("kept", Init.ones(40)), s.input("x", -1, 40));
        SDVariable root = Ops.sqrt(Ops.mul(s.param("root", Init.ones(40)), s.input("r", -1, 40)));
        return Ops.add(Ops.mean(Ops.square(kept), false), Ops.sum(root, false));
    }

    @Test
    void whatIsNotFiniteIsNamedAndNothingIsMoved() {
        for (Team team : new Team[] {ONE, TWO}) {
            Params params = new Params(1);
            Rule rule = Rule.adamW(RATE, 0.1).with(new Clip.Norm(1)).averaging(0.9);
            Step step = Step.of(params, "", rule, UpdateTest::roots, on(EngineKind.COMPILED, team));
            step.run(rows(1, 1));
            double[] kept = Numbers.values(params, "kept");
            double[] averaged = Numbers.values(step.average(), "kept");
            assertThat(thrownBy(step, rows(1, 0)).name()).isEqualTo("gradient of root");
            assertThat(thrownBy(step, rows(1, -1))).hasMessageStartingWith("loss is NaN at step 1");
            assertThat(Numbers.values(params, "kept")).containsExactly(kept);
            assertThat(Numbers.values(step.average(), "kept")).containsExactly(averaged);
            assertThat(step.taken()).isEqualTo(1);
            step.run(rows(1, 1));
            assertThat(Numbers.values(params, "kept")).doesNotContain(kept);
        }
    }

    private static Map<String, INDArray> rows(double x, double r) {
        double[] all = Numbers.gaussians(1, 4 * 40, 0);
        double[] last = all.clone();
        java.util.Arrays.fill(all, x);
        java.util.Arrays.fill(last, 1);
        last[4 * 40 - 1] = r;
        return Map.of("x", Numbers.array(DataType.FLOAT, all, 4, 40), "r", Numbers.array(DataType.FLOAT, last, 4, 40));
    }

    private static DivergedException thrownBy(Step step, Map<String, INDArray> inputs) {
        return catchThrowableOfType(DivergedException.class, () -> step.run(inputs));
    }

    @Test
    void whatIsReportedIsThatOfTheLastRunThoughItIsReadLater() {
        Params params = new Params(3);
        Step step = Step.of(params, "", Rule.sgd(0.1), UpdateTest::network, on(EngineKind.COMPILED, TWO));
        assertThat(step.reported()).isEmpty();
        step.run(batch(1, 8));
        INDArray first = step.reported().get("out");
        double[] before = Numbers.values(first);
        assertThat(step.reported().get("out")).isSameAs(first);
        step.run(batch(2, 8));
        assertThat(Numbers.values(first)).containsExactly(before);
        assertThat(Numbers.values(step.reported().get("out"))).isNotEqualTo(before);
    }
}
