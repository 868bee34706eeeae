package lab.samediff.models.vision;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Convolve;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Conv;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A small convolutional classifier in the form of LeNet-5 (LeCun, Bottou, Bengio, Haffner 1998, figure 2), as it is
 * built today: rectifiers, largest of 2 x 2 pixels, and convolutions that keep the size. Parameters: {@code conv0}, {@code
 * conv1}, {@code dense0}, {@code dense1}, {@code head}.
 *
 * <p>What lies before the head is used to compare sets of pictures.
 *
 * @param size height and width of the grey images; a multiple of 4
 * @param classes number of logits
 */
public record LeNet(int size, int classes) {
    /** Numbers that stand for an image before the head. */
    public static final int FEATURES = 84;

    private static final int KERNEL = 5;
    private static final int FIRST = 6;
    private static final int SECOND = 16;
    private static final int DENSE = 120;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if size is not a positive multiple of 4 or classes is below 1
     */
    public LeNet {
        Sizes.atLeast(4, "size", size);
        Sizes.atLeast(1, "classes", classes);
        if (size % 4 != 0) throw new IllegalArgumentException("size must be a multiple of 4, got " + size);
    }

    /** What the head sees. Shapes: image [batch, size, size, 1] → [batch, 84], not negative. */
    public SDVariable features(Scope s, SDVariable image) {
        s.expect("lenet", image, -1, size, size, 1);
        SDVariable first = Ops.relu(Conv.conv(s.in("conv0"), image, 1, FIRST, KERNEL, 1));
        SDVariable half = Convolve.maxPool2d(first); // [batch, size/2, size/2, 6]
        SDVariable second = Ops.relu(Conv.conv(s.in("conv1"), half, FIRST, SECOND, KERNEL, 1));
        SDVariable quarter = Convolve.maxPool2d(second); // [batch, size/4, size/4, 16]
        int length = size / 4 * (size / 4) * SECOND;
        SDVariable flat = Arrange.reshape(quarter, -1, length);
        SDVariable dense = Ops.relu(Linear.linear(s.in("dense0"), flat, length, DENSE));
        return Ops.relu(Linear.linear(s.in("dense1"), dense, DENSE, FEATURES));
    }

    /** Shapes: image [batch, size, size, 1] → logits [batch, classes]. */
    public SDVariable logits(Scope s, SDVariable image) {
        SDVariable features = features(s, image);
        return Linear.linear(s.in("head"), features, FEATURES, classes);
    }
}
