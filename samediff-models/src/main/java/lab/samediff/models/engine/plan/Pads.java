package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.samediff.models.engine.kernels.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Arrays put together from pieces along an axis, some of them zeros: what the gradient of a slice is. The gradients of
 * many slices of one array would be added up as full arrays; here pieces that meet only zeros are placed, not added.
 */
final class Pads {
    private Pads() {}

    /** {@code x} at {@code begin} along {@code axis} of zeros of {@code shape}. */
    static Value pad(Builder builder, Value x, int axis, int begin, int... shape) {
        List<Value> pieces = new ArrayList<>();
        zeros(builder, pieces, axis, begin, shape);
        pieces.add(x);
        zeros(builder, pieces, axis, shape[axis] - begin - x.size(axis), shape);
        return concat(builder, axis, pieces);
    }

    static Value concat(Builder builder, int axis, List<Value> pieces) {
        if (pieces.size() == 1) return pieces.get(0);
        int[] shape = pieces.get(0).shape();
        shape[axis] = pieces.stream().mapToInt(piece -> piece.size(axis)).sum();
        return builder.node(new Op.Concat(axis), shape, pieces.toArray(Value[]::new));
    }

    private static void zeros(Builder builder, List<Value> pieces, int axis, int length, int... shape) {
        if (length == 0) return;
        int[] sizes = shape.clone();
        sizes[axis] = length;
        pieces.add(builder.uniform(0, sizes));
    }

    /** a + b where both are put together along one axis and no piece need be cut; null otherwise. */
    static @Nullable Value add(Builder builder, Value a, Value b) {
        Integer axis = axis(builder, a);
        if (axis == null || !axis.equals(axis(builder, b)) || !Arrays.equals(a.shape(), b.shape())) return null;
        List<Value> joined = new ArrayList<>();
        List<Value> left = pieces(a);
        List<Value> right = pieces(b);
        int at = 0;
        while (at < a.size(axis)) {
            Value x = cut(builder, left, axis, at);
            Value y = cut(builder, right, axis, at);
            if (x == null || y == null) return null;
            int length = Math.min(x.size(axis), y.size(axis));
            boolean cutX = x.size(axis) > length;
            boolean cutY = y.size(axis) > length;
            if (cutX && builder.number(x) == null) return null;
            if (cutY && builder.number(y) == null) return null;
            joined.add(builder.binary(Binary.ADD, x.slice(axis, 0, length), y.slice(axis, 0, length)));
            at += length;
        }
        return concat(builder, axis, joined);
    }

    /** What is left from {@code at} on of the piece there; null inside of a piece that is not zeros. */
    private static @Nullable Value cut(Builder builder, List<Value> pieces, int axis, int at) {
        int begin = 0;
        for (Value piece : pieces) {
            int end = begin + piece.size(axis);
            if (at < end) {
                if (at == begin) return piece;
                return builder.number(piece) == null ? null : piece.slice(axis, at - begin, end - at);
            }
            begin = end;
        }
        return null;
    }

    private static List<Value> pieces(Value whole) {
        Node producer = whole.root.producer;
        if (producer == null) throw new IllegalStateException(whole + " is not put together");
        return producer.inputs;
    }

    private static @Nullable Integer axis(Builder builder, Value x) {
        Node producer = x.root.producer;
        if (producer == null || !(producer.op instanceof Op.Concat concat) || !x.whole()) return null;
        boolean hasZeros = producer.inputs.stream().anyMatch(piece -> builder.number(piece) != null);
        return hasZeros && Arrays.equals(producer.output().shape(), x.shape()) ? concat.axis() : null;
    }
}
