/**
 * Networks of flows: velocity fields and, in time, invertible maps. Start with
 * {@link lab.samediff.models.flows.VelocityMlp}.
 *
 * <p>To add one: a record of its sizes whose constructor checks them, a function of scope, point and time, its paper in
 * the Javadoc, and a row in {@code ModelContractTest} with the closed formula of its number of parameters.
 */
@NullMarked
package lab.samediff.models.flows;

import org.jspecify.annotations.NullMarked;
