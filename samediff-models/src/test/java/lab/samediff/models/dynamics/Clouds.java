package lab.samediff.models.dynamics;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Point clouds for tests. */
final class Clouds {
    private Clouds() {}

    /** n standard normal points in d dimensions, float64. */
    static INDArray normal(int n, int d, Random random) {
        double[][] points = new double[n][d];
        for (double[] point : points) {
            for (int k = 0; k < d; k++) {
                point[k] = random.nextGaussian();
            }
        }
        return Nd4j.createFromArray(points);
    }

    /** n points of a grid of three by three, so that most coincide and most distances are tied. */
    static INDArray tied(int n, Random random) {
        double[][] points = new double[n][2];
        for (double[] point : points) {
            point[0] = random.nextInt(3);
            point[1] = random.nextInt(3);
        }
        return Nd4j.createFromArray(points);
    }

    /** The numbers 0 … n−1 in a random order. */
    static int[] permutation(int n, Random random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int k = random.nextInt(i + 1);
            order[i] = order[k];
            order[k] = i;
        }
        return order;
    }

    /** Σ |a_i − b_p(i)|², by a plain double loop. */
    static double cost(INDArray a, INDArray b, int[] p) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            for (int k = 0; k < a.size(1); k++) {
                double difference = a.getDouble(i, k) - b.getDouble(p[i], k);
                sum += difference * difference;
            }
        }
        return sum;
    }

    /** The matrix of |a_i − b_j|². */
    static double[][] costs(INDArray a, INDArray b) {
        int n = (int) a.size(0);
        double[][] costs = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < a.size(1); k++) {
                    double difference = a.getDouble(i, k) - b.getDouble(j, k);
                    costs[i][j] += difference * difference;
                }
            }
        }
        return costs;
    }

    /** The least cost over all n! assignments of the rows from {@code row} on. */
    static double leastCost(double[][] costs, int row, boolean[] taken) {
        if (row == costs.length) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < costs.length; j++) {
            if (!taken[j]) {
                taken[j] = true;
                least = Math.min(least, costs[row][j] + leastCost(costs, row + 1, taken));
                taken[j] = false;
            }
        }
        return least;
    }
}
