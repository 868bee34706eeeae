/**
 * Experiments with differential equations, ordinary and stochastic, whose answers are known in closed form.
 * {@link lab.samediff.experiments.dynamics.OdeSolvers} shows the form. To add one: such a class here, and a line in
 * {@code Experiments}.
 */
@NullMarked
package lab.samediff.experiments.dynamics;

import org.jspecify.annotations.NullMarked;
