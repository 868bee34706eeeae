package lab.samediff.models.graph;

import static lab.samediff.models.graph.OpCase.normal;
import static lab.samediff.models.graph.OpCase.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Shapes, indices and choices through which gradients flow. */
final class ArrangeCases {
    private ArrangeCases() {}

    static Stream<OpCase> all() {
        return Stream.of(
                        reshapes(),
                        permutations(),
                        axes(),
                        joins(),
                        slices(),
                        splits(),
                        gathers(),
                        scatters(),
                        choices())
                .flatMap(s -> s);
    }

    private static Stream<OpCase> reshapes() {
        return Stream.of(
                        reshape(shape(6), shape(2, 3), shape(2, 3)),
                        reshape(shape(2, 3), shape(3, -1), shape(3, 2)),
                        reshape(shape(2, 3), shape(-1), shape(6)),
                        reshape(shape(2, 3, 2, 1), shape(-1, 4), shape(3, 4)),
                        reshape(shape(1), shape(), shape()),
                        reshape(shape(), shape(1, 1), shape(1, 1)),
                        reshape(shape(1, 4), shape(1, 2, 1, -1), shape(1, 2, 1, 2)))
                .map(c -> c);
    }

    private static OpCase reshape(long[] from, long[] asked, long[] to) {
        return OpCase.of(
                        "reshape(SDVariable, long[])",
                        x -> Arrange.reshape(x.get(0), asked),
                        x -> new Plain(x.get(0).data, to),
                        normal(from))
                .with("to " + Arrays.toString(asked));
    }

    private static Stream<OpCase> permutations() {
        return Stream.of(
                        new int[] {0},
                        new int[] {1, 0},
                        new int[] {-1, 0},
                        new int[] {0, 1},
                        new int[] {2, 0, 1},
                        new int[] {0, -1, 1},
                        new int[] {0, 2, 1, 3},
                        new int[] {3, 2, -3, 0})
                .map(axes -> OpCase.of(
                                "permute(SDVariable, int[])",
                                x -> Arrange.permute(x.get(0), axes),
                                x -> x.get(0).permute(axes),
                                normal(Arrays.copyOf(shape(2, 3, 1, 2), axes.length)))
                        .with("axes " + Arrays.toString(axes)));
    }

    private static Stream<OpCase> axes() {
        Stream<OpCase> expand = Stream.of(
                        new long[][] {shape(), shape(0), shape(1)},
                        new long[][] {shape(3), shape(0), shape(1, 3)},
                        new long[][] {shape(3), shape(1), shape(3, 1)},
                        new long[][] {shape(1), shape(0), shape(1, 1)},
                        new long[][] {shape(1, 1), shape(0), shape(1, 1, 1)},
                        new long[][] {shape(1, 1), shape(-1), shape(1, 1, 1)},
                        new long[][] {shape(1, 1, 1), shape(1), shape(1, 1, 1, 1)},
                        new long[][] {shape(2, 3), shape(-1), shape(2, 3, 1)},
                        new long[][] {shape(2, 3), shape(-3), shape(1, 2, 3)},
                        new long[][] {shape(2, 3, 2), shape(2), shape(2, 3, 1, 2)})
                .map(c -> onAxis("expandDims", c, Arrange::expandDims));
        Stream<OpCase> squeeze = Stream.of(
                        new long[][] {shape(1), shape(0), shape()},
                        new long[][] {shape(1, 3), shape(0), shape(3)},
                        new long[][] {shape(3, 1), shape(-1), shape(3)},
                        new long[][] {shape(1, 1), shape(-2), shape(1)},
                        new long[][] {shape(2, 1, 3, 1), shape(-3), shape(2, 3, 1)})
                .map(c -> onAxis("squeeze", c, Arrange::squeeze));
        return Stream.concat(expand, squeeze);
    }

    private interface OnAxis {
        SDVariable of(SDVariable x, int axis);
    }

    private static OpCase onAxis(String name, long[][] fromAxisTo, OnAxis op) {
        int axis = (int) fromAxisTo[1][0];
        return OpCase.of(
                        name + "(SDVariable, int)",
                        x -> op.of(x.get(0), axis),
                        x -> new Plain(x.get(0).data, fromAxisTo[2]),
                        normal(fromAxisTo[0]))
                .with("axis " + axis);
    }

