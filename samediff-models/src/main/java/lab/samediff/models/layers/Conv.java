package lab.samediff.models.layers;

import lab.samediff.models.graph.Convolve;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Convolutions with square kernels and as much padding as keeps the size, divided or multiplied by the stride. With a
 * kernel of 3 and stride 1, or of 4 and stride 2, one pixel of zeros surrounds the image. Where a normalisation follows,
 * which would take a bias away again, there are forms without one.
 */
public final class Conv {
    private Conv() {}

    /**
     * {@link Convolve#conv2d} plus {@code bias} [out]; {@code weight} [kernel, kernel, in, out] and the bias begin
     * uniform on ±1/√(in · kernel²), one over the root of the number of terms in a sum, as is usual.
     *
     * <p>Shapes: x [batch, height, width, in] → [batch, ⌈height/stride⌉, ⌈width/stride⌉, out].
     *
     * @param stride from 1 to kernel
     * @throws lab.samediff.models.graph.ShapeException if x is not [..., in] of rank 4 or the stride is out of range
     */
    public static SDVariable conv(Scope s, SDVariable x, int in, int out, int kernel, int stride) {
        SDVariable sums = withoutBias(s, x, in, out, kernel, stride);
        return Ops.add(sums, s.param("bias", Init.uniform(bound(in, kernel, 1), out)));
    }

    /** {@link #conv} without a bias. */
    public static SDVariable withoutBias(Scope s, SDVariable x, int in, int out, int kernel, int stride) {
        s.expect("conv", x, -1, -1, -1, in);
        SDVariable weight = s.param("weight", Init.uniform(bound(in, kernel, 1), kernel, kernel, in, out));
        return Convolve.conv2d(x, weight, stride, Convolve.Padding.SAME);
    }

    /**
     * {@link Convolve#transposedConv2d} plus {@code bias} [out]; {@code weight} [kernel, kernel, out, in] and the bias
     * begin uniform on ±1/√(in · (kernel/stride)²), one over the root of the mean number of terms in a sum.
     *
     * <p>Shapes: x [batch, height, width, in] → [batch, stride · height, stride · width, out].
     *
     * @param stride from 1 to kernel; should divide the kernel, or pixels get different numbers of terms and checkers
     *     appear (Odena et al. 2016, doi:10.23915/distill.00003)
     * @throws lab.samediff.models.graph.ShapeException if x is not [..., in] of rank 4 or the stride is out of range
     */
    public static SDVariable transposed(Scope s, SDVariable x, int in, int out, int kernel, int stride) {
        SDVariable sums = transposedWithoutBias(s, x, in, out, kernel, stride);
        return Ops.add(sums, s.param("bias", Init.uniform(bound(in, kernel, stride), out)));
    }

    /** {@link #transposed} without a bias. */
    public static SDVariable transposedWithoutBias(Scope s, SDVariable x, int in, int out, int kernel, int stride) {
        s.expect("transposed conv", x, -1, -1, -1, in);
        SDVariable weight = s.param("weight", Init.uniform(bound(in, kernel, stride), kernel, kernel, out, in));
        return Convolve.transposedConv2d(x, weight, stride);
    }

    private static double bound(int in, int kernel, int stride) {
        return stride / (Math.sqrt(in) * kernel);
    }
}
