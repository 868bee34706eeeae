package lab.samediff.experiments.core;

import java.nio.charset.StandardCharsets;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import lab.samediff.models.graph.MemoryLimit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * xoshiro256++ 1.0: 256 bits of state, period 2^256 − 1, state readable and restorable.
 *
 * <p>Blackman and Vigna 2021, Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47(4), arXiv:1805.01407; seeded
 * through SplitMix64 as they advise (Steele, Lea and Flood 2014, Fast Splittable Pseudorandom Number Generators).
 */
public final class SeededRandom implements RandomGenerator {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** A generator whose state is the first four outputs of SplitMix64 from {@code seed}. */
    public SeededRandom(long seed) {
        s0 = mix(seed + GOLDEN);
        s1 = mix(seed + GOLDEN + GOLDEN);
        s2 = mix(seed + GOLDEN + GOLDEN + GOLDEN);
        s3 = mix(seed + GOLDEN + GOLDEN + GOLDEN + GOLDEN);
    }

    /** The stream {@code name} of {@code seed}: the same each time, unrelated to every other name's. */
    public static SeededRandom stream(long seed, String name) {
        long hash = mix(seed + GOLDEN);
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = mix((hash ^ (b & 0xff)) + GOLDEN);
        }
        return new SeededRandom(hash);
    }

    /**
     * The generator that {@link #state} was read from.
     *
     * @throws IllegalArgumentException unless there are four longs, not all zero
     */
    public static SeededRandom restore(long[] state) {
        SeededRandom random = new SeededRandom(0);
        random.go(state);
        return random;
    }

    /** Goes to a state; see {@link #restore}. */
    void go(long[] state) {
        if (state.length != 4 || (state[0] | state[1] | state[2] | state[3]) == 0) {
            throw new IllegalArgumentException("the state of a SeededRandom is four longs, not all zero");
        }
        s0 = state[0];
        s1 = state[1];
        s2 = state[2];
        s3 = state[3];
    }

    /** The four words of state, for {@link #restore}. */
    public long[] state() {
        return new long[] {s0, s1, s2, s3};
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Standard normal numbers, float. */
    INDArray normal(long... shape) {
        return draw(shape, this::nextGaussian);
    }

    /** Numbers uniform in [0, 1), float. */
    INDArray uniform(long... shape) {
        // 24 bits: a double just under 1 would round to 1 as a float.
        return draw(shape, this::nextFloat);
    }

    private static INDArray draw(long[] shape, DoubleSupplier next) {
        long length = 1;
        for (long size : shape) {
            if (size < 1) {
                throw new IllegalArgumentException("a random array with a side of " + size + "; at least 1");
            }
            length = Math.multiplyExact(length, size);
        }
        MemoryLimit.check("an array of random numbers", DataType.FLOAT, shape);
        float[] values = new float[Math.toIntExact(length)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) next.getAsDouble();
        }
        return Nd4j.createFromArray(values).reshape(shape);
    }

    /** The finaliser of SplitMix64. */
    static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