    private static Stream<OpCase> joins() {
        return Stream.of(
                concat(0, shape(2), shape(3)),
                concat(-1, shape(1)),
                concat(0, shape(2, 3), shape(1, 3)),
                concat(-1, shape(2, 3), shape(2, 1), shape(2, 2)),
                concat(1, shape(1, 1), shape(1, 2)),
                concat(-2, shape(2, 1, 3), shape(2, 2, 3)),
                concat(3, shape(1, 2, 1, 1), shape(1, 2, 1, 2)));
    }

    private static OpCase concat(int axis, long[]... shapes) {
        return OpCase.of(
                        "concat(int, SDVariable[])",
                        x -> Arrange.concat(axis, x.toArray(SDVariable[]::new)),
                        x -> joined(Math.floorMod(axis, shapes[0].length), x),
                        normal(shapes))
                .with("axis " + axis);
    }

    private static Plain joined(int axis, List<Plain> parts) {
        long[] to = parts.get(0).shape.clone();
        to[axis] = parts.stream().mapToLong(p -> p.shape[axis]).sum();
        return Plain.fill(to, index -> {
            long[] at = index.clone();
            int part = 0;
            while (at[axis] >= parts.get(part).shape[axis]) at[axis] -= parts.get(part++).shape[axis];
            return parts.get(part).at(at);
        });
    }

    private static Stream<OpCase> slices() {
        return Stream.of(
                slice(shape(4), 0, 1, 2),
                slice(shape(1), -1, 0, 1),
                slice(shape(3, 4), 0, 2, 1),
                slice(shape(3, 4), -1, 0, 4),
                slice(shape(1, 4), 1, 3, 1),
                slice(shape(2, 3, 4), -2, 1, 2),
                slice(shape(2, 1, 4, 2), 2, 1, 3));
    }

    private static OpCase slice(long[] from, int axis, long begin, long size) {
        int at = Math.floorMod(axis, from.length);
        long[] to = from.clone();
        to[at] = size;
        return OpCase.of(
                        "slice(SDVariable, int, long, long)",
                        x -> Arrange.slice(x.get(0), axis, begin, size),
                        x -> Plain.fill(to, index -> {
                            long[] source = index.clone();
                            source[at] += begin;
                            return x.get(0).at(source);
                        }),
                        normal(from))
                .with("axis " + axis + " from " + begin + " size " + size);
    }

    private static Stream<OpCase> splits() {
        Stream<OpCase> all = Stream.of(
                        new long[][] {shape(4), shape(0), shape(2)},
                        new long[][] {shape(3), shape(-1), shape(1)},
                        new long[][] {shape(1, 6), shape(1), shape(3)},
                        new long[][] {shape(6, 1), shape(0), shape(6)},
                        new long[][] {shape(2, 6), shape(-1), shape(2)},
                        new long[][] {shape(2, 4, 3), shape(-2), shape(4)},
                        new long[][] {shape(2, 1, 3, 4), shape(3), shape(2)})
                .map(c -> split(c[0], (int) c[1][0], (int) c[2][0]));
        return Stream.concat(all, Stream.of(lastPart()));
    }

    /** The parts joined backwards along the first axis. */
    private static OpCase split(long[] from, int axis, int parts) {
        int at = Math.floorMod(axis, from.length);
        long[] one = from.clone();
        one[at] /= parts;
        long[] to = one.clone();
        to[0] *= parts;
        return OpCase.of(
                        "split(SDVariable, int, int)",
                        x -> {
                            List<SDVariable> cut = new ArrayList<>(Arrange.split(x.get(0), axis, parts));
                            Collections.reverse(cut);
                            return Arrange.concat(0, cut.toArray(SDVariable[]::new));
                        },
                        x -> Plain.fill(to, index -> {
                            long[] source = index.clone();
                            source[0] %= one[0];
                            source[at] += (parts - 1 - index[0] / one[0]) * one[at];
                            return x.get(0).at(source);
                        }),
                        normal(from))
                .with("axis " + axis + " into " + parts);
    }

    /** Parts that nobody uses get the gradient zero. */
    private static OpCase lastPart() {
        return OpCase.of(
                        "split(SDVariable, int, int)",
                        x -> Arrange.split(x.get(0), 1, 3).get(2),
                        x -> Plain.fill(shape(2, 2), index -> x.get(0).at(index[0], 4 + index[1])),
                        normal(shape(2, 6)))
                .with("the last of 3 only");
    }

