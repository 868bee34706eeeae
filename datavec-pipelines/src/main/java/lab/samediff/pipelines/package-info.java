/** Root of the pipelines. */
@NullMarked
package lab.samediff.pipelines;

import org.jspecify.annotations.NullMarked;
