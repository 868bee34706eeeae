/**
 * Experiments with agents that act. {@link lab.samediff.experiments.control.PpoCartPole} shows the form; {@code Actors},
 * {@code Ppo}, {@code Learner} and {@code Evaluation} are what such experiments share. To add one: such a class here, and
 * a line in {@code Experiments}.
 */
@NullMarked
package lab.samediff.experiments.control;

import org.jspecify.annotations.NullMarked;
