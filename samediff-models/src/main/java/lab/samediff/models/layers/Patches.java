package lab.samediff.models.layers;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Images cut into square patches, row by row. Dosovitskiy et al. 2021, arXiv:2010.11929, section 3.1.
 *
 * @param height of the images in pixels
 * @param width of the images in pixels
 * @param channels of the images
 * @param size side of a patch in pixels; divides height and width
 */
public record Patches(int height, int width, int channels, int size) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1 or patches do not fill the image
     */
    public Patches {
        Sizes.atLeast(1, "height", height);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "channels", channels);
        Sizes.atLeast(1, "size", size);
        if (height % size != 0 || width % size != 0) {
            throw new IllegalArgumentException(
                    "patches of size " + size + " do not fill an image of " + height + " x " + width);
        }
    }

    /** The number of patches of an image. */
    public int count() {
        return height / size * (width / size);
    }

    /** The number of values in a patch. */
    public int length() {
        return channels * size * size;
    }

    /** Shapes: image [batch, channels, height, width] → [batch, count, length], a patch in order channel, row, column. */
    public SDVariable split(Scope s, SDVariable image) {
        s.expect("patches", image, -1, channels, height, width);
        SDVariable grid = Arrange.reshape(image, -1, channels, height / size, size, width / size, size);
        SDVariable patches = Arrange.permute(grid, 0, 2, 4, 1, 3, 5);
        return Arrange.reshape(patches, -1, count(), length());
    }

    /** A linear map of each patch. Shapes: image [batch, channels, height, width] → [batch, count, out]. */
    public SDVariable embed(Scope s, SDVariable image, int out) {
        return Linear.linear(s, split(s, image), length(), out);
    }
}
