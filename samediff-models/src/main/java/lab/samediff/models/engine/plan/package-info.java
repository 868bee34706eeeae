/** The compiled engine. */
@NullMarked
package lab.samediff.models.engine.plan;

import org.jspecify.annotations.NullMarked;
