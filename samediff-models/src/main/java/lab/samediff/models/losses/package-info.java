/**
 * Losses: functions of predictions and targets to a scalar, a mean over the batch, built from {@code Ops} alone because
 * SameDiff's own losses ignore the gradient that comes from above and some overflow. Start with
 * {@link lab.samediff.models.losses.CrossEntropy}.
 *
 * <p>To add one: a static function whose name says what it takes ({@code ofLogits}), the unit and the reduction in the
 * Javadoc, and a test against plain loops, of its gradient, and with huge inputs.
 */
@NullMarked
package lab.samediff.models.losses;

import org.jspecify.annotations.NullMarked;
