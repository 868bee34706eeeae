package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A solved linear assignment problem: n rows and n columns matched one to one at the least total cost, with the dual
 * prices that prove it. For all i, j: c_ij ≥ u_i + v_j, with equality on the matching, so that the cost is Σu + Σv.
 *
 * <p>Exact, by shortest augmenting paths: Jonker and Volgenant 1987, doi:10.1007/BF02278710. The prices start from those
 * of every second row and column, solved in the same way. Time O(n³) at worst; in the plane about one second of a core for
 * n = 2000 and well under a minute for n = 10 000. Memory O(n) beside the costs.
 */
public final class Assignment {
    private final int[] columns;
    private final double[] rowPrices;
    private final double[] columnPrices;
    private final double cost;

    Assignment(int[] columns, double[] rowPrices, double[] columnPrices, double cost) {
        this.columns = columns;
        this.rowPrices = rowPrices;
        this.columnPrices = columnPrices;
        this.cost = cost;
    }

    /**
     * The cheapest assignment for a matrix of costs [n][n], which is not changed.
     *
     * @throws IllegalArgumentException if the matrix is empty or not square, or a cost is not finite
     */
    public static Assignment solve(double[][] costs) {
        return solve(new StoredCosts(costs));
    }

    /**
     * The assignment of the rows of a to those of b [n, ...] with the least sum of squared distances. Up to four values per
     * row no distance is stored, O(n) memory; beyond, all are, 8n² bytes.
     *
     * @throws IllegalArgumentException if the shapes or types differ, or a squared distance is not finite
     */
    public static Assignment bySquaredDistance(INDArray a, INDArray b) {
        return solve(SquaredDistances.between(a, b));
    }

    private static Assignment solve(Costs costs) {
        double[] row = new double[costs.size()];
        for (int i = 0; i < row.length; i++) {
            costs.row(i, row);
            for (int j = 0; j < row.length; j++) {
                if (!Double.isFinite(row[j])) {
                    throw new IllegalArgumentException("the cost of row " + i + ", column " + j + " is " + row[j]);
                }
            }
        }
        return new JonkerVolgenant(costs).solve();
    }

    /** The column matched to each row: a permutation of 0 … n−1. */
    public int[] columns() {
        return columns.clone();
    }

    /** The sum of the costs of the matched pairs. */
    public double cost() {
        return cost;
    }

    /** u, the dual price of each row. */
    public double[] rowPrices() {
        return rowPrices.clone();
    }

    /** v, the dual price of each column. */
    public double[] columnPrices() {
        return columnPrices.clone();
    }
}
