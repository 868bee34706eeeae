package lab.samediff.models.layers;

import java.util.Arrays;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/** Normalisations. SameDiff's own layer norm has no epsilon and its batch norm no gradient: these are primitives. */
public final class Norms {
    /** The usual epsilon of a layer norm. */
    public static final double EPSILON = 1e-5;

    private Norms() {}

    /**
     * Layer norm y = g (x - μ) / √(σ² + ε) + b over the last axis, with its mean μ and (population) variance σ²;
     * {@code gain} g [width] begins at 1, {@code bias} b [width] at 0. Ba et al. 2016, arXiv:1607.06450, eq. 4.
     *
     * <p>Shapes: x [..., width] of rank 2 to 4 → the same.
     *
     * @param epsilon ε, positive; {@link #EPSILON} unless there is a reason
     * @throws lab.samediff.models.graph.ShapeException if x is not [..., width]
     */
    public static SDVariable layerNorm(Scope s, SDVariable x, int width, double epsilon) {
        expect("layer norm", s, x, width, epsilon);
        SDVariable centred = Ops.sub(x, Ops.mean(x, true, -1));
        SDVariable variance = Ops.mean(Ops.square(centred), true, -1);
        SDVariable deviation = Ops.sqrt(Ops.add(variance, epsilon));
        SDVariable normal = Ops.div(centred, deviation);
        SDVariable scaled = Ops.mul(normal, s.param("gain", Init.ones(width)));
        return Ops.add(scaled, s.param("bias", Init.zeros(width)));
    }

    /**
     * Group norm y = g (x - μ) / √(σ² + ε) + b with the mean μ and (population) variance σ² of each image over its
     * pixels and the channels of a group; {@code gain} g [channels] begins at 1, {@code bias} b [channels] at 0. Wu and
     * He 2018, arXiv:1803.08494, eq. 1. One group is a layer norm of whole images, as many groups as channels an
     * instance norm.
     *
     * <p>Each channel is centred by its own mean μ_c first; the group's variance is the mean of σ_c² + (μ_c - μ)² over
     * its channels, so that only sums over pixels are wide.
     *
     * <p>Shapes: x [batch, height, width, channels] of known height and width → the same.
     *
     * @param groups of neighbouring channels, all of one size; divides channels
     * @param epsilon ε, positive; {@link #EPSILON} unless there is a reason
     * @throws IllegalArgumentException if groups do not divide the channels or height or width is unknown
     * @throws lab.samediff.models.graph.ShapeException if x is not [batch, height, width, channels]
     */
    public static SDVariable groupNorm(Scope s, SDVariable x, int channels, int groups, double epsilon) {
        Sizes.atLeast(1, "groups", groups);
        if (channels % groups != 0) {
            throw new IllegalArgumentException("channels " + channels + " is not a multiple of groups " + groups);
        }
        expect("group norm", s, x, channels, epsilon);
        long[] shape = Scope.shape(x);
        SDVariable pixels = Arrange.reshape(x, -1, pixels(s, x, channels), channels);
        SDVariable means = Ops.mean(pixels, true, 1); // [batch, 1, channels]
        SDVariable centred = Ops.sub(pixels, means);
        SDVariable variances = Ops.mean(Ops.square(centred), true, 1);

        int size = channels / groups;
        SDVariable inGroup = Arrange.reshape(means, -1, groups, size);
        SDVariable apart = Ops.sub(inGroup, Ops.mean(inGroup, true, -1));
        SDVariable spread = Ops.add(Arrange.reshape(variances, -1, groups, size), Ops.square(apart));
        SDVariable variance = Ops.mean(spread, true, -1); // [batch, groups, 1]
        SDVariable gain = Arrange.reshape(s.param("gain", Init.ones(channels)), groups, size);
        SDVariable bias = Arrange.reshape(s.param("bias", Init.zeros(channels)), groups, size);
        SDVariable scale = Ops.div(gain, Ops.sqrt(Ops.add(variance, epsilon))); // [batch, groups, size]
        SDVariable shift = Ops.add(Ops.mul(apart, scale), bias);

        SDVariable scaled = Ops.mul(centred, Arrange.reshape(scale, -1, 1, channels));
        return Arrange.reshape(Ops.add(scaled, Arrange.reshape(shift, -1, 1, channels)), shape);
    }

    /**
     * Batch norm y = g (x - μ) / √(σ² + ε) + b, channel by channel; {@code gain} g [channels] begins at 1, {@code bias}
     * b [channels] at 0. Ioffe and Szegedy 2015, arXiv:1502.03167, algorithm 1. While training, μ and σ² are the mean
     * and (population) variance of the batch and its pixels, through which gradients flow, and rows of a batch depend on
     * each other. In evaluation they are the parameters {@code mean} and {@code variance} [channels], which begin at 0
     * and 1.
     *
     * <p>No training loss depends on these two, so no rule moves them. A training graph reports the batch's statistics
     * under the full names of the two instead, and {@link RunningStatistics#follow}, called after a step, lets them
     * trail behind. A place that a graph uses more than once ({@link Scope#again}) reports those of its first use.
     *
     * <p>Shapes: x [..., channels] of rank 2 to 4, of whose leading sizes at most one is unknown → the same.
     *
     * @param epsilon ε, positive; {@link #EPSILON} unless there is a reason
     * @throws lab.samediff.models.graph.ShapeException if x is not [..., channels]
     */
    public static SDVariable batchNorm(Scope s, SDVariable x, int channels, double epsilon) {
        expect("batch norm", s, x, channels, epsilon);
        long[] shape = Scope.shape(x);
        SDVariable rows = shape.length == 2 ? x : Arrange.reshape(x, -1, channels);
        SDVariable mean = s.param("mean", Init.zeros(channels));
        SDVariable variance = s.param("variance", Init.ones(channels));
        SDVariable centred = Ops.sub(rows, s.training() ? reported(s, mean, Ops.mean(rows, false, 0)) : mean);
        if (s.training()) variance = reported(s, variance, Ops.mean(Ops.square(centred), false, 0));
        SDVariable gain = s.param("gain", Init.ones(channels));
        SDVariable scale = Ops.div(gain, Ops.sqrt(Ops.add(variance, epsilon))); // [channels]
        SDVariable result = Ops.add(Ops.mul(centred, scale), s.param("bias", Init.zeros(channels)));
        return shape.length == 2 ? result : Arrange.reshape(result, shape);
    }

    private static SDVariable reported(Scope s, SDVariable running, SDVariable ofBatch) {
        return s.shared() ? ofBatch : s.report(running.name(), ofBatch);
    }

    private static void expect(String norm, Scope s, SDVariable x, int width, double epsilon) {
        if (!(epsilon > 0)) throw new IllegalArgumentException("epsilon must be positive, got " + epsilon);
        int rank = Math.min(4, Math.max(2, Scope.shape(x).length));
        long[] wanted = new long[rank];
        Arrays.fill(wanted, -1);
        wanted[rank - 1] = width;
        s.expect(norm, x, wanted);
    }

    private static long pixels(Scope s, SDVariable x, int channels) {
        s.expect("group norm", x, -1, -1, -1, channels);
        long[] shape = Scope.shape(x);
        if (shape[1] == -1 || shape[2] == -1) {
            throw new IllegalArgumentException(s.path() + ": group norm wants a known height and width, got [batch, "
                    + shape[1] + ", " + shape[2] + ", " + channels + "]");
        }
        return shape[1] * shape[2];
    }
}
