package lab.samediff.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import lab.samediff.models.engine.plan.Plan;
import lab.samediff.models.engine.plan.Team;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.FaultyOps;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.LoggerFactory;

/** Which way a graph goes, and that both give the same. */
class EngineTest {
    private static final Team TWO = new Team(2);

    /** Mean of tanh(x·w + b), and the activations beside it. */
    private static SDVariable network(Scope s) {
        SDVariable product = Ops.matmul(s.input("x", -1, 3), s.param("w", Init.normal(1, 3, 4)));
        return Ops.mean(s.report("hidden", Ops.tanh(Ops.add(product, s.param("b", Init.normal(1, 4))))), false);
    }

    /** With an op that is not on the list of ops, and so has no rule. */
    private static SDVariable foreign(Scope s) {
        return FaultyOps.arcTangent(network(s));
    }

    private static Engine engine(Params params, EngineKind kind, Team team, Function<Scope, SDVariable> build) {
        return Engine.of(Differentiated.forGradients(Graph.write(params, Mode.TRAIN, build)), kind, team);
    }

    private static Engine engine(EngineKind kind) {
        return engine(new Params(1), kind, TWO, EngineTest::network);
    }

    private static Map<String, INDArray> batch(int size) {
        double[] values = new SplittableRandom(size).doubles(3L * size, -2, 2).toArray();
        return Map.of("x", Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape(size, 3));
    }

    /** Loss, activations and gradients, one after the other. */
    private static float[] all(Engine engine, Map<String, INDArray> inputs) {
        Interpreter.Outcome outcome = outcome(engine, inputs);
        List<INDArray> parts = new ArrayList<>(List.of(outcome.result()));
        parts.addAll(outcome.reported().values());
        for (String name : List.of("w", "b")) parts.add(outcome.gradients().get(name));
        return Nd4j.concat(
                        0,
                        parts.stream()
                                .map(part -> part.dup('c').reshape(part.length()))
                                .toArray(INDArray[]::new))
                .toFloatVector();
    }

    private static Interpreter.Outcome outcome(Engine engine, Map<String, INDArray> inputs) {
        return engine.run(inputs, outcome -> outcome, (plan, seed) -> {
            plan.run(inputs, seed);
            return new Interpreter.Outcome(plan.result(), plan.reported(), plan.gradients());
        });
    }

    /** The plan that would run; null if the interpreter would. */
    private static Plan plan(Engine engine, Map<String, INDArray> inputs) {
        return engine.run(inputs, outcome -> null, (plan, seed) -> plan);
    }

