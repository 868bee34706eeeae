/** Pictures and pages. */
@NullMarked
package lab.samediff.experiments.report;

import org.jspecify.annotations.NullMarked;
