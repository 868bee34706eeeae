/**
 * Gradient checks that a user runs on their own machine and backend ({@code lab doctor}): one small case for every op
 * that {@link lab.samediff.models.graph.Ops} and {@link lab.samediff.models.graph.Arrange} let in, and one for every
 * block and model. {@link lab.samediff.models.checks.SelfCheck} runs them, and compares the compiled with the
 * interpreted run of each.
 *
 * <p>To add one: a line in {@link lab.samediff.models.checks.OpCases} or
 * {@link lab.samediff.models.checks.BlockCases} and {@link lab.samediff.models.checks.ModelCases}; a test fails if an op has
 * none.
 */
@NullMarked
package lab.samediff.models.checks;

import org.jspecify.annotations.NullMarked;
