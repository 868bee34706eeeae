/**
 * Distributions in plain Java and float64: log-densities, entropies, divergences and samples by their closed forms.
 * Exact answers to compare a network with, and what an experiment reads off the numbers that a network gave; what is
 * trained through lives in {@code losses}. Start with {@link lab.samediff.models.probability.Gaussian}.
 *
 * <p>To add one: a class that cannot change, whose factory checks its numbers, with the units in the Javadoc, and a
 * test of its density against its samples and of its closed forms against sums or quadrature.
 */
@NullMarked
package lab.samediff.models.probability;

import org.jspecify.annotations.NullMarked;
