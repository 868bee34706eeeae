/** Root of the models. */
@NullMarked
package lab.samediff.models;

import org.jspecify.annotations.NullMarked;
