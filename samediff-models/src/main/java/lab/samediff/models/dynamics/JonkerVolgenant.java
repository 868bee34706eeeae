package lab.samediff.models.dynamics;

import java.util.Arrays;

/**
 * The working state of the solver behind {@link Assignment}: the phases of Jonker and Volgenant 1987. Throughout, the
 * column of each matched row is one with the least c_ij − v_j; any prices v may be started from, good ones save time.
 */
final class JonkerVolgenant {
    private static final int NONE = -1;
    /** Turns per row after which a round of row reduction lets those who lost their column wait. */
    private static final int TURNS = 10;
    /** Up to this size the prices start from column reduction, beyond from those of every second row and column. */
    private static final int SMALL = 128;

    private final Costs costs;
    private final int n;
    private final int[] columnOf;
    private final int[] rowOf;
    private final double[] v;
    /** The row of costs read last. */
    private final double[] row;
    /** Rows without a column, the first {@code free} of the array. */
    private final int[] freeRows;

    private int free;
    /** What {@link #findTwoBest} found. */
    private int best;

    private int second;

    JonkerVolgenant(Costs costs) {
        this.costs = costs;
        n = costs.size();
        columnOf = new int[n];
        rowOf = new int[n];
        v = new double[n];
        row = new double[n];
        freeRows = new int[n];
    }

    Assignment solve() {
        if (n > SMALL) {
            priceByHalf();
        } else {
            reduceColumns();
            transferReduction();
        }
        reduceRows();
        reduceRows();
        ShortestPath path = new ShortestPath();
        for (int k = 0; k < free; k++) {
            path.augment(freeRows[k]);
        }
        return priced();
    }

    /** Prices the columns as the rows of the half-sized problem would pay for them. All rows are still free. */
    private void priceByHalf() {
        double[] u = new JonkerVolgenant(costs.everySecond()).solve().rowPrices();
        Arrays.fill(v, Double.POSITIVE_INFINITY);
        for (int k = 0; k < u.length; k++) {
            costs.row(2 * k, row);
            for (int j = 0; j < n; j++) {
                v[j] = Math.min(v[j], row[j] - u[k]);
            }
        }
        Arrays.fill(columnOf, NONE);
        Arrays.fill(rowOf, NONE);
        Arrays.setAll(freeRows, i -> i);
        free = n;
    }

    /** Prices each column at its cheapest cost; a row that is cheapest for a column takes the first such column. */
    private void reduceColumns() {
        Arrays.fill(columnOf, NONE);
        Arrays.fill(v, Double.POSITIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            costs.row(i, row);
            for (int j = 0; j < n; j++) {
                if (row[j] < v[j]) {
                    v[j] = row[j];
                    rowOf[j] = i;
                }
            }
        }
        for (int j = 0; j < n; j++) {
            if (columnOf[rowOf[j]] == NONE) {
                columnOf[rowOf[j]] = j;
            } else {
                rowOf[j] = NONE;
            }
        }
    }

    /** Lets the price of each matched column fall until its row is indifferent, and lists the rows without a column. */
    private void transferReduction() {
        for (int i = 0; i < n; i++) {
            int own = columnOf[i];
            if (own == NONE) {
                freeRows[free++] = i;
            } else if (n > 1) {
                costs.row(i, row);
                double least = Double.POSITIVE_INFINITY;
                for (int j = 0; j < n; j++) {
                    least = j == own ? least : Math.min(least, row[j] - v[j]);
                }
                v[own] -= least;
            }
        }
    }

    /**
     * Gives each free row its best column, whose price falls until the second best is as good. The row that held the column
     * takes its turn at once if the price fell, else in the next round.
     */
    private void reduceRows() {
        int waiting = free;
        long turns = 0;
        free = 0;
        int k = 0;
        while (k < waiting) {
            int i = freeRows[k++];
            findTwoBest(i);
            double lowered = v[best] - ((row[second] - v[second]) - (row[best] - v[best]));
            boolean falls = lowered < v[best];
            v[best] = lowered;
            int column = falls || rowOf[best] == NONE ? best : second;
            int evicted = rowOf[column];
            match(i, column);
            if (evicted != NONE) {
                columnOf[evicted] = NONE;
                // Bounded, because prices that fall by rounding errors only would go on for ever.
                if (falls && turns++ < (long) TURNS * n) {
                    freeRows[--k] = evicted;
                } else {
                    freeRows[free++] = evicted;
                }
            }
        }
    }

    /** Finds the columns with the least and the second least c_ij − v_j. */
    private void findTwoBest(int i) {
        costs.row(i, row);
        best = 0;
        second = NONE;
        for (int j = 1; j < n; j++) {
            double reduced = row[j] - v[j];
            if (reduced < row[best] - v[best]) {
                second = best;
                best = j;
            } else if (second == NONE || reduced < row[second] - v[second]) {
                second = j;
            }
        }
    }

    private void match(int i, int j) {
        columnOf[i] = j;
        rowOf[j] = i;
    }

    /** The result, with the row prices u_i = c_ij − v_j of the matched pairs. */
    private Assignment priced() {
        double[] u = new double[n];
        double cost = 0;
        for (int i = 0; i < n; i++) {
            costs.row(i, row);
            cost += row[columnOf[i]];
            u[i] = row[columnOf[i]] - v[columnOf[i]];
        }
        return new Assignment(columnOf, u, v, cost);
    }

    /** Dijkstra's search for the cheapest way to match one more row, over the reduced costs c_ij − u_i − v_j. */
    private final class ShortestPath {
        /** Length of the shortest alternating path to each column, and the row before the column on it. */
        private final double[] distance = new double[n];

        private final int[] before = new int[n];
        /** All columns: the first {@code open} have no final distance yet. */
        private final int[] columns = new int[n];

        private int open;

        void augment(int start) {
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            Arrays.setAll(columns, j -> j);
            open = n;
            int end = relax(start, 0);
            while (rowOf[end] != NONE) {
                end = relax(rowOf[end], distance[end]);
            }
            // The prices of the columns passed on the way fall, so that every edge of the path is tight.
            for (int k = open; k < n; k++) {
                v[columns[k]] += distance[columns[k]] - distance[end];
            }
            int i;
            int j = end;
            do {
                i = before[j];
                int next = columnOf[i];
                match(i, j);
                j = next;
            } while (i != start);
        }

        /** Goes on from row i, reached at the given length; closes the nearest open column and returns it. */
        private int relax(int i, double length) {
            costs.row(i, row);
            double offset = length - (columnOf[i] == NONE ? 0 : row[columnOf[i]] - v[columnOf[i]]);
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < open; k++) {
                int j = columns[k];
                double through = row[j] - v[j] + offset;
                if (through < distance[j]) {
                    distance[j] = through;
                    before[j] = i;
                }
                if (distance[j] < least || (distance[j] == least && rowOf[j] == NONE)) {
                    least = distance[j];
                    nearest = k;
                }
            }
            int closed = columns[nearest];
            columns[nearest] = columns[--open];
            columns[open] = closed;
            return closed;
        }
    }
}
