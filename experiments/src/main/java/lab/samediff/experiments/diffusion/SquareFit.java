package lab.samediff.experiments.diffusion;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How well points fill the square [−1, 1]². */
final class SquareFit {
    private static final int CELLS = 10;

    private SquareFit() {}

    /** The share of the points within the square. */
    static double inside(INDArray points) {
        int inside = 0;
        for (double[] p : points.toDoubleMatrix()) {
            if (Math.abs(p[0]) <= 1 && Math.abs(p[1]) <= 1) inside++;
        }
        return (double) inside / points.size(0);
    }

    /**
     * Pearson's χ² of the points within the square over its 10 x 10 cells, divided by its 99 degrees of freedom: about 1,
     * with standard deviation 0.14, for independent uniform points.
     */
    static double chiSquared(INDArray points) {
        int[] counts = new int[CELLS * CELLS];
        int inside = 0;
        for (double[] p : points.toDoubleMatrix()) {
            if (Math.abs(p[0]) > 1 || Math.abs(p[1]) > 1) continue;
            inside++;
            counts[cell(p[0]) * CELLS + cell(p[1])]++;
        }
        double expected = (double) inside / counts.length;
        double sum = 0;
        for (int count : counts) sum += (count - expected) * (count - expected) / expected;
        return sum / (counts.length - 1);
    }

    private static int cell(double coordinate) {
        return Math.min(CELLS - 1, (int) ((coordinate + 1) / 2 * CELLS));
    }
}
