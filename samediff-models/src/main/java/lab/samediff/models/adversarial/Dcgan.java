package lab.samediff.models.adversarial;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Conv;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Sizes;
import lab.samediff.models.losses.Adversarial;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A convolutional generator of images and a convolutional critic. Radford et al. 2016, arXiv:1511.06434, with two
 * resolutions and with weights that begin as is usual for their layers instead of as N(0, 0.02²).
 *
 * <p>With w = {@code width} and b = size/4, generator: {@code project} linear to [b, b, 2w], {@code norm0}, ReLU; {@code
 * up1} transposed conv to [2b, 2b, w], {@code norm1}, ReLU; {@code up2} transposed conv to the image, tanh. Critic:
 * {@code down1} conv to [2b, 2b, w], leaky ReLU; {@code down2} conv to [b, b, 2w], {@code norm}, leaky ReLU; {@code
 * head} linear to one logit. Kernels are 4x4 with stride 2, norms are batch norms, slopes 0.2; what a norm follows has no
 * bias.
 *
 * <p>Two steps over one {@code Params} train it, by turns:
 *
 * <pre>{@code
 * Step critic = Step.of(params, "critic", rule, s -> gan.criticLoss(s, real(s), fake(s)));
 * Step generator = Step.of(params, "generator", rule, s -> gan.generatorLoss(s, s.input("z", -1, gan.latent())));
 * }</pre>
 *
 * where {@code fake} is an input fed with what a call of the generator gave. In either, both players' batch norms use
 * the batch.
 *
 * @param latent size of the noise that an image is made of
 * @param width channels at half resolution
 * @param size height and width of the images; a multiple of 4
 * @param channels of the images
 */
public record Dcgan(int latent, int width, int size, int channels) {
    private static final double LEAK = 0.2;
    private static final int KERNEL = 4;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1 or {@code size} is not a multiple of 4
     */
    public Dcgan {
        Sizes.atLeast(1, "latent", latent);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(4, "size", size);
        Sizes.atLeast(1, "channels", channels);
        if (size % 4 != 0) throw new IllegalArgumentException("size must be a multiple of 4, got " + size);
    }

    /** For images of 28 x 28 pixels and one channel. */
    public Dcgan(int latent, int width) {
        this(latent, width, 28, 1);
    }

    /** The generator. Shapes: z [batch, latent] → image [batch, size, size, channels] in (-1, 1). */
    public SDVariable image(Scope s, SDVariable z) {
        s.expect("generator", z, -1, latent);
        int side = size / 4;
        SDVariable projected = Linear.withoutBias(s.in("project"), z, latent, side * side * 2 * width);
        SDVariable small = Arrange.reshape(projected, -1, side, side, 2L * width);
        SDVariable first = Ops.relu(norm(s.in("norm0"), small, 2 * width));
        SDVariable half = Conv.transposedWithoutBias(s.in("up1"), first, 2 * width, width, KERNEL, 2);
        SDVariable second = Ops.relu(norm(s.in("norm1"), half, width));
        return Ops.tanh(Conv.transposed(s.in("up2"), second, width, channels, KERNEL, 2));
    }

    /** The critic. Shapes: image [batch, size, size, channels] in [-1, 1] → logit [batch, 1], positive for real. */
    public SDVariable logit(Scope s, SDVariable image) {
        s.expect("critic", image, -1, size, size, channels);
        int side = size / 4;
        SDVariable half = Conv.conv(s.in("down1"), image, channels, width, KERNEL, 2);
        SDVariable first = Ops.leakyRelu(half, LEAK);
        SDVariable small = Conv.withoutBias(s.in("down2"), first, width, 2 * width, KERNEL, 2);
        SDVariable second = Ops.leakyRelu(norm(s.in("norm"), small, 2 * width), LEAK);
        int length = side * side * 2 * width;
        return Linear.linear(s.in("head"), Arrange.reshape(second, -1, length), length, 1);
    }

    /**
     * The loss of the step that moves {@code critic}; real and fake images go through its batch norm apart from each
     * other. Shapes: both [batch, size, size, channels] → scalar.
     */
    public SDVariable criticLoss(Scope s, SDVariable real, SDVariable fake) {
        return Adversarial.critic(logit(s.in("critic"), real), logit(s.again("critic"), fake));
    }

    /** The loss of the step that moves {@code generator}. Shapes: z [batch, latent] → scalar. */
    public SDVariable generatorLoss(Scope s, SDVariable z) {
        SDVariable fake = image(s.in("generator"), z);
        return Adversarial.generator(logit(s.in("critic"), fake));
    }

    private static SDVariable norm(Scope s, SDVariable x, int width) {
        return Norms.batchNorm(s, x, width, Norms.EPSILON);
    }
}
