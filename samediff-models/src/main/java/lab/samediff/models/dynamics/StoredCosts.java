package lab.samediff.models.dynamics;

/** Costs in memory, or every so-manieth of them. */
final class StoredCosts implements Costs {
    private final double[][] matrix;
    private final int size;
    private final int stride;

    /** @throws IllegalArgumentException if the matrix is empty or not square */
    StoredCosts(double[][] matrix) {
        this(matrix, matrix.length, 1);
        if (size == 0) {
            throw new IllegalArgumentException("an assignment needs at least one row");
        }
        for (double[] row : matrix) {
            if (row.length != size) {
                throw new IllegalArgumentException(
                        "costs must be square, but a row of " + size + " has " + row.length + " columns");
            }
        }
    }

    private StoredCosts(double[][] matrix, int size, int stride) {
        this.matrix = matrix;
        this.size = size;
        this.stride = stride;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void row(int row, double[] into) {
        double[] from = matrix[row * stride];
        for (int j = 0; j < size; j++) {
            into[j] = from[j * stride];
        }
    }

    @Override
    public Costs everySecond() {
        return new StoredCosts(matrix, size / 2, 2 * stride);
    }
}
