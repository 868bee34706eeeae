/**
 * Environments: a source of data that answers to what an agent does. Start with {@link
 * lab.samediff.pipelines.control.CartPole} and {@link lab.samediff.pipelines.control.Episode}.
 *
 * <p>To add one: a record that implements {@code Environment} as pure functions of a state, its equations, units,
 * constants and source in the Javadoc, its name in the {@code permits} clause, and in a test the same equations solved in
 * another way.
 */
@NullMarked
package lab.samediff.pipelines.control;

import org.jspecify.annotations.NullMarked;
