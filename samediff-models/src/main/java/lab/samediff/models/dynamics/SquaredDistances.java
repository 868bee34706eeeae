package lab.samediff.models.dynamics;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Costs c_ij = |a_i − b_j|² between two clouds of n points, computed afresh at each call: memory O(nd). */
final class SquaredDistances implements Costs {
    /** Up to this many coordinates, computing a row again is about as fast as reading it. */
    private static final int FEW = 4;

    /** The coordinates, one array per axis. */
    private final double[][] from;

    private final double[][] to;

    private SquaredDistances(double[][] from, double[][] to) {
        this.from = from;
        this.to = to;
    }

    /** The costs between the rows of a and b [n, ...], in whichever form is faster. */
    static Costs between(INDArray a, INDArray b) {
        Rows.requireAlike(a, b);
        SquaredDistances distances = new SquaredDistances(Rows.columns(a), Rows.columns(b));
        return distances.from.length <= FEW ? distances : new StoredCosts(distances.matrix());
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

    @Override
    public Costs everySecond() {
        return new SquaredDistances(everySecond(from), everySecond(to));
    }

    private static double[][] everySecond(double[][] axes) {
        double[][] half = new double[axes.length][axes[0].length / 2];
        for (int k = 0; k < axes.length; k++) {
            double[] axis = axes[k];
            Arrays.setAll(half[k], i -> axis[2 * i]);
        }
        return half;
    }

    private double[][] matrix() {
        double[][] matrix = new double[size()][size()];
        for (int i = 0; i < matrix.length; i++) {
            row(i, matrix[i]);
        }
        return matrix;
    }
}
