/**
 * Experiments with pictures. {@link lab.samediff.experiments.vision.VitMnist} shows the form: settings as a record,
 * references with their sources, and a loop that reads like the paper's. To add one: such a class here, and a line in
 * {@code Experiments}.
 */
@NullMarked
package lab.samediff.experiments.vision;

import org.jspecify.annotations.NullMarked;
