package lab.samediff.models.dynamics;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Costs c_ij = |a_i − b_j|² between two clouds of n points, computed afresh at each call: memory O(n). */
final class SquaredDistances implements Assignment.Costs {
    /** Up to this many coordinates, computing a row again is about as fast as reading it. */
    private static final int FEW = 4;

    private final double[][] from;
    private final double[][] to;

    private SquaredDistances(double[][] from, double[][] to) {
        this.from = from;
        this.to = to;
    }

    /**
     * The assignment of the points [n, ...] of {@code a} to those of {@code b} at the least sum of squared distances. Beyond
     * four coordinates the n² costs are stored, 8n² bytes.
     *
     * @throws IllegalArgumentException if the shapes or types differ, or a coordinate is not finite
     */
    static Assignment match(INDArray a, INDArray b) {
        Rows.requireAlike(a, b);
        SquaredDistances distances = new SquaredDistances(Rows.columns(a), Rows.columns(b));
        return distances.from.length <= FEW ? Assignment.solve(distances) : Assignment.solve(distances.matrix());
    }

    @Override
    public int size() {
        return to[0].length;
    }

    @Override
    public void row(int row, double[] into) {
        Arrays.fill(into, 0);
        for (int k = 0; k < to.length; k++) {
            double centre = from[k][row];
            double[] axis = to[k];
            for (int j = 0; j < into.length; j++) {
                double difference = axis[j] - centre;
                into[j] += difference * difference;
            }
        }
    }

    private double[][] matrix() {
        double[][] matrix = new double[size()][size()];
        for (int i = 0; i < matrix.length; i++) {
            row(i, matrix[i]);
        }
        return matrix;
    }
}
