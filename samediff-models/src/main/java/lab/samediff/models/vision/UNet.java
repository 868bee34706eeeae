package lab.samediff.models.vision;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Convolve;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Conv;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Sizes;
import lab.samediff.models.layers.TimeEmbedding;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The network of a denoising diffusion model: what noise is in this image at this time? Images go down two resolutions
 * and up again, and what was seen on the way down is joined to what comes up (Ronneberger et al. 2015,
 * arXiv:1505.04597); every block is told the time (Ho et al. 2020, arXiv:2006.11239, appendix B, without attention).
 *
 * <p>With w = {@code width}: {@code stem} conv to w; {@code down0} block w → w; halved by maximum; {@code down1} block w
 * → 2w; halved; {@code middle} block 2w → 4w; doubled, joined to down1: {@code up1} block 6w → 2w; doubled, joined to
 * down0: {@code up0} block 3w → w; {@code norm}, SiLU, {@code head} conv to channels. All convs are 3x3 but the {@code
 * shortcut}s of blocks, which are 1x1. A block is conv1(SiLU(norm1(x))) plus a linear map {@code time} of the time's
 * features, then conv2(SiLU(norm2(·))), plus x or its shortcut if the number of channels changes. Features of the time:
 * {@code time/hidden} and {@code time/out}, linear maps to 4w, each with a SiLU behind, of 4w sinusoids.
 *
 * @param channels of the images
 * @param width channels at full resolution
 * @param groups of the group norms; divides width
 */
public record UNet(int channels, int width, int groups) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1 or groups do not divide width
     */
    public UNet {
        Sizes.atLeast(1, "channels", channels);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "groups", groups);
        if (width % groups != 0) {
            throw new IllegalArgumentException("width " + width + " is not a multiple of groups " + groups);
        }
    }

    /**
     * The noise in x at time t.
     *
     * <p>Shapes: x [batch, height, width, channels] whose known height and width are multiples of 4, t [batch] in steps,
     * see {@link TimeEmbedding#sinusoidal} → as x.
     *
     * @throws lab.samediff.models.graph.ShapeException if x or t is not so
     */
    public SDVariable noise(Scope s, SDVariable x, SDVariable t) {
        s.expect("unet", x, -1, -1, -1, channels);
        SDVariable time = time(s.in("time"), t);
        SDVariable stem = Conv.conv(s.in("stem"), x, channels, width, 3, 1);
        SDVariable fine = block(s.in("down0"), stem, time, width, width);
        SDVariable half = block(s.in("down1"), Convolve.maxPool2d(fine), time, width, 2 * width);
        SDVariable middle = block(s.in("middle"), Convolve.maxPool2d(half), time, 2 * width, 4 * width);
        SDVariable joined1 = Arrange.concat(3, Convolve.upsample2d(middle), half);
        SDVariable up1 = block(s.in("up1"), joined1, time, 6 * width, 2 * width);
        SDVariable joined0 = Arrange.concat(3, Convolve.upsample2d(up1), fine);
        SDVariable up0 = block(s.in("up0"), joined0, time, 3 * width, width);
        SDVariable normal = Ops.silu(norm(s.in("norm"), up0, width));
        return Conv.conv(s.in("head"), normal, width, channels, 3, 1);
    }

    private SDVariable time(Scope s, SDVariable t) {
        int size = 4 * width;
        SDVariable waves = TimeEmbedding.sinusoidal(s, t, size);
        SDVariable hidden = Ops.silu(Linear.linear(s.in("hidden"), waves, size, size));
        return Ops.silu(Linear.linear(s.in("out"), hidden, size, size));
    }

    private SDVariable block(Scope s, SDVariable x, SDVariable time, int in, int out) {
        SDVariable first = Conv.conv(s.in("conv1"), Ops.silu(norm(s.in("norm1"), x, in)), in, out, 3, 1);
        SDVariable told = Linear.linear(s.in("time"), time, 4 * width, out);
        SDVariable timed = Ops.add(first, Arrange.reshape(told, -1, 1, 1, out));
        SDVariable second = Conv.conv(s.in("conv2"), Ops.silu(norm(s.in("norm2"), timed, out)), out, out, 3, 1);
        return Ops.add(second, in == out ? x : Conv.conv(s.in("shortcut"), x, in, out, 1, 1));
    }

    private SDVariable norm(Scope s, SDVariable x, int size) {
        return Norms.groupNorm(s, x, size, groups, Norms.EPSILON);
    }
}
