package lab.samediff.pipelines.points;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A distribution of points in the plane that can be sampled without end. */
public sealed interface Points permits Gaussian, TwoMoons, EightGaussians, SwissRoll, Circles, Checkerboard {
    /**
     * Points and where in the distribution each belongs, in random order.
     *
     * @param n number of points, at least 1
     * @param random source of all randomness
     * @throws IllegalArgumentException if n is not positive
     */
    LabelledPoints draw(int n, RandomGenerator random);

    /** Number of different labels, 0 to classes - 1; 0 if the label is a real number. */
    int classes();

    /**
     * Points alone: float [n, 2].
     *
     * @param n number of points, at least 1
     * @param random source of all randomness
     * @throws IllegalArgumentException if n is not positive
     */
    default INDArray sample(int n, RandomGenerator random) {
        return draw(n, random).coordinates();
    }
}
