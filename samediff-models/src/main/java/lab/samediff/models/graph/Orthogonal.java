package lab.samediff.models.graph;

import java.util.random.RandomGenerator;

/** Orthonormal sets of vectors, spread evenly over all such sets. */
final class Orthogonal {
    private Orthogonal() {}

    /** Fills a matrix [rows, columns], row by row, with {@code gain} times an orthonormal set along its shorter side. */
    static void fill(RandomGenerator random, double gain, int rows, int columns, double[] values) {
        boolean tall = rows >= columns;
        double[][] vectors = vectors(random, Math.min(rows, columns), Math.max(rows, columns));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = gain * (tall ? vectors[j][i] : vectors[i][j]);
            }
        }
    }

    /** Normal vectors, made orthonormal one after the other by Gram and Schmidt: no direction is preferred. */
    private static double[][] vectors(RandomGenerator random, int count, int length) {
        double[][] vectors = new double[count][length];
        for (int v = 0; v < count; v++) {
            for (int i = 0; i < length; i++) vectors[v][i] = random.nextGaussian();
            // Twice is enough (Giraud et al. 2005): the second pass removes what rounding left of the first.
            for (int pass = 0; pass < 2; pass++) {
                for (int u = 0; u < v; u++) add(vectors[v], -dot(vectors[v], vectors[u]), vectors[u]);
            }
            double norm = Math.sqrt(dot(vectors[v], vectors[v]));
            for (int i = 0; i < length; i++) vectors[v][i] /= norm;
        }
        return vectors;
    }

    private static void add(double[] to, double factor, double[] vector) {
        for (int i = 0; i < to.length; i++) to[i] += factor * vector[i];
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
