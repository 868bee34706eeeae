package lab.samediff.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a case under two executions, each with graphs and parameters of its own, and compares all that comes out. */
final class Agreement {
    /** Of an output, relative to the largest entry of the array. */
    private static final double OUTPUTS = 1e-5;

    /** Of a gradient, relative to the largest entry of the array. */
    private static final double GRADIENTS = 1e-4;

    /** An output is not taken for smaller than this. */
    private static final double SMALL = 1e-3;

    /**
     * A gradient is not taken for smaller than this times the largest gradient of all: the bias before a norm has
     * gradient 0, and what float32 makes of it is the rounding of sums of entries as large as the others'.
     */
    private static final double SMALL_GRADIENT = 3e-3;

    private final TruthCase tried;
    private final Execution one;
    private final Execution other;

    private Agreement(TruthCase tried, Execution one, Execution other) {
        this.tried = tried;
        this.one = one;
        this.other = other;
    }

    /**
     * Compares values in evaluation, then values and gradients in training.
     *
     * @throws AssertionError naming the case, the array, the entry and the ops of the graph
     */
    static void check(TruthCase tried, Execution one, Execution other) {
        Agreement agreement = new Agreement(tried, one, other);
        agreement.compare(Mode.EVAL, tried.build(), Execution::values);
        agreement.compare(Mode.TRAIN, agreement::scalar, Execution::gradients);
    }

    private SDVariable scalar(Scope s) {
        SDVariable y = tried.build().apply(s);
        return Scope.shape(y).length == 0 ? y : loss(s, s.report("y", y));
    }

    /** The mean of √(1 + (y - c)²) with fixed numbers c: nothing cancels, and no slope is above 1. */
    static SDVariable loss(Scope s, SDVariable y) {
        long[] known = Arrays.stream(Scope.shape(y)).map(n -> Math.max(n, 1)).toArray();
        double[] centres = new double[Math.toIntExact(Arrays.stream(known).reduce(1, Math::multiplyExact))];
        Arrays.setAll(centres, i -> Math.sin(1 + 2.4 * i));
        SDVariable distance =
                Ops.sub(y, s.constant(Nd4j.createFromArray(centres).reshape(known)));
        return Ops.mean(Ops.sqrt(Ops.add(Ops.square(distance), 1)), false);
    }

    private void compare(
            Mode mode,
            Function<Scope, SDVariable> build,
            Function<Execution, Function<Graph, Execution.Prepared>> how) {
        Graph mine = Graph.write(tried.params().apply(one.type()), mode, build);
        Graph theirs = Graph.write(tried.params().apply(other.type()), mode, build);
        copy(mine.params(), theirs.params());
        Map<String, double[]> start = plain(theirs.params().arrays());
        Execution.Prepared first = how.apply(one).apply(mine);
        Execution.Prepared second = how.apply(other).apply(theirs);
        List<Map<String, INDArray>> feeds = tried.feeds().apply(mine);
        for (int run = 0; run < feeds.size(); run++) {
            Interpreter.Outcome wanted = first.run(cast(feeds.get(run), one.type()));
            Map<String, INDArray> fed = cast(feeds.get(run), other.type());
            Map<String, double[]> before = plain(fed);
            Interpreter.Outcome found = second.run(fed);
            String where = tried + ", " + other + ", " + mode + ", run " + run + ": ";
            compare(where, wanted, found);
            unchanged(where + "inputs", before, fed);
            unchanged(where + "parameters", start, theirs.params().arrays());
        }
    }

    private static void unchanged(String what, Map<String, double[]> before, Map<String, INDArray> after) {
        before.forEach((name, values) -> assertThat(plain(array(after, name)))
                .as(what + " after the run: " + name)
                .isEqualTo(values));
    }

    private static Map<String, double[]> plain(Map<String, INDArray> arrays) {
        Map<String, double[]> plain = new LinkedHashMap<>();
        arrays.forEach((name, array) -> plain.put(name, plain(array)));
        return plain;
    }

    private static void compare(String where, Interpreter.Outcome wanted, Interpreter.Outcome found) {
        close(where + "result", wanted.result(), found.result(), OUTPUTS, SMALL);
        assertThat(found.reported())
                .as(where + "reported")
                .containsOnlyKeys(wanted.reported().keySet());
        wanted.reported()
                .forEach((name, array) -> close(where + name, array, array(found.reported(), name), OUTPUTS, SMALL));
        assertThat(found.gradients())
                .as(where + "gradients")
                .containsOnlyKeys(wanted.gradients().keySet());
        double largest = wanted.gradients().values().stream()
                .mapToDouble(Agreement::largest)
                .max()
                .orElse(0);
        wanted.gradients()
                .forEach((name, array) -> close(
                        where + "gradient of " + name,
                        array,
                        array(found.gradients(), name),
                        GRADIENTS,
                        SMALL_GRADIENT * largest));
    }

    private static void close(String what, INDArray wanted, INDArray found, double tolerance, double floor) {
        assertThat(found.shape()).as(what + ": shape").isEqualTo(wanted.shape());
        double[] a = plain(wanted);
        double[] b = plain(found);
        double allowed = tolerance * Math.max(largest(wanted), floor);
        for (int i = 0; i < a.length; i++) {
            // The negated comparison catches NaN.
            if (!(Math.abs(a[i] - b[i]) <= allowed)) {
                throw new AssertionError(what + "[" + i + "] is " + b[i] + ", should be " + a[i] + " ± " + allowed);
            }
        }
    }

    private static double largest(INDArray array) {
        return Arrays.stream(plain(array)).map(Math::abs).max().orElse(0);
    }

    private static double[] plain(INDArray array) {
        return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }

    private static void copy(Params from, Params to) {
        to.arrays().forEach((name, array) -> array.assign(array(from.arrays(), name)));
    }

    private static Map<String, INDArray> cast(Map<String, INDArray> inputs, DataType type) {
        Map<String, INDArray> cast = new LinkedHashMap<>();
        inputs.forEach((name, array) -> cast.put(name, array.dataType().isFPType() ? array.castTo(type) : array));
        return cast;
    }

    private static INDArray array(Map<String, INDArray> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name));
    }
}
