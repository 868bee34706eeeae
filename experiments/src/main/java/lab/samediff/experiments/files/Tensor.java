package lab.samediff.experiments.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An array of numbers as it is in a file. Two are equal if their types, shapes and bits are.
 *
 * @param dtype the type of the numbers
 * @param shape the sizes, none negative; empty for a single number
 * @param data the numbers in row-major order, little-endian; not copied, and read only
 */
public record Tensor(Dtype dtype, List<Long> shape, ByteBuffer data) {

    /** @throws IllegalArgumentException if a size is negative or the shape does not fit the data */
    public Tensor {
        shape = List.copyOf(shape);
        data = data.slice().asReadOnlyBuffer();
        if (shape.stream().anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("shape " + shape + " has a negative size");
        }
        if (dtype.bytes(shape) != data.remaining()) {
            throw new IllegalArgumentException(
                    dtype + " of shape " + shape + " has " + dtype.bytes(shape) + " bytes, not " + data.remaining());
        }
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    public static Tensor of(float[] values, long... shape) {
        ByteBuffer data = data(Dtype.F32, values.length);
        data.asFloatBuffer().put(values);
        return new Tensor(Dtype.F32, sizes(shape), data);
    }

    public static Tensor of(double[] values, long... shape) {
        ByteBuffer data = data(Dtype.F64, values.length);
        data.asDoubleBuffer().put(values);
        return new Tensor(Dtype.F64, sizes(shape), data);
    }

    public static Tensor of(long[] values, long... shape) {
        ByteBuffer data = data(Dtype.I64, values.length);
        data.asLongBuffer().put(values);
        return new Tensor(Dtype.I64, sizes(shape), data);
    }

    public static Tensor of(int[] values, long... shape) {
        ByteBuffer data = data(Dtype.I32, values.length);
        data.asIntBuffer().put(values);
        return new Tensor(Dtype.I32, sizes(shape), data);
    }

    public static Tensor of(byte[] values, long... shape) {
        return new Tensor(Dtype.U8, sizes(shape), ByteBuffer.wrap(values.clone()));
    }

    /** The numbers of an F32. @throws IllegalStateException if it is another */
    public float[] floats() {
        float[] values = new float[count(Dtype.F32)];
        data().asFloatBuffer().get(values);
        return values;
    }

    /** The numbers of an F64. @throws IllegalStateException if it is another */
    public double[] doubles() {
        double[] values = new double[count(Dtype.F64)];
        data().asDoubleBuffer().get(values);
        return values;
    }

    /** The numbers of an I64. @throws IllegalStateException if it is another */
    public long[] longs() {
        long[] values = new long[count(Dtype.I64)];
        data().asLongBuffer().get(values);
        return values;
    }

    /** The numbers of an I32. @throws IllegalStateException if it is another */
    public int[] ints() {
        int[] values = new int[count(Dtype.I32)];
        data().asIntBuffer().get(values);
        return values;
    }

    /** The numbers of a U8, 128 to 255 as -128 to -1. @throws IllegalStateException if it is another */
    public byte[] bytes() {
        byte[] values = new byte[count(Dtype.U8)];
        data().get(values);
        return values;
    }

    /** Whether none of the numbers is NaN or infinite; whole numbers never are. */
    public boolean isFinite() {
        ByteBuffer numbers = data();
        while (numbers.hasRemaining()) {
            boolean finite =
                    switch (dtype) {
                        case F32 -> Float.isFinite(numbers.getFloat());
                        case F64 -> Double.isFinite(numbers.getDouble());
                        default -> {
                            numbers.position(numbers.limit());
                            yield true;
                        }
                    };
            if (!finite) return false;
        }
        return true;
    }

    private int count(Dtype wanted) {
        if (dtype != wanted) throw new IllegalStateException("the tensor is " + dtype + ", not " + wanted);
        return data.remaining() / dtype.bytes();
    }

    private static ByteBuffer data(Dtype dtype, int count) {
        return ByteBuffer.allocate(Math.multiplyExact(count, dtype.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Long> sizes(long... shape) {
        return LongStream.of(shape).boxed().toList();
    }
}
