package lab.samediff.models.dynamics;

/**
 * A solved linear assignment problem: n rows and n columns matched one to one at the least total cost, with the dual
 * prices that prove it. For all i, j: c_ij ≥ u_i + v_j, with equality on the matching, so that the cost is Σu + Σv.
 *
 * <p>Exact, by shortest augmenting paths: Jonker and Volgenant 1987, doi:10.1007/BF02278710. Time O(n³) at worst and far
 * less in practice; memory O(n) beside the costs, which are asked for a row at a time and need not be stored.
 */
public final class Assignment {
    /** The square matrix of costs. */
    public interface Costs {
        /** Number n of rows and of columns, at least 1. */
        int size();

        /** Writes the n costs of row {@code row} into {@code into}: finite numbers, the same at each call. */
        void row(int row, double[] into);
    }

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
     * The cheapest assignment.
     *
     * @throws IllegalArgumentException if there is no row, or a cost is not finite
     */
    public static Assignment solve(Costs costs) {
        if (costs.size() < 1) {
            throw new IllegalArgumentException("an assignment needs at least one row");
        }
        return new JonkerVolgenant(costs).solve();
    }

    /**
     * The cheapest assignment for a stored matrix.
     *
     * @throws IllegalArgumentException if the matrix is empty or not square, or a cost is not finite
     */
    public static Assignment solve(double[][] costs) {
        for (double[] row : costs) {
            if (row.length != costs.length) {
                throw new IllegalArgumentException(
                        "the costs must be square: " + costs.length + " rows, but one of " + row.length + " columns");
            }
        }
        return solve(new Costs() {
            @Override
            public int size() {
                return costs.length;
            }

            @Override
            public void row(int row, double[] into) {
                System.arraycopy(costs[row], 0, into, 0, into.length);
            }
        });
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
