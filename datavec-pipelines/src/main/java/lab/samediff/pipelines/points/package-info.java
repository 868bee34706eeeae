/**
 * Distributions of points in the plane, for flows, diffusion and flow matching: cheap, drawn rather than read, and known
 * in closed form. Start with {@link lab.samediff.pipelines.points.TwoMoons}; {@link
 * lab.samediff.pipelines.points.Points#sample} makes a batch of any of them.
 *
 * <p>Several of these have variants that share a name and not a density. Each variant is a factory here ({@code
 * scikitLearn}, {@code torchcfm}, ...): when a result is compared with a published one, use the factory that is named
 * after the publication's code.
 *
 * <p>To add one: a record that implements {@code Points} and checks its parameters, its name in the {@code permits}
 * clause, its definition and source in the Javadoc, and in {@code PointsTest} its moments in closed form or a sample from
 * another program to compare with.
 */
@NullMarked
package lab.samediff.pipelines.points;

import org.jspecify.annotations.NullMarked;
