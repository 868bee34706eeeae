/**
 * Networks of flows: invertible maps with an exact likelihood, {@link lab.samediff.models.flows.RealNvp}, and velocity
 * fields that an integrator follows, {@link lab.samediff.models.flows.VelocityMlp}, with which to start.
 *
 * <p>To add one: a record of its sizes whose constructor checks them, a function of scope, point and time, its paper in
 * the Javadoc, and a row in {@code ModelContractTest} with the closed formula of its number of parameters.
 */
@NullMarked
package lab.samediff.models.flows;

import org.jspecify.annotations.NullMarked;
