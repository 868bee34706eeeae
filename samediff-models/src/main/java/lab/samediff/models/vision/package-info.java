/**
 * Models of images. Start with {@link lab.samediff.models.vision.Vit}.
 *
 * <p>To add one: a record of its sizes whose constructor checks them, a function of scope and image, its paper in the
 * Javadoc, and a row in {@code ModelContractTest} with the closed formula of its number of parameters.
 */
@NullMarked
package lab.samediff.models.vision;

import org.jspecify.annotations.NullMarked;
