package lab.samediff.experiments.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Made-up batches: the time of a step does not depend on what the numbers mean. */
final class Draws {
    private final RandomGenerator random;

    Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Entries from N(0, 1). */
    INDArray normal(int... shape) {
        float[] values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return Nd4j.createFromArray(values).reshape(sizes(shape));
    }

    /** Entries uniform on [0, 1). */
    INDArray uniform(int... shape) {
        float[] values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) values[i] = random.nextFloat();
        return Nd4j.createFromArray(values).reshape(sizes(shape));
    }

    /** Integers uniform on 0 to {@code limit} - 1. */
    INDArray ids(int limit, int... shape) {
        int[] values = new int[size(shape)];
        for (int i = 0; i < values.length; i++) values[i] = random.nextInt(limit);
        return Nd4j.createFromArray(values).reshape(sizes(shape));
    }

    /** Rows [rows, classes] with a single 1 at a random column. */
    INDArray oneHot(int rows, int classes) {
        float[] values = new float[rows * classes];
        for (int row = 0; row < rows; row++) values[row * classes + random.nextInt(classes)] = 1;
        return Nd4j.createFromArray(values).reshape(rows, classes);
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static long[] sizes(int[] shape) {
        return Arrays.stream(shape).asLongStream().toArray();
    }
}
