package lab.samediff.experiments.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import lab.samediff.models.graphs.Adjacency;
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

    /** All entries 1. */
    INDArray ones(int... shape) {
        return Nd4j.ones(sizes(shape));
    }

    /**
     * Normalised adjacency matrices [count, nodes, nodes] of chains with a few bonds more, as molecules are: each node is
     * bound to the next and every fourth to another one.
     */
    INDArray chains(int count, int nodes) {
        float[][][] all = new float[count][][];
        for (int graph = 0; graph < count; graph++) {
            float[][] bonds = new float[nodes][nodes];
            for (int node = 1; node < nodes; node++) {
                int other = node % 4 == 0 ? random.nextInt(node) : node - 1;
                bonds[node][node - 1] = bonds[node - 1][node] = 1;
                bonds[node][other] = bonds[other][node] = 1;
            }
            all[graph] = Adjacency.normalised(bonds, nodes);
        }
        return Nd4j.createFromArray(all);
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static long[] sizes(int[] shape) {
        return Arrays.stream(shape).asLongStream().toArray();
    }
}
