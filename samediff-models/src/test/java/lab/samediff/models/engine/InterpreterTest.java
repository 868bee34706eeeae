package lab.samediff.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import lab.samediff.models.graph.FaultyOps;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InterpreterTest {
    /** Mean of tanh(x·w + b), and the activations beside it. */
    private static SDVariable network(Scope s) {
        SDVariable product = Ops.matmul(s.input("x", -1, 3), s.param("w", Init.normal(1, 3, 4)));
        SDVariable hidden = Ops.tanh(Ops.add(product, s.param("b", Init.normal(1, 4))));
        return Ops.mean(s.report("hidden", hidden), false);
    }

    private static Interpreter gradients(Params params) {
        return Interpreter.forGradients(Graph.write(params, Mode.TRAIN, InterpreterTest::network));
    }

    private static Map<String, INDArray> batch(int size, long seed) {
        return Map.of(
                "x",
                Nd4j.createFromArray(
                                new SplittableRandom(seed).doubles(size * 3L).toArray())
                        .castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT)
                        .reshape(size, 3));
    }

    @Test
    void batchesMayChangeTheirSizeFromCallToCall() {
        Params params = new Params(1);
        Interpreter interpreter = gradients(params);
        for (int size : new int[] {4, 1, 7, 1, 4}) {
            Interpreter.Outcome found = interpreter.run(batch(size, size));
            Interpreter.Outcome expected = gradients(params).run(batch(size, size));
            assertThat(found.reported().get("hidden").shape()).containsExactly(size, 4);
            assertThat(all(found)).isEqualTo(all(expected));
        }
    }

    @Test
    void theSameRunTwiceGivesTheSameBits() {
        Interpreter interpreter = gradients(new Params(1));
        assertThat(all(interpreter.run(batch(5, 1)))).isEqualTo(all(interpreter.run(batch(5, 1))));
    }

    @Test
    void whatWasHandedOutOutlivesLaterRunsAndMayBeChanged() {
        Interpreter interpreter = gradients(new Params(1));
        Interpreter.Outcome first = interpreter.run(batch(5, 1));
        List<List<Float>> before = all(first);
        for (int i = 0; i < 5; i++) interpreter.run(batch(5 + i % 2, i));
        assertThat(all(first)).isEqualTo(before);
        first.gradients().values().forEach(gradient -> gradient.muli(100));
        first.reported().values().forEach(array -> array.muli(100));
        first.result().muli(100);
        assertThat(all(interpreter.run(batch(5, 1)))).isEqualTo(before);
    }

    @Test
    void aParameterAsResultIsHandedOutAsACopy() {
        Params params = new Params(1);
        Graph graph = Graph.write(params, Mode.EVAL, s -> s.report("again", s.param("w", Init.ones(2))));
        Interpreter.Outcome outcome = Interpreter.forValues(graph).run(Map.of());
        params.arrays().get("w").muli(3);
        assertThat(outcome.result().toFloatVector()).containsExactly(1, 1);
        assertThat(outcome.reported().get("again").toFloatVector()).containsExactly(1, 1);
    }

    @Test
    void gradientsOfDifferentParametersAreDifferentArrays() {
        Params params = new Params(1);
        Interpreter interpreter = Interpreter.forGradients(Graph.write(params, Mode.TRAIN, s -> {
            SDVariable sum = Ops.add(s.param("a", Init.ones(2)), s.param("b", Init.ones(2)));
            return Ops.add(Ops.sum(sum, false), s.param("c", Init.ones()));
        }));
        Interpreter.Outcome outcome = interpreter.run(Map.of());
        outcome.gradients().get("a").muli(5);
        outcome.gradients().get("c").muli(7);
        assertThat(outcome.gradients().get("b").toFloatVector()).containsExactly(1, 1);
        assertThat(outcome.result().getDouble(0)).isEqualTo(5);
        assertThat(interpreter.run(Map.of()).gradients().get("c").getDouble(0)).isEqualTo(1);
    }

    @Test
    void inputsAreLeftAsTheyWere() {
        Map<String, INDArray> inputs = batch(5, 1);
        float[] before = inputs.get("x").dup().data().asFloat();
        Interpreter interpreter = gradients(new Params(1));
        for (int i = 0; i < 3; i++) interpreter.run(inputs);
        assertThat(inputs.get("x").data().asFloat()).isEqualTo(before);
    }

    @Test
    void theLayoutOfAnInputDoesNotMatter() {
        Interpreter interpreter = gradients(new Params(1));
        INDArray x = batch(5, 1).get("x");
        INDArray wide = Nd4j.zeros(x.dataType(), 5, 6);
        INDArray view = wide.get(
                org.nd4j.linalg.indexing.NDArrayIndex.all(), org.nd4j.linalg.indexing.NDArrayIndex.interval(1, 4));
        view.assign(x);
        List<List<Float>> expected = all(interpreter.run(Map.of("x", x)));
        // More than once: stock goes wrong when it uses an array of its cache again.
        INDArray columns = x.transpose().dup('c').transpose();
        for (INDArray other : List.of(x.dup('f'), view, columns, x, x.dup('f'))) {
            List<List<Float>> found = all(interpreter.run(Map.of("x", other)));
            for (int i = 0; i < found.size(); i++) {
                for (int k = 0; k < found.get(i).size(); k++) {
                    assertThat(found.get(i).get(k))
                            .isCloseTo(expected.get(i).get(k), org.assertj.core.api.Assertions.within(1e-6f));
                }
            }
        }
    }

    @Test
    void manyRunsBuildNoSecondGradientFunctionAndLeakNoIds() throws ReflectiveOperationException {
        Graph graph = Graph.write(new Params(1), Mode.TRAIN, InterpreterTest::network);
        Interpreter interpreter = Interpreter.forGradients(graph);
        SameDiff function = graph.sameDiff().getFunction("grad");
        for (int i = 0; i < 300; i++) interpreter.run(batch(2, i));
        int ours = freed(function);
        assertThat(graph.sameDiff().getFunction("grad")).isSameAs(function);
        // The same with stock's session in place of ours: it keeps the id of every array it ever let go.
        function.getSessions().put(Thread.currentThread().getId(), new InferenceSession(function));
        for (int i = 0; i < 300; i++) interpreter.run(batch(2, i));
        assertThat(ours).isLessThan(50);
        assertThat(freed(function)).isGreaterThan(300);
    }

    private static int freed(SameDiff graph) throws ReflectiveOperationException {
        Field freed = InferenceSession.class.getDeclaredField("freedArrays");
        freed.setAccessible(true);
        InferenceSession session =
                graph.getSessions().get(Thread.currentThread().getId());
        return ((Collection<?>) freed.get(session)).size();
    }

    @Test
    void nothingIsPrintedAndSystemOutIsPutBackEvenAfterAFailure() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream own = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(own);
        try {
            gradients(new Params(1));
            assertThat(System.out).isSameAs(own);
            assertThatThrownBy(InterpreterTest::buildUndifferentiable).isInstanceOf(RuntimeException.class);
            assertThat(System.out).isSameAs(own);
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("differentiated");
    }

    @Test
    void systemOutIsPutBackWhenTwoThreadsBuildAtOnce() {
        PrintStream out = System.out;
        CompletableFuture<?>[] builds = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> gradients(new Params(i))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(builds).join();
        assertThat(System.out).isSameAs(out);
    }

    @Test
    void aGraphWhoseGradientFailedHalfWayCannotBeUsed() {
        Graph graph = undifferentiable();
        // Stock keeps the half-built function and would hand out partial gradients at the second try.
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Interpreter.forGradients(graph)).isInstanceOf(RuntimeException.class);
        }
    }

    private static void buildUndifferentiable() {
        Interpreter.forGradients(undifferentiable());
    }

    private static Graph undifferentiable() {
        return Graph.write(new Params(1), Mode.TRAIN, s -> {
            SDVariable early = Ops.square(s.param("a", Init.ones(2, 2)));
            SDVariable late = FaultyOps.undifferentiable(Ops.exp(s.param("b", Init.zeros(2, 2))));
            return Ops.add(Ops.sum(early, false), Ops.sum(late, false));
        });
    }

    @Test
    void aLossIsAScalar() {
        Graph graph = Graph.write(new Params(1), Mode.TRAIN, s -> s.param("w", Init.ones(2)));
        assertThatThrownBy(() -> Interpreter.forGradients(graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scalar");
    }

    @Test
    void aLossDependsOnAParameter() {
        Graph none = Graph.write(new Params(1), Mode.TRAIN, s -> Ops.sum(s.input("x", 2), false));
        Graph other = Graph.write(new Params(1), Mode.TRAIN, s -> {
            s.param("w", Init.ones(2));
            return Ops.sum(Ops.square(s.input("x", 2)), false);
        });
        for (Graph graph : List.of(none, other)) {
            assertThatThrownBy(() -> Interpreter.forGradients(graph))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("depends on none");
        }
    }

    @Test
    void twoInterpretersOnTwoThreadsAgreeWithOne() {
        List<List<List<Float>>> alone =
                IntStream.range(0, 2).mapToObj(InterpreterTest::train).toList();
        List<CompletableFuture<List<List<Float>>>> together = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> train(i)))
                .toList();
        assertThat(together.stream().map(CompletableFuture::join).toList()).isEqualTo(alone);
    }

    private static List<List<Float>> train(int seed) {
        Params params = new Params(seed);
        Interpreter interpreter = gradients(params);
        for (int i = 0; i < 20; i++) {
            interpreter.run(batch(3, i)).gradients().forEach((name, gradient) -> params.arrays()
                    .get(name)
                    .subi(gradient.mul(0.1)));
        }
        return all(interpreter.run(batch(3, 99)));
    }

    private static List<List<Float>> all(Interpreter.Outcome outcome) {
        return java.util.stream.Stream.of(
                        java.util.stream.Stream.of(outcome.result()),
                        outcome.reported().values().stream(),
                        outcome.gradients().values().stream())
                .flatMap(s -> s)
                .map(array -> {
                    float[] values = array.dup('c').data().asFloat();
                    return IntStream.range(0, values.length)
                            .mapToObj(i -> values[i])
                            .toList();
                })
                .toList();
    }
}
