package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.engine.Interpreter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Each call that stock M2.1 gets wrong, shown to be wrong there, and the same mathematics through {@link Ops} and
 * {@link Arrange}, shown to be right. A row that stops failing in stock says that a patch can go. Left out, because it
 * kills the process: {@code repeat}, {@code batchMmul}, {@code gather} from a vector by a matrix of ids.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockDefectsTest {
    @TempDir
    private static Path folder;

    private final Map<String, String> stock = new LinkedHashMap<>();
    private final Map<String, Runnable> ours = new LinkedHashMap<>();

    @BeforeAll
    void runStock() throws IOException, InterruptedException {
        Process process = start();
        output(process).lines().filter(line -> line.indexOf('\t') > 0).forEach(line -> {
            int tab = line.indexOf('\t');
            stock.put(line.substring(0, tab), line.substring(tab + 1));
        });
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        indices();
        arithmetic();
        reductions();
        products();
        values();
    }

    Stream<String> rows() {
        return stock.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void stockFailsAndOursIsRight(String row) {
        assertThat(stock.get(row)).as("stock, %s", row).matches("(WRONG|NOT_FINITE|EXCEPTION) .*");
        ours.get(row).run();
    }

    @Test
    void everyRowRan() {
        assertThat(stock.keySet()).containsExactlyInAnyOrderElementsOf(ours.keySet());
    }

    @Test
    void stockDiesOrIsWrongForAKeptAxisCountedFromTheEnd() throws IOException, InterruptedException {
        Process process = start("sum keepDims -2");
        String said = output(process);
        assertThat(process.waitFor() != 0 || said.contains("\tWRONG")).as(said).isTrue();
        passes(s -> Ops.sum(x(s, 2, 3, 4), true, -2));
    }

    private static Process start(String... arguments) throws IOException {
        Stream<String> command = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                StockM21.class.getName());
        return new ProcessBuilder(Stream.concat(command, Stream.of(arguments)).toList())
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors.log").toFile())
                .start();
    }

    private static String output(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void indices() {
        row("gather", s -> Arrange.gather(x(s, 4, 3), ids(s, new int[] {2, 0})));
        row("gather repeated", s -> Arrange.gather(x(s, 4, 3), ids(s, new int[] {1, 1, 3})));
        row(
                "gather matrix of ids",
                s -> Arrange.gather(x(s, 4, 3), Arrange.reshape(ids(s, new int[] {0, 1, 1, 3}), 2, 2)));
        row("where", s -> {
            SDVariable x = x(s, 2, 3);
            return Arrange.where(x, x, y(s, 2, 3));
        });
        row("cumsum", s -> Ops.cumsum(x(s, 2, 3), 1));
        row("permute of a scalar", s -> Arrange.permute(x(s)));
    }

    private void arithmetic() {
        row("div by one number", s -> Ops.div(x(s, 2, 3), positive(y(s, 1))));
        row("div by a column at batch 1", s -> Ops.div(x(s, 1, 3), positive(y(s, 1, 1))));
        row("rank of one by one plus a vector", s -> {
            SDVariable row = Ops.add(x(s, 1, 1), y(s, 3));
            return Arrange.concat(1, row, row);
        });
        row("max broadcast", s -> withRows(s, Ops::maximum));
        row("min broadcast", s -> withRows(s, Ops::minimum));
        row("max of equals", s -> {
            SDVariable x = x(s, 2, 3);
            return Ops.maximum(x, Ops.mul(x, 1));
        });
        row("min of equals", s -> {
            SDVariable x = x(s, 2, 3);
            return Ops.minimum(x, Ops.mul(x, 1));
        });
        row("rdiv scalar", s -> Ops.div(y(s, 1), positive(x(s, 2, 3))));
        row("squaredDifference scalar", s -> Ops.square(Ops.sub(x(s, 2, 3), y(s, 1))));
    }

    private void reductions() {
        row("sum keepDims -1", s -> Ops.sum(x(s, 2, 3, 4), true, -1));
        row("mean keepDims -1", s -> Ops.mean(x(s, 2, 3, 4), true, -1));
        row("max keepDims -1", s -> Ops.max(x(s, 2, 3, 4), true, -1));
        row("sum of a batch of one", s -> Ops.sum(Ops.add(x(s, 1, 3), 0), false, 0));
        row("mean of one column", s -> Ops.mean(Ops.add(x(s, 3, 1), 0), true, 1));
        row("variance unbiased off", s -> Ops.mean(Ops.square(centred(x(s, 2, 3))), false, 1));
        row("norm2 of zero", s -> Ops.norm2(Ops.mul(x(s, 2, 3), 0), 1, 1e-12));
        row("logSumExp axis", s -> Ops.logSumExp(x(s, 2, 3), 1));
        row("logSoftmax axis", s -> Ops.logSoftmax(x(s, 2, 3), 1));
    }

    private void products() {
        row("mmul 3-D by 2-D", s -> Ops.matmul(x(s, 2, 3, 4), y(s, 4, 2)));
        row("mmul row by transposed row", s -> Ops.matmul(x(s, 1, 3), y(s, 1, 3), false, true));
        row("mmul one by one", s -> Ops.matmul(x(s, 1, 1), y(s, 1, 1)));
        row("upsampling of channels last", s -> Convolve.upsample2d(x(s, 1, 2, 3, 2)));
        INDArray noise = Nd4j.createFromArray(new double[][] {{0.1, 0.7, 0.4}, {0.9, 0.2, 0.6}});
        row("dropout", s -> Ops.mul(x(s, 2, 3), Ops.mul(Ops.positive(Ops.sub(0.5, s.constant(noise))), 2)));
    }

    private void values() {
        value("logSoftmax far", x -> Ops.logSoftmax(x, 1), new float[] {0, -1e4f}, 0, -1e4);
        value("softplus 90", Ops::softplus, new float[] {90}, 90);
        value("logSigmoid -120", Ops::logSigmoid, new float[] {-120}, -120);
        value("gelu 1", Ops::gelu, new float[] {1}, 0.8413447);
        value("preciseGelu 1", Ops::gelu, new float[] {1}, 0.8413447);
        value("standardize noise", StockDefectsTest::standardized, new float[] {1, 1.0000001f}, 0, 0);
        value("layerNorm noise", StockDefectsTest::standardized, new float[] {1, 1.0000001f}, 0, 0);
        value(
                "softmax of channels",
                x -> Ops.softmax(Arrange.reshape(x, 1, 2, 2, 2), 1),
                new float[] {0, 1, 2, 3, 0, 1, 2, 3},
                0.5,
                0.5,
                0.5,
                0.5,
                0.5,
                0.5,
                0.5,
                0.5);
        ours.put("swish slope 120", () -> assertThat(slope(Ops::silu, 120)).isCloseTo(1, within(1e-6)));
        ours.put("uniform anew", StockDefectsTest::drawTwice);
        ours.put("column-major input, second run", StockDefectsTest::runTwice);
    }

    private void row(String name, Function<Scope, SDVariable> build) {
        ours.put(name, () -> passes(build));
    }

    private static void passes(Function<Scope, SDVariable> build) {
        GradientCheck.Result result = GradientCheck.of(
                new Params(9, DataType.DOUBLE), fed(build), s -> OpsGradientTest.weighted(s, build.apply(s)));
        assertThat(result.passes(1e-6)).as("%s", result).isTrue();
    }

    /** Ids are the only inputs; their values are kept by their name. */
    private static Map<String, INDArray> fed(Function<Scope, SDVariable> build) {
        Graph graph = Graph.write(new Params(9, DataType.DOUBLE), Mode.EVAL, build);
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        graph.inputs()
                .keySet()
                .forEach(name -> inputs.put(
                        name,
                        Nd4j.createFromArray(Stream.of(name.substring(4).split(","))
                                .mapToInt(Integer::parseInt)
                                .toArray())));
        return inputs;
    }

    private void value(String name, Function<SDVariable, SDVariable> op, float[] at, double... expected) {
        ours.put(name, () -> {
            Graph graph = Graph.write(new Params(9), Mode.EVAL, s -> op.apply(s.input("x", 1, at.length)));
            INDArray found = Interpreter.forValues(graph)
                    .run(Map.of("x", Nd4j.createFromArray(new float[][] {at})))
                    .result();
            assertThat(Plain.of(found).data).containsExactly(expected, within(1e-4));
        });
    }

    private static double slope(Function<SDVariable, SDVariable> op, double at) {
        Graph graph = Graph.write(
                new Params(9), Mode.TRAIN, s -> Ops.sum(op.apply(s.param("x", Init.constant(at, 1))), false));
        return Interpreter.forGradients(graph)
                .run(Map.of())
                .gradients()
                .get("x")
                .getDouble(0);
    }

    private static void drawTwice() {
        Interpreter noise = Interpreter.forValues(
                Graph.write(new Params(9), Mode.TRAIN, s -> Arrange.uniformLike(s.param("x", Init.zeros(5)))));
        INDArray first = noise.run(Map.of()).result();
        assertThat(noise.run(Map.of()).result()).isNotEqualTo(first);
    }

    private static void runTwice() {
        Graph graph = Graph.write(new Params(9), Mode.TRAIN, s -> {
            SDVariable product = Ops.matmul(s.input("in", 5, 3), x(s, 3, 4));
            return Ops.mean(Ops.tanh(Ops.add(product, y(s, 4))), false);
        });
        Interpreter interpreter = Interpreter.forGradients(graph);
        INDArray x = Init.normal(1, 5, 3).create(new SplittableRandom(1), DataType.FLOAT);
        INDArray first = interpreter.run(Map.of("in", x.dup('f'))).gradients().get("x");
        assertThat(interpreter.run(Map.of("in", x.dup('f'))).gradients().get("x"))
                .isEqualTo(first);
    }

    /** An op that wants equal shapes, on a matrix and a row that was made a matrix first. */
    private static SDVariable withRows(Scope s, java.util.function.BinaryOperator<SDVariable> op) {
        SDVariable matrix = x(s, 2, 3);
        return op.apply(Ops.add(Arrange.zerosLike(matrix), y(s, 3)), matrix);
    }

    private static SDVariable centred(SDVariable x) {
        return Ops.sub(x, Ops.mean(x, true, 1));
    }

    private static SDVariable standardized(SDVariable x) {
        SDVariable variance = Ops.mean(Ops.square(centred(x)), true, 1);
        return Ops.div(centred(x), Ops.sqrt(Ops.add(variance, 1e-5)));
    }

    private static SDVariable positive(SDVariable x) {
        return Ops.add(Ops.square(x), 0.5);
    }

    private static SDVariable x(Scope s, long... shape) {
        return s.param("x", Init.normal(1, shape));
    }

    private static SDVariable y(Scope s, long... shape) {
        return s.param("y", Init.normal(1, shape));
    }

    private static SDVariable ids(Scope s, int... ids) {
        String values = String.join(
                ",", java.util.Arrays.stream(ids).mapToObj(Integer::toString).toList());
        return s.ids("ids " + values, 4, ids.length);
    }
}
