package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One op on operands of given shapes, with what plain Java says it gives.
 *
 * @param method the public function under test, such as {@code add(SDVariable, double)}
 * @param positive whether the operands are made positive (logarithms, roots, divisors)
 * @param inputs ids, by name
 */
record OpCase(
        String method,
        String pattern,
        List<Init> operands,
        boolean positive,
        Map<String, INDArray> inputs,
        Build build,
        Function<List<Plain>, Plain> oracle) {

    /** Writes the op. */
    interface Build {
        SDVariable on(Scope scope, List<SDVariable> operands);
    }

    static OpCase of(
            String method,
            Function<List<SDVariable>, SDVariable> build,
            Function<List<Plain>, Plain> oracle,
            Init... on) {
        return new OpCase(method, shapes(on), List.of(on), false, Map.of(), (s, x) -> build.apply(x), oracle);
    }

    OpCase onPositive() {
        return new OpCase(method, pattern, operands, true, inputs, build, oracle);
    }

    OpCase with(String detail) {
        return new OpCase(method, pattern + " " + detail, operands, positive, inputs, build, oracle);
    }

    /** Whether to transpose the operands: not, and (where it means something) to. */
    List<Boolean> layouts() {
        boolean matrices = operands.stream().anyMatch(i -> i.shape().length > 1);
        return matrices ? List.of(false, true) : List.of(false);
    }

    /** Operands drawn for this case, away from zero if they are to be positive. */
    Params params(boolean transposed) {
        return params(transposed, DataType.DOUBLE);
    }

    /** The same, rounded to another type. */
    Params params(boolean transposed, DataType type) {
        Params params = new Params(7, type);
        for (int i = 0; i < operands.size(); i++) {
            long[] shape = operands.get(i).shape();
            INDArray array = params.getOrCreate("x" + i, Init.normal(1, transposed ? reversed(shape) : shape));
            if (positive) {
                for (long k = 0; k < array.length(); k++) array.putScalar(k, Math.abs(array.getDouble(k)) + 0.3);
            }
        }
        return params;
    }

    /** The operands as variables; transposed ones are strided views when the op sees them. */
    List<SDVariable> operands(Scope scope, boolean transposed) {
        return java.util.stream.IntStream.range(0, operands.size())
                .mapToObj(i -> {
                    long[] shape = operands.get(i).shape();
                    if (!transposed) return scope.param("x" + i, Init.zeros(shape));
                    SDVariable x = scope.param("x" + i, Init.zeros(reversed(shape)));
                    return Arrange.permute(x, backwards(shape.length));
                })
                .toList();
    }

    List<Plain> plain(Params params, boolean transposed) {
        return params.arrays().values().stream()
                .map(array -> transposed ? Plain.of(array).permute(backwards(array.rank())) : Plain.of(array))
                .toList();
    }

    static Init[] normal(long[]... shapes) {
        return Arrays.stream(shapes).map(shape -> Init.normal(1, shape)).toArray(Init[]::new);
    }

    static long[] shape(long... sizes) {
        return sizes;
    }

    private static int[] backwards(int rank) {
        return java.util.stream.IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
    }

    private static long[] reversed(long[] shape) {
        return java.util.stream.IntStream.range(0, shape.length)
                .mapToLong(i -> shape[shape.length - 1 - i])
                .toArray();
    }

    private static String shapes(Init... on) {
        return String.join(
                ", ", Arrays.stream(on).map(i -> Arrays.toString(i.shape())).toList());
    }

    @Override
    public String toString() {
        return method + " on " + pattern;
    }
}
