/**
 * Networks of diffusion models. Start with {@link lab.samediff.models.diffusion.NoiseMlp}, which works on points; how
 * much noise there is when, and how it is taken away again, is in {@code dynamics}.
 *
 * <p>To add one: a record of its sizes with a function {@code noise(scope, x, t)}, and a row in {@code
 * ModelContractTest}.
 */
@NullMarked
package lab.samediff.models.diffusion;

import org.jspecify.annotations.NullMarked;
