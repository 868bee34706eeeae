package lab.samediff.models.engine.plan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A strided view of a {@link Root}: reshaping, permuting, slicing and broadcasting (stride 0) cost nothing. Entry
 * (i, j, ...) is entry offset + i·strides[0] + j·strides[1] + ... of the root.
 */
final class Value {
    final Root root;
    final int offset;
    private final int[] shape;
    private final int[] strides;

    Value(Root root, int offset, int[] shape, int[] strides) {
        this.root = root;
        this.offset = offset;
        this.shape = shape.clone();
        this.strides = strides.clone();
    }

    /** The whole of {@code root}, by rows. */
    static Value of(Root root, int... shape) {
        return new Value(root, 0, shape, Sizes.strides(shape));
    }

    int[] shape() {
        return shape.clone();
    }

    int[] strides() {
        return strides.clone();
    }

    int rank() {
        return shape.length;
    }

    /** Size of {@code axis}; negative axes count from the end. */
    int size(int axis) {
        return shape[axis < 0 ? axis + shape.length : axis];
    }

    int stride(int axis) {
        return strides[axis < 0 ? axis + shape.length : axis];
    }

    int size() {
        return Sizes.count(shape);
    }

    /** Whether the entries lie side by side in row-major order. */
    boolean contiguous() {
        int expected = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] == 1) continue;
            if (strides[i] != expected) return false;
            expected *= shape[i];
        }
        return true;
    }

    /** Whether this is all of its root in row-major order. */
    boolean whole() {
        return offset == 0 && size() == root.size && contiguous();
    }

    /** Whether all entries are one. */
    boolean uniform() {
        for (int i = 0; i < shape.length; i++) if (shape[i] != 1 && strides[i] != 0) return false;
        return true;
    }

    Value permute(int... axes) {
        int[] sizes = new int[shape.length];
        int[] steps = new int[shape.length];
        for (int i = 0; i < axes.length; i++) {
            sizes[i] = shape[axes[i]];
            steps[i] = strides[axes[i]];
        }
        return new Value(root, offset, sizes, steps);
    }

    Value slice(int axis, int begin, int length) {
        int[] sizes = shape.clone();
        sizes[axis] = length;
        return new Value(root, offset + begin * strides[axis], sizes, strides);
    }

    /** Stretches sizes of 1, and adds axes in front, up to {@code wanted}. */
    Value broadcast(int... wanted) {
        int missing = wanted.length - shape.length;
        int[] steps = new int[wanted.length];
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == wanted[missing + i]) steps[missing + i] = strides[i];
            else if (shape[i] != 1)
                throw new IllegalArgumentException(this + " does not broadcast to " + Arrays.toString(wanted));
        }
        return new Value(root, offset, wanted, steps);
    }

    /** Sizes of stretched axes put back to 1. */
    Value unstretched() {
        int[] sizes = shape.clone();
        for (int i = 0; i < sizes.length; i++) if (strides[i] == 0) sizes[i] = 1;
        return new Value(root, offset, sizes, strides);
    }

    /** The same entries in the same order under another shape, or null where that needs a copy. */
    @Nullable
    Value reshape(int... wanted) {
        int[] steps = new int[wanted.length];
        int from = 0;
        int to = 0;
        while (from < shape.length || to < wanted.length) {
            int fromEnd = from;
            int toEnd = to;
            long have = fromEnd < shape.length ? shape[fromEnd++] : 1;
            long need = toEnd < wanted.length ? wanted[toEnd++] : 1;
            while (have != need) {
                if (have < need) have *= shape[fromEnd++];
                else need *= wanted[toEnd++];
            }
            int step = groupStride(from, fromEnd);
            if (step < 0) return null;
            for (int i = toEnd - 1; i >= to; i--) {
                steps[i] = wanted[i] == 1 ? 0 : step;
                step *= wanted[i];
            }
            from = fromEnd;
            to = toEnd;
        }
        return new Value(root, offset, wanted, steps);
    }

    /** The stride with which the axes [from, end) walk as if they were one; -1 if they do not. */
    private int groupStride(int from, int end) {
        int step = 0;
        int next = -1;
        for (int i = end - 1; i >= from; i--) {
            if (shape[i] == 1) continue;
            if (next < 0) step = strides[i];
            else if (strides[i] != next) return -1;
            next = strides[i] * shape[i];
        }
        return step;
    }

    @Override
    public String toString() {
        return root.name + Arrays.toString(shape);
    }
}
