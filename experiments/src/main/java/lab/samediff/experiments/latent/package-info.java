/**
 * Experiments with latent variables. {@link lab.samediff.experiments.latent.VaeMnist} shows the form, {@link
 * lab.samediff.experiments.latent.ReparameterisationChecks} the closed forms that it rests on. To add one: such a class
 * here, and a line in {@code Experiments}.
 */
@NullMarked
package lab.samediff.experiments.latent;

import org.jspecify.annotations.NullMarked;
