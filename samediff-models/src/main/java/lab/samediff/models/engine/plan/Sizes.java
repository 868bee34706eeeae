package lab.samediff.models.engine.plan;

import java.util.Arrays;

/** Arithmetic on shapes that are fully known. */
final class Sizes {
    private Sizes() {}

    /** @throws UnsupportedException if there are more than 2³¹ − 1, for plans count in ints */
    static int count(int... shape) {
        long count = 1;
        for (int size : shape) {
            count *= size;
            if (count > Integer.MAX_VALUE)
                throw new UnsupportedException("so many numbers as in " + Arrays.toString(shape));
        }
        return (int) count;
    }

    /** The greatest common divisor. */
    static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /** Row-major strides. */
    static int[] strides(int... shape) {
        int[] strides = new int[shape.length];
        int step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    static int[] broadcast(int[] a, int... b) {
        int[] longer = a.length >= b.length ? a : b;
        int[] shorter = longer == a ? b : a;
        int[] out = longer.clone();
        int missing = longer.length - shorter.length;
        for (int i = 0; i < shorter.length; i++) {
            if (out[missing + i] == 1) out[missing + i] = shorter[i];
            else if (shorter[i] != 1 && shorter[i] != out[missing + i]) {
                throw new IllegalArgumentException(
                        Arrays.toString(a) + " and " + Arrays.toString(b) + " do not broadcast");
            }
        }
        return out;
    }

    static int[] ints(long... shape) {
        return Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    }

    static long[] longs(int... shape) {
        return Arrays.stream(shape).mapToLong(i -> i).toArray();
    }

    static int[] permuted(int[] shape, int... axes) {
        return Arrays.stream(axes).map(axis -> shape[axis]).toArray();
    }
}
