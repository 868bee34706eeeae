/**
 * Models that act. Start with {@link lab.samediff.models.control.ActorCritic};
 * {@link lab.samediff.models.control.GeneralisedAdvantage} says how much better than expected an action was.
 *
 * <p>To add one: a record of its sizes whose constructor checks them, functions of scope and observation, its paper in
 * the Javadoc, and a case in {@code ModelCases}.
 */
@NullMarked
package lab.samediff.models.control;

import org.jspecify.annotations.NullMarked;
