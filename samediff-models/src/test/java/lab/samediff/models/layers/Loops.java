package lab.samediff.models.layers;

import java.util.Arrays;
import lab.samediff.models.graph.Params;

/** The formulas once more as plain loops in float64, one sequence at a time; parameters by their path. */
public final class Loops {
    private Loops() {}

    /** y_ij = Σ_k x_ik w_kj + b_j; without {@code path/bias} no b. */
    public static double[][] linear(Params params, String path, double[][] x) {
        double[][] weight = Rig.matrix(Rig.array(params, path + "/weight"));
        int out = weight[0].length;
        boolean biased = params.arrays().containsKey(path + "/bias");
        double[] bias = biased ? Rig.plain(Rig.array(params, path + "/bias")) : new double[out];
        double[][] y = new double[x.length][out];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < out; j++) {
                y[i][j] = bias[j];
                for (int k = 0; k < weight.length; k++) y[i][j] += x[i][k] * weight[k][j];
            }
        }
        return y;
    }

    /** Layer norm of each row. */
    public static double[][] layerNorm(Params params, String path, double[][] x, double epsilon) {
        double[] gain = Rig.plain(Rig.array(params, path + "/gain"));
        double[] bias = Rig.plain(Rig.array(params, path + "/bias"));
        double[][] y = new double[x.length][gain.length];
        for (int i = 0; i < x.length; i++) {
            double mean = Arrays.stream(x[i]).average().orElseThrow();
            double variance = Arrays.stream(x[i])
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow();
            for (int j = 0; j < gain.length; j++) {
                y[i][j] = gain[j] * (x[i][j] - mean) / Math.sqrt(variance + epsilon) + bias[j];
            }
        }
        return y;
    }

    /** Whether query token q may see key token k. */
    public interface Allowed {
        boolean sees(int query, int key);
    }

    /** The attention weights [heads][query][key]. */
    public static double[][][] attentionWeights(
            Params params, String path, double[][] query, double[][] keyValue, int heads, Allowed allowed) {
        double[][] q = linear(params, path + "/query", query);
        double[][] k = linear(params, path + "/key", keyValue);
        int size = q[0].length / heads;
        double[][][] weights = new double[heads][q.length][k.length];
        for (int h = 0; h < heads; h++) {
            for (int i = 0; i < q.length; i++) {
                double sum = 0;
                for (int j = 0; j < k.length; j++) {
                    double dot = 0;
                    for (int c = h * size; c < (h + 1) * size; c++) dot += q[i][c] * k[j][c];
                    weights[h][i][j] = allowed.sees(i, j) ? Math.exp(dot / Math.sqrt(size)) : 0;
                    sum += weights[h][i][j];
                }
                for (int j = 0; j < k.length; j++) weights[h][i][j] /= sum;
            }
        }
        return weights;
    }

    /** Multi-head attention of one sequence. */
    public static double[][] attention(
            Params params, String path, double[][] query, double[][] keyValue, int heads, Allowed allowed) {
        double[][][] weights = attentionWeights(params, path, query, keyValue, heads, allowed);
        double[][] v = linear(params, path + "/value", keyValue);
        int size = v[0].length / heads;
        double[][] mixed = new double[query.length][v[0].length];
        for (int i = 0; i < mixed.length; i++) {
            for (int c = 0; c < mixed[i].length; c++) {
                for (int j = 0; j < v.length; j++) mixed[i][c] += weights[c / size][i][j] * v[j][c];
            }
        }
        return linear(params, path + "/out", mixed);
    }

    /** A pre-norm block with GELU. */
    public static double[][] block(Params params, String path, double[][] x, int heads, Allowed allowed) {
        double[][] normal = layerNorm(params, path + "/norm1", x, Norms.EPSILON);
        double[][] mixed = sum(x, attention(params, path + "/attention", normal, normal, heads, allowed));
        double[][] again = layerNorm(params, path + "/norm2", mixed, Norms.EPSILON);
        double[][] hidden = linear(params, path + "/mlp/hidden0", again);
        for (double[] row : hidden) Arrays.setAll(row, i -> gelu(row[i]));
        return sum(mixed, linear(params, path + "/mlp/out", hidden));
    }

    /** What a long short-term memory gives at each time, and its last cell behind that: [time + 1][width]. */
    public static double[][] lstm(Params params, String path, double[][] x, double[] output, double[] cell) {
        double[][] state = Rig.matrix(Rig.array(params, path + "/state/weight"));
        double[][] sums = linear(params, path + "/input", x);
        int width = state.length;
        double[] c = cell.clone();
        double[] h = output.clone();
        double[][] read = new double[x.length + 1][];
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < 4 * width; j++) for (int k = 0; k < width; k++) sums[t][j] += h[k] * state[k][j];
            h = new double[width];
            for (int j = 0; j < width; j++) {
                double in = sigmoid(sums[t][j]);
                double forget = sigmoid(sums[t][width + j]);
                double out = sigmoid(sums[t][3 * width + j]);
                c[j] = forget * c[j] + in * Math.tanh(sums[t][2 * width + j]);
                h[j] = out * Math.tanh(c[j]);
            }
            read[t] = h;
        }
        read[x.length] = c;
        return read;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Entry by entry. */
    public static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) for (int j = 0; j < a[i].length; j++) sum[i][j] = a[i][j] + b[i][j];
        return sum;
    }

    /** x Φ(x). */
    public static double gelu(double x) {
        return x * 0.5 * (1 + erf(x / Math.sqrt(2)));
    }

    /** The Maclaurin series 2/√π Σ (-1)ⁿ x^(2n+1) / (n! (2n+1)), good to 1e-9 for |x| ≤ 4. */
    public static double erf(double x) {
        double power = x;
        double sum = 0;
        for (int n = 0; n < 120; n++) {
            sum += power / (2 * n + 1);
            power *= -x * x / (n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    /** Patches of an image [channel][row][column], row by row; in each: channel, row, column. */
    public static double[][] patches(double[][][] image, int size) {
        int down = image[0].length / size;
        int across = image[0][0].length / size;
        double[][] patches = new double[down * across][image.length * size * size];
        for (int p = 0; p < patches.length; p++) {
            int at = 0;
            for (double[][] channel : image) {
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        patches[p][at++] = channel[p / across * size + i][p % across * size + j];
                    }
                }
            }
        }
        return patches;
    }
}
