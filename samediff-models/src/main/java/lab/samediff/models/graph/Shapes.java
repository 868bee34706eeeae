package lab.samediff.models.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Shape rules of the ops; -1 is a size that is known only when the graph runs. A null result says "does not fit". */
final class Shapes {
    private Shapes() {}

    /** NumPy's broadcasting: sizes are matched from the right and must be equal or 1. */
    static long @Nullable [] broadcast(long[] a, long[] b) {
        int rank = Math.max(a.length, b.length);
        long[] out = new long[rank];
        for (int i = 0; i < rank; i++) {
            long p = fromRight(a, i);
            long q = fromRight(b, i);
            if (p != q && p > 1 && q > 1) return null;
            // An unknown size next to 1 stays unknown; next to a known size it must turn out to be that or 1.
            out[rank - 1 - i] = p == 1 ? q : q == 1 ? p : Math.max(p, q);
        }
        return out;
    }

    private static long fromRight(long[] shape, int i) {
        return i < shape.length ? shape[shape.length - 1 - i] : 1;
    }

    /** [..., n, k] times [..., k, m] with equal leading sizes, after transposing the last two where asked. */
    static long @Nullable [] matmul(long[] a, long[] b, boolean transposeA, boolean transposeB) {
        int rank = a.length;
        if (rank < 2 || b.length != rank) return null;
        for (int i = 0; i < rank - 2; i++) if (!agree(a[i], b[i])) return null;
        long n = transposeA ? a[rank - 1] : a[rank - 2];
        long k = transposeA ? a[rank - 2] : a[rank - 1];
        long k2 = transposeB ? b[rank - 1] : b[rank - 2];
        long m = transposeB ? b[rank - 2] : b[rank - 1];
        if (!agree(k, k2)) return null;
        long[] out = a.clone();
        for (int i = 0; i < rank - 2; i++) out[i] = Math.max(a[i], b[i]);
        out[rank - 2] = n;
        out[rank - 1] = m;
        return out;
    }

    static boolean agree(long p, long q) {
        return p == q || p == -1 || q == -1;
    }

    /** Whether two shapes can turn out to be the same. */
    static boolean agree(long[] a, long[] b) {
        boolean same = a.length == b.length;
        for (int i = 0; same && i < a.length; i++) same = agree(a[i], b[i]);
        return same;
    }

    /** Axes in [-rank, rank) as sorted distinct axes in [0, rank); null if one is outside or named twice. */
    static int @Nullable [] axes(int rank, int... axes) {
        int[] out = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            if (axes[i] < -rank || axes[i] >= rank) return null;
            out[i] = axes[i] < 0 ? axes[i] + rank : axes[i];
        }
        Arrays.sort(out);
        for (int i = 1; i < out.length; i++) if (out[i] == out[i - 1]) return null;
        return out;
    }

    /** The shape left after reducing the (sorted, non-negative) axes; none means all. */
    static long[] reduce(long[] shape, boolean keepDims, int... axes) {
        boolean[] gone = new boolean[shape.length];
        if (axes.length == 0) Arrays.fill(gone, true);
        for (int axis : axes) gone[axis] = true;
        long[] kept = new long[shape.length];
        int n = 0;
        for (int i = 0; i < shape.length; i++) {
            if (!gone[i]) kept[n++] = shape[i];
            else if (keepDims) kept[n++] = 1;
        }
        return Arrays.copyOf(kept, n);
    }

    /** The number of entries, or -1 if a size is unknown. */
    static long count(long... shape) {
        long product = 1;
        for (long size : shape) {
            if (size == -1) return -1;
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    /** {@code wanted} with its -1 filled in if that can be known; null if the counts cannot be equal. */
    static long @Nullable [] reshape(long[] from, long... wanted) {
        int hole = -1;
        long rest = 1;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == -1 && hole >= 0) return null;
            if (wanted[i] == -1) hole = i;
            else rest = Math.multiplyExact(rest, wanted[i]);
        }
        long[] out = wanted.clone();
        long have = count(from);
        if (have == -1) return hole >= 0 ? out : null;
        if (hole < 0) return have == rest ? out : null;
        if (rest == 0 || have % rest != 0) return null;
        out[hole] = have / rest;
        return out;
    }

    /** [batch, height, width, in] under a kernel [height, width, in, out]; stride is at most a side of the kernel. */
    static long @Nullable [] conv2d(long[] x, long[] kernel, int stride, boolean same) {
        if (!image(x, kernel, stride) || !agree(x[3], kernel[2])) return null;
        long[] out = {x[0], 0, 0, kernel[3]};
        for (int side = 0; side < 2; side++) {
            long size = x[1 + side];
            long covered = same ? size - 1 : size - kernel[side];
            if (size != -1 && covered < 0) return null;
            out[1 + side] = size == -1 ? -1 : covered / stride + 1;
        }
        return out;
    }

    /** [batch, height, width, in] under a kernel [height, width, out, in], each side {@code stride} times as long. */
    static long @Nullable [] transposedConv2d(long[] x, long[] kernel, int stride) {
        if (!image(x, kernel, stride) || !agree(x[3], kernel[3])) return null;
        long[] out = {x[0], x[1], x[2], kernel[2]};
        for (int axis = 1; axis <= 2; axis++) if (out[axis] != -1) out[axis] *= stride;
        return out;
    }

    private static boolean image(long[] x, long[] kernel, int stride) {
        return x.length == 4 && kernel.length == 4 && stride >= 1 && stride <= Math.min(kernel[0], kernel[1]);
    }
}
