/**
 * Experiments with two players. {@link lab.samediff.experiments.adversarial.WganRing} shows the form: settings as a
 * record, two steps over one {@code Params}, and a loop that reads like the paper's. To add one: such a class here, and a
 * line in {@code Experiments}.
 *
 * <p>{@code Critic} and {@code Players} are what the experiments share; {@code Frechet} and {@code Judge} measure
 * pictures by the features of a LeNet that is trained for the purpose.
 */
@NullMarked
package lab.samediff.experiments.adversarial;

import org.jspecify.annotations.NullMarked;
