/**
 * Experiments with graphs, in the sense of nodes and edges. {@link lab.samediff.experiments.graphs.GinLinkPrediction}
 * shows the form; those that predict edges share the package's {@code LinkTask}. To add one: such a class here, and a
 * line in {@code Experiments}.
 */
@NullMarked
package lab.samediff.experiments.graphs;

import org.jspecify.annotations.NullMarked;
