package lab.samediff.models.dynamics;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A conditional probability path of flow matching: points N(a(t)·x0 + b(t)·x1, σ²) between a source sample x0 at t = 0
 * and a target sample x1 at t = 1, that move with the velocity a′(t)·x0 + b′(t)·x1. As σ does not change in time, the
 * noise does not enter the velocity. Tong et al. 2024, arXiv:2302.00482, theorem 2.1 and section 3.2.
 */
public sealed interface Path permits LinearPath, TrigonometricPath {
    /** a(t), the weight of x0: 1 at t = 0 and 0 at t = 1. */
    double sourceWeight(double t);

    /** b(t), the weight of x1: 0 at t = 0 and 1 at t = 1. */
    double targetWeight(double t);

    /** a′(t). */
    double sourceRate(double t);

    /** b′(t). */
    double targetRate(double t);

    /** Standard deviation σ of the noise about the path, 0 or more. */
    double sigma();

    /**
     * The mean a(t)·x0 + b(t)·x1. Shapes: t [n] or [n, 1], one time in [0, 1] per row; x0, x1 [n, ...] → [n, ...].
     *
     * @throws IllegalArgumentException if the shapes or types of x0 and x1 differ, or t has not one time in [0, 1] per row
     */
    default INDArray mean(INDArray t, INDArray x0, INDArray x1) {
        return mix(t, this::sourceWeight, x0, this::targetWeight, x1);
    }

    /** A point of the path: {@link #mean} plus σ times standard normal noise (none is drawn where σ is 0). */
    default INDArray sample(INDArray t, INDArray x0, INDArray x1, RandomGenerator random) {
        INDArray mean = mean(t, x0, x1);
        if (sigma() == 0) {
            return mean;
        }
        double[] noise = new double[Math.toIntExact(mean.length())];
        Arrays.setAll(noise, i -> sigma() * random.nextGaussian());
        return mean.addi(Nd4j.createFromArray(noise).reshape(mean.shape()).castTo(mean.dataType()));
    }

    /** The velocity a′(t)·x0 + b′(t)·x1 that a model regresses. Shapes and errors as {@link #mean}. */
    default INDArray velocity(INDArray t, INDArray x0, INDArray x1) {
        return mix(t, this::sourceRate, x0, this::targetRate, x1);
    }

    private static INDArray mix(INDArray t, DoubleUnaryOperator a, INDArray x0, DoubleUnaryOperator b, INDArray x1) {
        Rows.requireAlike(x0, x1);
        double[] times = Rows.values(t);
        if (times.length != x0.size(0)) {
            throw new IllegalArgumentException(times.length + " times for " + x0.size(0) + " rows");
        }
        for (double time : times) {
            if (!(time >= 0 && time <= 1)) {
                throw new IllegalArgumentException("a time of the path must be in [0, 1], not " + time);
            }
        }
        return x0.mul(column(times, a, x0)).addi(x1.mul(column(times, b, x0)));
    }

    /** f(t) as [n, 1, …, 1], to be spread over the rows of {@code like}. */
    private static INDArray column(double[] times, DoubleUnaryOperator f, INDArray like) {
        long[] shape = new long[like.rank()];
        Arrays.fill(shape, 1);
        shape[0] = times.length;
        double[] values = Arrays.stream(times).map(f).toArray();
        return Nd4j.createFromArray(values).castTo(like.dataType()).reshape(shape);
    }
}
