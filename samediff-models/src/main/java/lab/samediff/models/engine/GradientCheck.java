package lab.samediff.models.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares every entry of every gradient with the central difference (L(p+h) - L(p-h)) / 2h in float64. A gradient that
 * is missing counts as zero and fails unless the difference is zero as well; ND4J's own checker passes whenever either
 * side is exactly zero, and so misses just the defects that matter.
 */
public final class GradientCheck {
    private static final double STEP = 1e-5;

    private GradientCheck() {}

    /**
     * The verdict.
     *
     * @param worst the largest |analytic - numeric| / scale, where the scale of a parameter is the
     *     largest numeric entry of it, at least 1e-3 of the largest over all parameters
     * @param where parameter and index of the worst entry
     * @param entries how many entries were compared
     */
    public record Result(double worst, String where, long entries) {
        /** Whether the worst relative error is at most {@code tolerance}. */
        public boolean passes(double tolerance) {
            return worst <= tolerance;
        }
    }

    /**
     * Checks a loss in training mode.
     *
     * @param params of type DOUBLE; entries are moved and put back
     * @param inputs fixed inputs
     * @param loss builds the scalar loss; may draw no random numbers
     */
    public static Result of(Params params, Map<String, INDArray> inputs, Function<Scope, SDVariable> loss) {
        requireDouble(params);
        Graph graph = Graph.write(params, Mode.TRAIN, loss);
        Map<String, double[]> numeric = new LinkedHashMap<>();
        Interpreter values = Interpreter.forValues(graph);
        for (String name : graph.moved()) numeric.put(name, differences(values, inputs, params.array(name)));
        // A second graph: the gradient function must not be built on one whose sessions are in use.
        Interpreter gradients = Interpreter.forGradients(Graph.write(params, Mode.TRAIN, loss));
        return compare(numeric, gradients.run(inputs).gradients());
    }

    /**
     * Compares, for each parameter p, Σ dL/dp · d with (L(p+hd) - L(p-hd)) / 2h along one direction d of length 1: two
     * evaluations for a parameter instead of two for an entry, so that models of many entries can be checked as well.
     * The direction is half random, so that a wrong entry shows, and half that of the claimed gradient, so that the
     * difference is well above the rounding.
     *
     * @param random draws the directions
     */
    public static Result along(
            RandomGenerator random, Params params, Map<String, INDArray> inputs, Function<Scope, SDVariable> loss) {
        requireDouble(params);
        Graph graph = Graph.write(params, Mode.TRAIN, loss);
        Interpreter values = Interpreter.forValues(graph);
        Map<String, INDArray> gradients = Interpreter.forGradients(Graph.write(params, Mode.TRAIN, loss))
                .run(inputs)
                .gradients();
        Map<String, double[]> numeric = new LinkedHashMap<>();
        Map<String, INDArray> analytic = new LinkedHashMap<>();
        for (String name : graph.moved()) {
            INDArray parameter = params.array(name);
            INDArray gradient = gradients.getOrDefault(name, Nd4j.zerosLike(parameter));
            INDArray direction = direction(random, gradient);
            numeric.put(name, new double[] {slope(values, inputs, parameter, direction)});
            analytic.put(
                    name,
                    Nd4j.createFromArray(gradient.mul(direction).sumNumber().doubleValue()));
        }
        return compare(numeric, analytic);
    }

    private static INDArray direction(RandomGenerator random, INDArray gradient) {
        double[] entries = new double[Math.toIntExact(gradient.length())];
        Arrays.setAll(entries, i -> random.nextGaussian());
        INDArray noise = Nd4j.createFromArray(entries).reshape(gradient.shape());
        return unit(unit(noise).add(unit(gradient)));
    }

    /** Of length 1; zeros stay zeros. */
    private static INDArray unit(INDArray vector) {
        double length = vector.norm2Number().doubleValue();
        return length == 0 ? vector : vector.div(length);
    }

    private static double slope(
            Interpreter values, Map<String, INDArray> inputs, INDArray parameter, INDArray direction) {
        INDArray at = parameter.dup();
        parameter.addi(direction.mul(STEP));
        double above = values.run(inputs).result().getDouble(0);
        parameter.assign(at.sub(direction.mul(STEP)));
        double below = values.run(inputs).result().getDouble(0);
        parameter.assign(at);
        return (above - below) / (2 * STEP);
    }

    private static void requireDouble(Params params) {
        if (params.dataType() != DataType.DOUBLE)
            throw new IllegalArgumentException("a gradient check wants DOUBLE parameters");
    }

    private static double[] differences(Interpreter values, Map<String, INDArray> inputs, INDArray parameter) {
        double[] slopes = new double[Math.toIntExact(parameter.length())];
        for (int i = 0; i < slopes.length; i++) {
            double at = parameter.getDouble(i);
            parameter.putScalar(i, at + STEP);
            double above = values.run(inputs).result().getDouble(0);
            parameter.putScalar(i, at - STEP);
            double below = values.run(inputs).result().getDouble(0);
            parameter.putScalar(i, at);
            slopes[i] = (above - below) / (2 * STEP);
        }
        return slopes;
    }

    private static Result compare(Map<String, double[]> numeric, Map<String, INDArray> analytic) {
        double overall = numeric.values().stream()
                .mapToDouble(GradientCheck::largest)
                .max()
                .orElse(0);
        Result result = new Result(0, "nowhere", 0);
        for (Map.Entry<String, double[]> entry : numeric.entrySet()) {
            double[] slopes = entry.getValue();
            INDArray found = analytic.get(entry.getKey());
            double[] claimed = found == null
                    ? new double[slopes.length]
                    : found.dup('c').data().asDouble();
            double scale = Math.max(Math.max(largest(slopes), 1e-3 * overall), 1e-6);
            for (int i = 0; i < slopes.length; i++) {
                double error = Math.abs(slopes[i] - claimed[i]) / scale;
                // The negated comparison lets NaN win, and what won as NaN stays.
                if (!(error <= result.worst()) && !Double.isNaN(result.worst())) {
                    result = new Result(error, entry.getKey() + "[" + i + "]", result.entries());
                }
            }
            result = new Result(result.worst(), result.where(), result.entries() + slopes.length);
        }
        return result;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) largest = Math.max(largest, Math.abs(value));
        return largest;
    }
}
