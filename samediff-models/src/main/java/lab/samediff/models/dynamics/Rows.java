package lab.samediff.models.dynamics;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reading arrays as rows of plain numbers. */
final class Rows {
    private Rows() {}

    /** All values in row-major order. */
    static double[] values(INDArray array) {
        return array.dup('c').data().asDouble();
    }

    /** The array [n, ...] as its d columns of n values, where d is the number of values in a row. */
    static double[][] columns(INDArray array) {
        double[] values = values(array);
        int n = Math.toIntExact(array.size(0));
        int width = values.length / n;
        double[][] columns = new double[width][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < width; k++) {
                columns[k][i] = values[i * width + k];
            }
        }
        return columns;
    }

    /** @throws IllegalArgumentException unless both have the same shape, with at least one row, and the same type */
    static void requireAlike(INDArray a, INDArray b) {
        if (!Arrays.equals(a.shape(), b.shape()) || a.dataType() != b.dataType() || a.rank() < 1 || a.length() == 0) {
            throw new IllegalArgumentException("both must have the same type and shape [n, ...], got " + a.dataType()
                    + " " + Arrays.toString(a.shape()) + " and " + b.dataType() + " " + Arrays.toString(b.shape()));
        }
    }
}
