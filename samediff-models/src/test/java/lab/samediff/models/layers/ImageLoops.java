package lab.samediff.models.layers;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import lab.samediff.models.graph.Params;

/** Layers of images once more as plain loops in float64, one image [row][column][channel] at a time. */
public final class ImageLoops {
    private ImageLoops() {}

    private static double[][][] zeros(int height, int width, int channels) {
        return new double[height][width][channels];
    }

    /** Convolution with an odd kernel and stride 1, plus the bias. */
    public static double[][][] conv(Params params, String path, double[][][] x) {
        long[] kernel = Rig.array(params, path + "/weight").shape();
        double[] weight = Rig.plain(Rig.array(params, path + "/weight"));
        double[] bias = Rig.plain(Rig.array(params, path + "/bias"));
        int size = (int) kernel[0];
        int in = (int) kernel[2];
        double[][][] y = zeros(x.length, x[0].length, bias.length);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                y[i][j] = bias.clone();
                for (int m = 0; m < size * size; m++) {
                    int row = i + m / size - size / 2;
                    int column = j + m % size - size / 2;
                    if (row < 0 || row >= x.length || column < 0 || column >= x[0].length) continue;
                    for (int k = 0; k < in * bias.length; k++) {
                        y[i][j][k % bias.length] += x[row][column][k / bias.length] * weight[m * in * bias.length + k];
                    }
                }
            }
        }
        return y;
    }

    /** Group norm. */
    public static double[][][] groupNorm(Params params, String path, double[][][] x, int groups, double epsilon) {
        double[] gain = Rig.plain(Rig.array(params, path + "/gain"));
        double[] bias = Rig.plain(Rig.array(params, path + "/bias"));
        double[][][] y = zeros(x.length, x[0].length, gain.length);
        int size = gain.length / groups;
        for (int g = 0; g < groups; g++) {
            int first = g * size;
            double[] members = Arrays.stream(x)
                    .flatMap(Arrays::stream)
                    .flatMapToDouble(pixel -> Arrays.stream(pixel, first, first + size))
                    .toArray();
            double mean = Arrays.stream(members).average().orElseThrow();
            double square =
                    Arrays.stream(members).map(v -> (v - mean) * (v - mean)).sum();
            double deviation = Math.sqrt(square / members.length + epsilon);
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x[0].length; j++) {
                    for (int c = first; c < first + size; c++) {
                        y[i][j][c] = gain[c] * (x[i][j][c] - mean) / deviation + bias[c];
                    }
                }
            }
        }
        return y;
    }

    /** The largest of each 2 x 2. */
    public static double[][][] maxPool(double[][][] x) {
        double[][][] y = zeros(x.length / 2, x[0].length / 2, x[0][0].length);
        for (double[][] row : y) for (double[] pixel : row) Arrays.fill(pixel, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                double[] pixel = y[i / 2][j / 2];
                for (int c = 0; c < pixel.length; c++) pixel[c] = Math.max(pixel[c], x[i][j][c]);
            }
        }
        return y;
    }

    /** Each pixel as 2 x 2. */
    public static double[][][] upsample(double[][][] x) {
        double[][][] y = zeros(2 * x.length, 2 * x[0].length, x[0][0].length);
        for (int i = 0; i < y.length; i++) for (int j = 0; j < y[0].length; j++) y[i][j] = x[i / 2][j / 2].clone();
        return y;
    }

    /** Channels of a, then of b. */
    public static double[][][] join(double[][][] a, double[][][] b) {
        double[][][] y = zeros(a.length, a[0].length, 0);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                double[] pixel = Arrays.copyOf(a[i][j], a[i][j].length + b[i][j].length);
                System.arraycopy(b[i][j], 0, pixel, a[i][j].length, b[i][j].length);
                y[i][j] = pixel;
            }
        }
        return y;
    }

    /** Entry by entry. */
    public static double[][][] sum(double[][][] a, double[][][] b) {
        double[][][] y = zeros(a.length, a[0].length, 0);
        for (int i = 0; i < a.length; i++) y[i] = Loops.sum(a[i], b[i]);
        return y;
    }

    /** The same vector at every pixel. */
    public static double[][][] plus(double[][][] x, double... vector) {
        double[][][] y = zeros(x.length, x[0].length, vector.length);
        for (double[][] row : y) Arrays.setAll(row, j -> vector);
        return sum(x, y);
    }

    /** A function of each entry. */
    public static double[][][] map(double[][][] x, DoubleUnaryOperator f) {
        double[][][] y = zeros(x.length, x[0].length, 0);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++)
                y[i][j] = Arrays.stream(x[i][j]).map(f).toArray();
        }
        return y;
    }
}
