package lab.samediff.models.graphs;

/** Adjacency matrices in plain Java. */
public final class Adjacency {
    private Adjacency() {}

    /**
     * D^-½ (A + 1) D^-½ for an undirected graph, D the row sums of A + 1: entry ij is (a_ij + δ_ij) / √(d_i d_j). Its
     * largest eigenvalue is 1. Kipf and Welling 2017, arXiv:1609.02907, eq. 2.
     *
     * @param adjacency A [n][n], symmetric, entries not negative; 0 or 1 for edges without a weight
     * @param size of the result, at least n; the rows and columns that fill up are 0
     * @return [size][size]
     * @throws IllegalArgumentException if the matrix is not square and symmetric, has a negative entry, or is larger than
     *     size
     */
    public static float[][] normalised(float[][] adjacency, int size) {
        int nodes = adjacency.length;
        if (nodes > size) throw new IllegalArgumentException(nodes + " nodes do not fit into " + size);
        double[] roots = new double[nodes];
        for (int i = 0; i < nodes; i++) {
            double degree = 1;
            if (adjacency[i].length != nodes) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + adjacency[i].length + " entries, not " + nodes);
            }
            for (float weight : adjacency[i]) degree += weight;
            roots[i] = Math.sqrt(degree);
        }
        float[][] normalised = new float[size][size];
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < nodes; j++) {
                requireWeight(adjacency, i, j);
                normalised[i][j] = (float) ((adjacency[i][j] + (i == j ? 1 : 0)) / (roots[i] * roots[j]));
            }
        }
        return normalised;
    }

    private static void requireWeight(float[][] adjacency, int i, int j) {
        float weight = adjacency[i][j];
        if (!(weight >= 0 && Float.isFinite(weight)) || weight != adjacency[j][i]) {
            throw new IllegalArgumentException("entries must be symmetric, finite and not negative, got " + weight
                    + " at " + i + ", " + j + " and " + adjacency[j][i] + " at " + j + ", " + i);
        }
    }
}
