package lab.samediff.models.engine.kernels;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Tile memory full of numbers, for tests. */
final class TileMemory {
    /** Where the arithmetic of floats is at its edges. */
    private static final float[] SPECIAL = {
        0,
        -0f,
        1,
        -1,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        1e-40f,
        -1e-40f,
        Float.MIN_NORMAL,
        1e-30f,
        -1e-30f,
        1e30f,
        -1e30f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0.5f,
        -0.5f,
        0.92f,
        -3.92f,
        3.93f,
        9,
        -9,
        16,
        -17,
        88.7f,
        -87,
        89,
        -104,
        -110,
        1e5f,
        -1e7f,
        1e-8f,
        -1e-4f
    };

    private TileMemory() {}

    /** The kernels of every kind. */
    static List<Kernels> kinds() {
        Kernels best = Kernels.best();
        if (best instanceof PlainKernels) throw new AssertionError("the tests run without the vector kernels");
        return List.of(new PlainKernels(), best);
    }

    /** Normal numbers of several scales with the special ones sprinkled in, at places that depend on the seed. */
    static float[] wild(int length, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        float[] t = new float[length];
        for (int i = 0; i < length; i++) {
            double scale = Math.pow(10, random.nextInt(-3, 3));
            t[i] = random.nextInt(3) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) (scale * random.nextGaussian());
        }
        return t;
    }

    /** Standard normal numbers. */
    static float[] normal(int length, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        float[] t = new float[length];
        for (int i = 0; i < length; i++) t[i] = (float) random.nextGaussian();
        return t;
    }

    static IntStream lengths() {
        return IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(1000));
    }

    static int padded(int n) {
        return (n + Kernels.SPARE - 1) / Kernels.SPARE * Kernels.SPARE;
    }
}
