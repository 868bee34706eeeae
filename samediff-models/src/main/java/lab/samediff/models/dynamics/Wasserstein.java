package lab.samediff.models.dynamics;

import java.util.Arrays;
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

    /**
     * W₁(a, b) = (1/n) Σ |a_(i) − b_(i)| over the sorted values: the earth mover's distance of n equally heavy numbers each;
     * exact. Peyré and Cuturi 2019, arXiv:1803.00567, section 2.6.
     *
     * @throws IllegalArgumentException if there is no number, the lengths differ or a number is not finite
     */
    public static double w1OnLine(double[] a, double[] b) {
        if (a.length == 0 || a.length != b.length) {
            throw new IllegalArgumentException("the distance of " + a.length + " and " + b.length
                    + " numbers; want as many of each, at least one");
        }
        double[] left = a.clone();
        double[] right = b.clone();
        Arrays.sort(left);
        Arrays.sort(right);
        double sum = 0;
        for (int i = 0; i < left.length; i++) sum += Math.abs(left[i] - right[i]);
        if (!Double.isFinite(sum))
            throw new IllegalArgumentException("a number is not finite, or the sum of distances");
        return sum / left.length;
    }
}