    private static void assertClose(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(Math.abs(found[i] - expected[i])).as("entry " + i).isLessThan(5e-6f);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void bothGiveTheSameForBatchesLargerAndSmallerThanTheTeam(int threads) {
        Params params = new Params(1);
        Engine compiled = engine(params, EngineKind.COMPILED, new Team(threads), EngineTest::network);
        Engine interpreted = engine(params, EngineKind.INTERPRETED, TWO, EngineTest::network);
        for (int size : new int[] {7, 64, 3, 1, 64, 7}) {
            assertClose(all(compiled, batch(size)), all(interpreted, batch(size)));
        }
        assertThat(compiled.plans()).isEqualTo(4);
    }

    /** A table's rows by ids, times an input. */
    private static SDVariable lookup(Scope s) {
        SDVariable rows = Arrange.gather(s.param("w", Init.normal(1, 5, 3)), s.ids("ids", 5, -1));
        return Ops.sum(Ops.mul(Ops.add(rows, s.param("b", Init.ones(3))), s.input("x", -1, 3)), false);
    }

    @Test
    void inputsAreTakenInAnyLayoutAndOfAnyType() {
        Engine engine = engine(new Params(1), EngineKind.COMPILED, TWO, EngineTest::lookup);
        INDArray x = batch(6).get("x");
        INDArray ids = Nd4j.createFromArray(4, 0, 3, 3, 1, 2);
        float[] expected = all(engine, Map.of("x", x, "ids", ids));
        INDArray wide = Nd4j.zeros(DataType.FLOAT, 9, 3);
        wide.get(NDArrayIndex.interval(2, 8)).assign(x);
        INDArray apart = Nd4j.zeros(DataType.FLOAT, 6, 5);
        apart.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 4)).assign(x);
        INDArray more = Nd4j.concat(0, Nd4j.createFromArray(9, 9), ids);
        List<INDArray> numbers = List.of(
                x.dup('f'),
                x.castTo(DataType.DOUBLE),
                wide.get(NDArrayIndex.interval(2, 8)),
                apart.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 4)));
        for (INDArray same : numbers) {
            assertThat(all(engine, Map.of("x", same, "ids", ids))).isEqualTo(expected);
        }
        List<INDArray> names = List.of(
                ids.castTo(DataType.INT64),
                ids.castTo(DataType.FLOAT),
                ids.castTo(DataType.INT16),
                more.get(NDArrayIndex.interval(2, 8)));
        for (INDArray same : names) {
            assertThat(all(engine, Map.of("x", x, "ids", same))).isEqualTo(expected);
        }
        assertThatThrownBy(() -> all(engine, Map.of("x", x, "ids", more.get(NDArrayIndex.interval(1, 7)))))
                .hasMessageContaining("id 9");
    }

    @Test
    void theKindDecides() {
        assertThat(plan(engine(EngineKind.AUTO), batch(4))).isNotNull();
        assertThat(plan(engine(EngineKind.COMPILED), batch(4))).isNotNull();
        assertThat(plan(engine(EngineKind.INTERPRETED), batch(4))).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void graphsOfDoublesAreInterpretedWithoutAWord(EngineKind kind) {
        Engine engine = engine(new Params(1, DataType.DOUBLE), kind, TWO, EngineTest::network);
        Map<String, INDArray> inputs = Map.of("x", batch(4).get("x").castTo(DataType.DOUBLE));
        assertThat(logged(() -> plan(engine, inputs))).isEmpty();
        assertThat(outcome(engine, inputs).result().dataType()).isEqualTo(DataType.DOUBLE);
    }

    @Test
    void anOpThatNoPlanTakesIsInterpretedAndNamedOnce() {
        Params params = new Params(1);
        Engine auto = engine(params, EngineKind.AUTO, TWO, EngineTest::foreign);
        Engine interpreted = engine(params, EngineKind.INTERPRETED, TWO, EngineTest::foreign);
        List<String> log = logged(() -> {
            for (int size : new int[] {4, 9, 4}) {
                assertThat(all(auto, batch(size))).isEqualTo(all(interpreted, batch(size)));
            }
        });
        assertThat(log).singleElement().asString().contains("atan").contains("interpreted");
    }

    @Test
    void anOpThatNoPlanTakesIsAnErrorIfThereIsToBeAPlan() {
        Engine engine = engine(new Params(1), EngineKind.COMPILED, TWO, EngineTest::foreign);
        assertThatThrownBy(() -> all(engine, batch(4)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("atan");
    }

    @Test
    void theInputsOfAPlanAreChecked() {
        Engine engine = engine(EngineKind.COMPILED);
        assertThatThrownBy(() -> all(engine, Map.of())).hasMessageContaining("wants inputs [x]");
        Map<String, INDArray> wide = Map.of("x", Nd4j.zeros(DataType.FLOAT, 2, 4));
        assertThatThrownBy(() -> all(engine, wide)).hasMessageContaining("wants shape [-1, 3]");
    }

    @Test
    void keepsThePlansThatWereUsedLately() {
        Engine engine = engine(EngineKind.COMPILED);
        Plan first = plan(engine, batch(1));
        Plan second = plan(engine, batch(2));
        for (int size = 3; size <= Engine.KEPT; size++) plan(engine, batch(size));
        assertThat(plan(engine, batch(1))).isSameAs(first);
        plan(engine, batch(Engine.KEPT + 1));
        assertThat(engine.plans()).isEqualTo(Engine.KEPT);
        assertThat(plan(engine, batch(1))).isSameAs(first);
        assertThat(plan(engine, batch(2))).isNotSameAs(second);
        assertThat(engine.plans()).isEqualTo(Engine.KEPT);
    }

    @Test
    void graphsThatShareATeamRunAtOnceWithoutDisturbingEachOther() {
        Engine shared = engine(EngineKind.COMPILED);
        float[][] expected = new float[6][];
        for (int i = 0; i < 6; i++) expected[i] = all(engine(EngineKind.COMPILED), batch(20 + i % 3));
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int size = 20 + i % 3;
            float[] wanted = expected[i];
            Engine engine = i % 2 == 0 ? shared : engine(EngineKind.COMPILED);
            running.add(CompletableFuture.runAsync(() -> {
                for (int k = 0; k < 50; k++)
                    assertThat(all(engine, batch(size))).isEqualTo(wanted);
            }));
        }
        running.forEach(CompletableFuture::join);
    }

    @Test
    void nativeCodeHasOneThreadOnEachThreadOfAPlan() {
        NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
        Engine engine = engine(EngineKind.COMPILED);
        int[] seen = new int[2];
        TWO.run(2, member -> ops.setOmpNumThreads(3));
        TWO.run(2, member -> seen[member] = ops.ompGetMaxThreads());
        assertThat(seen).containsExactly(3, 3);
        outcome(engine, batch(4));
        TWO.run(2, member -> seen[member] = ops.ompGetMaxThreads());
        assertThat(seen).containsExactly(1, 1);
        assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(1);
    }

    @Test
    void namesOfKindsAreReadInAnyCaseAndOthersAreRefused() {
        assertThat(EngineKind.of("Compiled")).isEqualTo(EngineKind.COMPILED);
        assertThatThrownBy(() -> EngineKind.of("fast")).hasMessageContaining("[interpreted, compiled, auto]");
    }

    private static List<String> logged(Runnable action) {
        Logger log = (Logger) LoggerFactory.getLogger(Engine.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        log.addAppender(appender);
        try {
            action.run();
        } finally {
            log.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
