package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How a parameter begins: its shape and the distributions from which each entry is drawn on its own. */
public final class Init {
    private final long[] shape;
    private final Fill fill;

    private interface Fill {
        void from(RandomGenerator random, double[] values);
    }

    private Init(Fill fill, long... shape) {
        for (long size : shape) {
            if (size < 1) {
                throw new IllegalArgumentException("a parameter needs positive sizes, got " + Arrays.toString(shape));
            }
        }
        this.shape = shape.clone();
        this.fill = fill;
    }

    private static Init each(ToDoubleFunction<RandomGenerator> draw, long... shape) {
        return new Init((random, values) -> Arrays.setAll(values, i -> draw.applyAsDouble(random)), shape);
    }

    /** All entries 0. */
    public static Init zeros(long... shape) {
        return constant(0, shape);
    }

    /** All entries 1. */
    public static Init ones(long... shape) {
        return constant(1, shape);
    }

    /** All entries equal to {@code value}. */
    public static Init constant(double value, long... shape) {
        return each(random -> value, shape);
    }

    /** Entries from N(0, deviation²). */
    public static Init normal(double deviation, long... shape) {
        return each(random -> deviation * random.nextGaussian(), shape);
    }

    /** Entries uniform on [-bound, bound). */
    public static Init uniform(double bound, long... shape) {
        return each(random -> bound * (2 * random.nextDouble() - 1), shape);
    }

    /** A weight [in, out] uniform on ±1/√in, which is what common frameworks do for a linear layer. */
    public static Init fanIn(long in, long out) {
        return uniform(1 / Math.sqrt((double) in), in, out);
    }

    /** A weight [in, out] uniform on ±√(6/(in+out)). Glorot and Bengio 2010, AISTATS, eq. 16. */
    public static Init glorot(long in, long out) {
        return uniform(Math.sqrt(6.0 / ((double) in + out)), in, out);
    }

    /**
     * A weight [in, out] whose shorter side is {@code gain} times an orthonormal set, spread evenly over all such sets:
     * WᵀW = gain² I if in ≥ out, else WWᵀ = gain² I. Saxe et al. 2014, arXiv:1312.6120, section 3.
     */
    public static Init orthogonal(double gain, long in, long out) {
        int rows = Math.toIntExact(in);
        int columns = Math.toIntExact(out);
        return new Init((random, values) -> Orthogonal.fill(random, gain, rows, columns, values), in, out);
    }

    /** A vector whose stretches begin as these vectors do. */
    public static Init joined(Init... parts) {
        for (Init part : parts) {
            if (part.shape.length != 1) {
                throw new IllegalArgumentException("only vectors are joined, got " + Arrays.toString(part.shape));
            }
        }
        Fill fill = (random, values) -> {
            int at = 0;
            for (Init part : parts) {
                double[] stretch = part.values(random);
                System.arraycopy(stretch, 0, values, at, stretch.length);
                at += stretch.length;
            }
        };
        return new Init(
                fill, Arrays.stream(parts).mapToLong(part -> part.shape[0]).sum());
    }

    private double[] values(RandomGenerator random) {
        double[] values = new double[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        fill.from(random, values);
        return values;
    }

    long[] shape() {
        return shape.clone();
    }

    INDArray create(RandomGenerator random, DataType type) {
        double[] values = values(random);
        // dup: a reshaped array is a view, of which SameDiff would keep a copy instead of sharing it.
        return Nd4j.createFromArray(values).castTo(type).reshape(shape).dup('c');
    }
}
