/**
 * Models of two players, one that makes and one that judges. Start with
 * {@link lab.samediff.models.adversarial.Dcgan}; {@link lab.samediff.models.adversarial.Wgan} is two perceptrons with a
 * {@link lab.samediff.models.adversarial.Lipschitz} critic.
 *
 * <p>To add one: a record of its sizes whose constructor checks them, a function of scope and input for each player, at
 * the places {@code generator} and {@code critic} of one {@code Params}, and a function for each player's loss, which
 * becomes a {@code Step} that moves that player only; its paper in the Javadoc, rows in {@code BlockCases} and a test of
 * its own.
 */
@NullMarked
package lab.samediff.models.adversarial;

import org.jspecify.annotations.NullMarked;
