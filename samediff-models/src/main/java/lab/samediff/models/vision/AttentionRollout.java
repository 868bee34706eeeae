package lab.samediff.models.vision;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention roll-out: how much each output token depends on each input token through all blocks, if attention were all
 * that moves information. Abnar and Zuidema 2020, arXiv:2005.00928, section 3.
 */
public final class AttentionRollout {
    private AttentionRollout() {}

    /**
     * The product Ã_L ··· Ã_1 with Ã = ½A + ½I (the residual branch), rows renormalised, A the mean over heads.
     *
     * @param blocks attention weights [heads][time][time] of each block, the first block first
     * @return [time][time]; row q says where output token q comes from, and sums to 1
     * @throws IllegalArgumentException if there is no block or the sizes differ
     */
    public static double[][] of(List<double[][][]> blocks) {
        if (blocks.isEmpty()) throw new IllegalArgumentException("a roll-out wants at least one block");
        double[][] product = identity(blocks.get(0)[0].length);
        for (double[][][] heads : blocks) product = multiply(withResidual(heads, product.length), product);
        return product;
    }

    /** The weights [heads][time][time] of one image out of a block's reported [batch, heads, time, time]. */
    public static double[][][] weights(INDArray reported, int image) {
        int heads = Math.toIntExact(reported.size(1));
        int time = Math.toIntExact(reported.size(2));
        double[] flat = reported.dup('c').data().asDouble();
        double[][][] weights = new double[heads][time][time];
        int at = image * heads * time * time;
        for (double[][] head : weights) {
            for (double[] row : head) {
                System.arraycopy(flat, at, row, 0, time);
                at += time;
            }
        }
        return weights;
    }

    private static double[][] withResidual(double[][][] heads, int time) {
        double[][] mixed = identity(time);
        for (double[][] head : heads) {
            if (head.length != time)
                throw new IllegalArgumentException("blocks of " + time + " and " + head.length + " tokens");
            for (int i = 0; i < time; i++) for (int j = 0; j < time; j++) mixed[i][j] += head[i][j] / heads.length;
        }
        for (double[] row : mixed) normalise(row);
        return mixed;
    }

    private static void normalise(double[] row) {
        double sum = 0;
        for (double value : row) sum += value;
        for (int i = 0; i < row.length; i++) row[i] /= sum;
    }

    private static double[][] multiply(double[][] a, double[][] b) {
        int n = a.length;
        double[][] product = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) for (int j = 0; j < n; j++) product[i][j] += a[i][k] * b[k][j];
        }
        return product;
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) identity[i][i] = 1;
        return identity;
    }
}
