/**
 * Models of images: {@link lab.samediff.models.vision.Vit} tells what is in one, {@link lab.samediff.models.vision.UNet}
 * gives another of the same size, {@link lab.samediff.models.vision.LeNet} is small and tells pictures apart. Start with
 * the first. Its images are [batch, channels, height, width]; convolutions want [batch, height, width, channels].
 *
 * <p>To add one: a record of its sizes whose constructor checks them, a function of scope and image, its paper in the
 * Javadoc, a row in {@code BlockCases}, and one in {@code ModelContractTest} with the closed formula of its number of
 * parameters, or the same laws in a test of its own where it takes more than an image.
 */
@NullMarked
package lab.samediff.models.vision;

import org.jspecify.annotations.NullMarked;
