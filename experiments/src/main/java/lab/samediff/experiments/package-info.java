/** Root of the experiments. */
@NullMarked
package lab.samediff.experiments;

import org.jspecify.annotations.NullMarked;
