package lab.samediff.models.graph;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.AvgPooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.DeConv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.MaxPooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Upsampling2d;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/**
 * Convolutions, pooling and upsampling of images [batch, height, width, channels]: the third door to SameDiff's ops,
 * beside {@link Ops} and {@link Arrange} and under the same promises. A bias is added by {@link Ops#add}.
 */
public final class Convolve {
    private Convolve() {}

    /** What lies beyond the edge of an image. */
    public enum Padding {
        /**
         * Zeros, so many that the result has ⌈size / stride⌉ pixels: half of them before the image, rounded down, the
         * others behind it.
         */
        SAME,
        /** Nothing: the kernel stays inside, and the result has ⌊(size - kernel) / stride⌋ + 1 pixels. */
        VALID
    }

    /**
     * The cross-correlation y_ijo = Σ_mnc x_(i·stride+m-p, j·stride+n-q, c) w_mnco, which the field calls convolution.
     *
     * <p>Shapes: x [batch, height, width, in], weights [kernelHeight, kernelWidth, in, out] → [batch, height', width',
     * out] with the sizes that {@link Padding} tells.
     *
     * @param stride in pixels, from 1 up to the smaller side of the kernel
     * @throws ShapeException if the shapes do not fit or the kernel does not fit into the image
     */
    public static SDVariable conv2d(SDVariable x, SDVariable weights, int stride, Padding padding) {
        boolean same = padding == Padding.SAME;
        long[] kernel = Ops.shape(weights);
        long[] out = Shapes.conv2d(Ops.shape(x), kernel, stride, same);
        if (out == null) throw Ops.misfit("conv2d", "stride " + stride + ", padding " + padding, x, weights);
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(kernel[0])
                .kW(kernel[1])
                .sH(stride)
                .sW(stride)
                .paddingMode(same ? PaddingMode.SAME : PaddingMode.VALID)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        return Ops.made("conv2d", new Conv2D(x.getSameDiff(), x, weights, null, config).outputVariable(), out);
    }

    /**
     * The transpose of {@link #conv2d} with padding SAME: the linear map that takes a gradient with respect to its
     * result to the one with respect to its input, with the same weights. Each pixel is painted as a kernel, {@code
     * stride} pixels apart, and what overlaps adds up.
     *
     * <p>Shapes: x [batch, height, width, in], weights [kernelHeight, kernelWidth, out, in] → [batch, stride · height,
     * stride · width, out].
     *
     * @param stride in pixels, from 1 up to the smaller side of the kernel
     * @throws ShapeException if the shapes do not fit
     */
    public static SDVariable transposedConv2d(SDVariable x, SDVariable weights, int stride) {
        long[] kernel = Ops.shape(weights);
        long[] out = Shapes.transposedConv2d(Ops.shape(x), kernel, stride);
        if (out == null) throw Ops.misfit("transposed_conv2d", "stride " + stride, x, weights);
        DeConv2DConfig config = DeConv2DConfig.builder()
                .kH(kernel[0])
                .kW(kernel[1])
                .sH(stride)
                .sW(stride)
                .isSameMode(true)
                .dataFormat(DeConv2DConfig.NHWC)
                .build();
        SDVariable result = new DeConv2D(x.getSameDiff(), x, weights, null, config).outputVariable();
        return Ops.made("transposed_conv2d", result, out);
    }

    /**
     * The largest pixel of each square of 2 x 2; among equals the gradient goes to the first.
     *
     * <p>Shapes: x [batch, height, width, channels] of known even height and width → [batch, height/2, width/2,
     * channels].
     */
    public static SDVariable maxPool2d(SDVariable x) {
        long[] out = halved("max_pool2d", x);
        return Ops.made("max_pool2d", new MaxPooling2D(x.getSameDiff(), x, squares(2, 2, true)).outputVariable(), out);
    }

    /** The mean of each square of 2 x 2; shapes as for {@link #maxPool2d}. */
    public static SDVariable averagePool2d(SDVariable x) {
        long[] out = halved("average_pool2d", x);
        return Ops.made(
                "average_pool2d", new AvgPooling2D(x.getSameDiff(), x, squares(2, 2, true)).outputVariable(), out);
    }

    /** Each pixel becomes a square of 2 x 2: [batch, height, width, channels] → [batch, 2 height, 2 width, channels]. */
    public static SDVariable upsample2d(SDVariable x) {
        long[] out = Ops.shape(x);
        if (out.length != 4) throw Ops.misfit("upsample2d", "wants [batch, height, width, channels]", x);
        for (int axis = 1; axis <= 2; axis++) if (out[axis] != -1) out[axis] *= 2;
        return Ops.made("upsample2d", new Upsampling2d(x.getSameDiff(), x, false, 2, 2).outputVariable(), out);
    }

    private static long[] halved(String op, SDVariable x) {
        long[] out = Ops.shape(x);
        if (out.length != 4 || out[1] < 2 || out[1] % 2 != 0 || out[2] < 2 || out[2] % 2 != 0) {
            throw Ops.misfit(op, "wants [batch, height, width, channels] with known even height and width", x);
        }
        out[1] /= 2;
        out[2] /= 2;
        return out;
    }

    static Pooling2DConfig squares(long height, long width, boolean channelsLast) {
        return Pooling2DConfig.builder()
                .kH(height)
                .kW(width)
                .sH(height)
                .sW(width)
                .paddingMode(PaddingMode.VALID)
                .isNHWC(channelsLast)
                .build();
    }
}