    private static Stream<OpCase> gathers() {
        return Stream.of(
                gather(shape(4, 3), Nd4j.createFromArray(new int[] {2, 0})),
                gather(shape(4, 3), Nd4j.createFromArray(new int[] {1, 1, 3, 1})),
                gather(shape(4, 3), Nd4j.createFromArray(new int[] {3})),
                gather(shape(4, 3), Nd4j.createFromArray(new int[][] {{0, 1}, {1, 3}, {1, 1}})),
                gather(shape(4, 3), Nd4j.createFromArray(new int[][] {{2}})),
                gather(shape(4, 1), Nd4j.createFromArray(new int[][] {{0, 1}, {1, 3}})),
                gather(shape(1, 3), Nd4j.createFromArray(new int[][] {{0, 0}})),
                gather(shape(4), Nd4j.createFromArray(new int[] {3, 0, 3})),
                gather(shape(4), Nd4j.createFromArray(new int[][] {{3, 0, 3}, {1, 1, 2}})),
                gather(shape(1), Nd4j.createFromArray(new int[][] {{0, 0}})),
                gather(shape(3, 2, 2), Nd4j.createFromArray(new int[] {1, 2, 1})),
                gather(shape(3, 2), Nd4j.createFromArray(new int[][][] {{{1, 2}, {1, 0}}})));
    }

    private static OpCase gather(long[] table, INDArray ids) {
        Plain wanted = Plain.of(ids);
        long[] to = Arrays.copyOf(wanted.shape, wanted.shape.length + table.length - 1);
        System.arraycopy(table, 1, to, wanted.shape.length, table.length - 1);
        return new OpCase(
                "gather(SDVariable, SDVariable)",
                Arrays.toString(table) + " by " + ids.toString().replace('\n', ' '),
                List.of(Init.normal(1, table)),
                false,
                Map.of("ids", ids),
                (s, x) -> Arrange.gather(x.get(0), s.ids("ids", (int) table[0], ids.shape())),
                x -> Plain.fill(to, index -> {
                    long[] row = Arrays.copyOfRange(index, wanted.shape.length - 1, index.length);
                    row[0] = (long) wanted.at(Arrays.copyOf(index, wanted.shape.length));
                    return x.get(0).at(row);
                }));
    }

    private static Stream<OpCase> scatters() {
        return Stream.of(
                scatter(shape(4, 3), 2, 0),
                scatter(shape(4, 3), 1, 1, 3, 1, 1),
                scatter(shape(1, 3), 0, 0),
                scatter(shape(4, 1), 3),
                scatter(shape(3, 2, 2), 1, 2, 1),
                scatter(shape(3, 2, 1, 2), 2, 2));
    }

    private static OpCase scatter(long[] onto, int... ids) {
        long[] rows = onto.clone();
        rows[0] = ids.length;
        return new OpCase(
                "scatterAdd(SDVariable, SDVariable, SDVariable)",
                Arrays.toString(onto) + " at " + Arrays.toString(ids),
                List.of(normal(onto, rows)),
                false,
                Map.of("ids", Nd4j.createFromArray(ids)),
                (s, x) -> Arrange.scatterAdd(x.get(0), s.ids("ids", (int) onto[0], ids.length), x.get(1)),
                x -> Plain.fill(onto, index -> {
                    double sum = x.get(0).at(index);
                    long[] row = index.clone();
                    for (int i = 0; i < ids.length; i++) {
                        row[0] = i;
                        if (ids[i] == index[0]) sum += x.get(1).at(row);
                    }
                    return sum;
                }));
    }

    private static Stream<OpCase> choices() {
        // The condition is an operand like the others: no gradient may flow to it.
        return ArithmeticCases.SHAPES.stream()
                .map(s -> OpCase.of(
                        "where(SDVariable, SDVariable, SDVariable)",
                        x -> Arrange.where(x.get(0), x.get(1), x.get(2)),
                        x -> Plain.fill(s, index -> (x.get(0).at(index) > 0 ? x.get(1) : x.get(2)).at(index)),
                        normal(s, s, s)));
    }
}
