/**
 * Experiments with molecules. {@link lab.samediff.experiments.chemistry.GcnSmiles} shows the form. To add one: such a class
 * here, and a line in {@code Experiments}. To add a data set: a constant in {@link
 * lab.samediff.experiments.chemistry.Task}.
 */
@NullMarked
package lab.samediff.experiments.chemistry;

import org.jspecify.annotations.NullMarked;
