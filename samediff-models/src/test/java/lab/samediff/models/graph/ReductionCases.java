package lab.samediff.models.graph;

import static lab.samediff.models.graph.OpCase.normal;
import static lab.samediff.models.graph.OpCase.shape;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;

/** What folds axes or works along one, and matrix products. */
final class ReductionCases {
    private static final List<long[]> SHAPES = List.of(
            shape(3),
            shape(1),
            shape(2, 3),
            shape(1, 3),
            shape(3, 1),
            shape(2, 3, 2),
            shape(2, 1, 3, 2),
            shape(2, 3, 2, 2),
            shape(1, 1));

    private static final List<long[]> SIZES = List.of(
            shape(2, 3, 4),
            shape(1, 3, 4),
            shape(2, 1, 4),
            shape(2, 3, 1),
            shape(1, 1, 3),
            shape(1, 3, 1),
            shape(3, 1, 1),
            shape(1, 1, 1));

    private ReductionCases() {}

    static Stream<OpCase> all() {
        return Stream.of(reductions(), lines(), products()).flatMap(s -> s);
    }

    private interface Reduction {
        SDVariable of(SDVariable x, boolean keepDims, int... axes);
    }

    private static Stream<OpCase> reductions() {
        return Stream.of(
                        reduction("sum", Ops::sum, line -> Arrays.stream(line).sum()),
                        reduction("mean", Ops::mean, line -> Arrays.stream(line)
                                .average()
                                .orElseThrow()),
                        reduction("max", Ops::max, line -> Arrays.stream(line)
                                .max()
                                .orElseThrow()))
                .flatMap(s -> s);
    }

    private static Stream<OpCase> reduction(String name, Reduction op, ToDoubleFunction<double[]> fold) {
        String method = name + "(SDVariable, boolean, int[])";
        Stream<OpCase> scalar = Stream.of(false, true)
                .map(keep -> OpCase.of(
                        method,
                        x -> op.of(x.get(0), keep),
                        x -> x.get(0).fold(keep, new int[0], fold),
                        normal(shape())));
        Stream<OpCase> others = SHAPES.stream().flatMap(s -> axes(s.length).stream()
                .flatMap(axes -> Stream.of(false, true).map(keep -> OpCase.of(
                                method,
                                x -> op.of(x.get(0), keep, axes),
                                x -> x.get(0).fold(keep, axes, fold),
                                normal(s))
                        .with("axes " + Arrays.toString(axes) + (keep ? " kept" : "")))));
        return Stream.concat(scalar, others);
    }

    /** No axes, each axis counted from either end, and some that are several. */
    private static List<int[]> axes(int rank) {
        Stream<int[]> single = java.util.stream.IntStream.range(-rank, rank).mapToObj(a -> new int[] {a});
        Stream<int[]> several = Stream.of(new int[] {0, 1}, new int[] {-1, 0}, new int[] {2, -3}, new int[] {-2, -1, 0})
                .filter(axes -> Shapes.axes(rank, axes) != null);
        return Stream.concat(Stream.of(new int[0]), Stream.concat(single, several))
                .toList();
    }

    private interface Line {
        SDVariable of(SDVariable x, int axis);
    }

    private static Stream<OpCase> lines() {
        return Stream.of(
                        line("cumsum", Ops::cumsum, ReductionCases::cumsum),
                        line("softmax", Ops::softmax, ReductionCases::softmax),
                        line("logSoftmax", Ops::logSoftmax, v -> Arrays.stream(softmax(v))
                                .map(Math::log)
                                .toArray()),
                        kept("logSumExp(SDVariable, int)", Ops::logSumExp, ReductionCases::logSumExp),
                        kept(
                                "norm2(SDVariable, int, double)",
                                (x, axis) -> Ops.norm2(x, axis, 0.1),
                                v -> Math.sqrt(Arrays.stream(v).map(e -> e * e).sum() + 0.1)))
                .flatMap(s -> s);
    }

    private static Stream<OpCase> line(String name, Line op, UnaryOperator<double[]> reference) {
        return alongEachAxis((s, axis) -> OpCase.of(
                name + "(SDVariable, int)",
                x -> op.of(x.get(0), axis),
                x -> x.get(0).along(axis, reference),
                normal(s)));
    }

    private static Stream<OpCase> kept(String method, Line op, ToDoubleFunction<double[]> reference) {
        return alongEachAxis((s, axis) -> OpCase.of(
                method, x -> op.of(x.get(0), axis), x -> x.get(0).fold(true, new int[] {axis}, reference), normal(s)));
    }

    private interface OnAxis {
        OpCase of(long[] shape, int axis);
    }

    private static Stream<OpCase> alongEachAxis(OnAxis make) {
        return SHAPES.stream().flatMap(s -> java.util.stream.IntStream.range(-s.length, s.length)
                .mapToObj(axis -> make.of(s, axis).with("axis " + axis)));
    }

    private static double[] cumsum(double[] v) {
        double[] out = v.clone();
        Arrays.parallelPrefix(out, Double::sum);
        return out;
    }

    private static double logSumExp(double[] v) {
        return Math.log(Arrays.stream(v).map(Math::exp).sum());
    }

    private static double[] softmax(double[] v) {
        return Arrays.stream(v).map(e -> Math.exp(e - logSumExp(v))).toArray();
    }

    private static Stream<OpCase> products() {
        Stream<OpCase> plain = Stream.of(shape(2, 3, 4), shape(1, 1, 1))
                .map(s -> OpCase.of(
                        "matmul(SDVariable, SDVariable)",
                        x -> Ops.matmul(x.get(0), x.get(1)),
                        x -> Plain.matmul(x.get(0), x.get(1), false, false),
                        normal(shape(s[0], s[1]), shape(s[1], s[2]))));
        // Sizes of 1 on every side: stock's backward op treats rows, columns and single numbers apart.
        Stream<OpCase> transposed = Stream.of(shape(), shape(2), shape(1), shape(2, 3), shape(1, 1))
                .flatMap(lead -> SIZES.stream()
                        .limit(lead.length == 2 ? 1 : SIZES.size())
                        .flatMap(n -> Stream.of(false, true).flatMap(ta -> Stream.of(false, true)
                                .map(tb ->
                                        product(matrix(lead, ta, n[0], n[1]), matrix(lead, tb, n[1], n[2]), ta, tb)))));
        Stream<OpCase> rows = Stream.of(shape(2), shape(1), shape(2, 3), shape(1, 1))
                .flatMap(lead -> Stream.of(false, true)
                        .map(tb -> product(matrix(lead, false, 2, 3), matrix(shape(), tb, 3, 4), false, tb)));
        return Stream.of(plain, transposed, rows).flatMap(s -> s);
    }

    private static OpCase product(long[] a, long[] b, boolean transposeA, boolean transposeB) {
        return OpCase.of(
                        "matmul(SDVariable, SDVariable, boolean, boolean)",
                        x -> Ops.matmul(x.get(0), x.get(1), transposeA, transposeB),
                        x -> Plain.matmul(x.get(0), x.get(1), transposeA, transposeB),
                        normal(a, b))
                .with("transposed " + transposeA + " " + transposeB);
    }

    private static long[] matrix(long[] lead, boolean transposed, long rows, long columns) {
        long[] shape = Arrays.copyOf(lead, lead.length + 2);
        shape[lead.length] = transposed ? columns : rows;
        shape[lead.length + 1] = transposed ? rows : columns;
        return shape;
    }
}
