package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An array in plain Java, row-major: the independent oracle for values and shapes. */
final class Plain {
    final double[] data;
    final long[] shape;

    Plain(double[] data, long... shape) {
        this.data = data;
        this.shape = shape;
    }

    static Plain zeros(long... shape) {
        return new Plain(new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
    }

    static Plain of(INDArray array) {
        return new Plain(array.dup('c').data().asDouble(), array.shape());
    }

    double at(long... index) {
        return data[offset(index)];
    }

    void add(double value, long... index) {
        data[offset(index)] += value;
    }

    /** The entry that broadcasting puts at {@code index} of a result of higher or equal rank. */
    private double broadcastAt(long[] index) {
        long[] own = new long[shape.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = shape[i] == 1 ? 0 : index[index.length - own.length + i];
        }
        return at(own);
    }

    private int offset(long... index) {
        long offset = 0;
        for (int i = 0; i < shape.length; i++) offset = offset * shape[i] + index[i];
        return (int) offset;
    }

    long[] index(int offset) {
        long[] index = new long[shape.length];
        for (int i = shape.length - 1; i >= 0; i--) {
            index[i] = offset % shape[i];
            offset /= (int) shape[i];
        }
        return index;
    }

    Plain map(DoubleUnaryOperator f) {
        return new Plain(Arrays.stream(data).map(f).toArray(), shape);
    }

    static Plain zip(Plain a, Plain b, DoubleBinaryOperator f) {
        long[] shape = new long[Math.max(a.shape.length, b.shape.length)];
        Arrays.fill(shape, 1);
        for (Plain p : new Plain[] {a, b}) {
            for (int i = 0; i < p.shape.length; i++) {
                int at = shape.length - p.shape.length + i;
                shape[at] = Math.max(shape[at], p.shape[i]);
            }
        }
        return fill(shape, index -> f.applyAsDouble(a.broadcastAt(index), b.broadcastAt(index)));
    }

    static Plain fill(long[] shape, ToDoubleFunction<long[]> value) {
        Plain out = zeros(shape);
        for (int i = 0; i < out.data.length; i++) out.data[i] = value.applyAsDouble(out.index(i));
        return out;
    }

    /** Folds all entries that differ only in {@code axes} (none: in any axis). */
    Plain fold(boolean keepDims, int[] axes, ToDoubleFunction<double[]> f) {
        boolean[] gone = new boolean[shape.length];
        for (int axis : axes) gone[Math.floorMod(axis, shape.length)] = true;
        if (axes.length == 0) Arrays.fill(gone, true);
        long[] kept = shape.clone();
        for (int i = 0; i < kept.length; i++) if (gone[i]) kept[i] = 1;
        Plain out = fill(kept, target -> f.applyAsDouble(members(target, gone)));
        if (keepDims) return out;
        long[] left = java.util.stream.IntStream.range(0, kept.length)
                .filter(i -> !gone[i])
                .mapToLong(i -> kept[i])
                .toArray();
        return new Plain(out.data, left);
    }

    private double[] members(long[] target, boolean[] gone) {
        return java.util.stream.IntStream.range(0, data.length)
                .filter(i -> {
                    long[] index = index(i);
                    for (int k = 0; k < index.length; k++) if (!gone[k] && index[k] != target[k]) return false;
                    return true;
                })
                .mapToDouble(i -> data[i])
                .toArray();
    }

    /** Replaces each line along {@code axis}. */
    Plain along(int axis, UnaryOperator<double[]> f) {
        int at = Math.floorMod(axis, shape.length);
        boolean[] gone = new boolean[shape.length];
        gone[at] = true;
        return fill(shape, index -> f.apply(members(index, gone))[(int) index[at]]);
    }

    static Plain matmul(Plain a, Plain b, boolean transposeA, boolean transposeB) {
        Plain left = transposeA ? a.swapped() : a;
        Plain right = transposeB ? b.swapped() : b;
        int rank = left.shape.length;
        long[] shape = left.shape.clone();
        shape[rank - 1] = right.shape[right.shape.length - 1];
        return fill(shape, index -> {
            double sum = 0;
            for (int k = 0; k < left.shape[rank - 1]; k++) {
                long[] row = index.clone();
                row[rank - 1] = k;
                long[] column = Arrays.copyOfRange(index, rank - right.shape.length, rank);
                column[column.length - 2] = k;
                sum += left.at(row) * right.at(column);
            }
            return sum;
        });
    }

    private Plain swapped() {
        int rank = shape.length;
        int[] axes = java.util.stream.IntStream.range(0, rank).toArray();
        axes[rank - 1] = rank - 2;
        axes[rank - 2] = rank - 1;
        return permute(axes);
    }

    Plain permute(int... axes) {
        long[] to = new long[axes.length];
        for (int i = 0; i < to.length; i++) to[i] = shape[Math.floorMod(axes[i], to.length)];
        return fill(to, index -> {
            long[] from = new long[index.length];
            for (int i = 0; i < from.length; i++) from[Math.floorMod(axes[i], from.length)] = index[i];
            return at(from);
        });
    }
}
