/**
 * Experiments with diffusion models and learnt scores, in the plane, where the truth is known in closed form.
 * {@link lab.samediff.experiments.diffusion.VeSde2d} shows the form; {@link
 * lab.samediff.experiments.diffusion.Denoising} is what all have in common, learning what noise there is in a point. To
 * add one: a class like it, and a line in {@code Experiments}.
 */
@NullMarked
package lab.samediff.experiments.diffusion;

import org.jspecify.annotations.NullMarked;
