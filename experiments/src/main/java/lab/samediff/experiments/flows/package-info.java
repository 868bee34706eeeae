/**
 * Experiments with flows between distributions. {@link lab.samediff.experiments.flows.FlowMatchingMoons} shows the
 * form; {@link lab.samediff.experiments.flows.RealNvpPlane} has an exact likelihood. To add one: such a class here, and a line in {@code Experiments}.
 */
@NullMarked
package lab.samediff.experiments.flows;

import org.jspecify.annotations.NullMarked;
