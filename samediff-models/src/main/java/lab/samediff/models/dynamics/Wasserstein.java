package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Optimal-transport distances between point clouds. */
public final class Wasserstein {
    private Wasserstein() {}

    /**
     * W₂²(a, b) = min over permutations p of (1/n) Σ |a_i − b_p(i)|², the squared 2-Wasserstein distance of two clouds of n
     * equally heavy points; exact. This is what POT's {@code emd2} returns for squared distances: no square root is taken.
     * Shapes: a, b [n, d]. Memory as {@link Assignment#bySquaredDistance}.
     *
     * @throws IllegalArgumentException if the shapes or types differ, or a coordinate is not finite
     */
    public static double squaredW2(INDArray a, INDArray b) {
        return Assignment.bySquaredDistance(a, b).cost() / a.size(0);
    }
}
