/**
 * Models with latent variables. Start with {@link lab.samediff.models.latent.Vae}.
 *
 * <p>To add one: a record of its sizes whose constructor checks them; noise comes in as an input, so that a step can be
 * repeated; its bound from the terms in {@code losses}; its paper in the Javadoc; a case in {@code ModelCases}; and a
 * test of the bound against the likelihood by quadrature at a tiny size.
 */
@NullMarked
package lab.samediff.models.latent;

import org.jspecify.annotations.NullMarked;
