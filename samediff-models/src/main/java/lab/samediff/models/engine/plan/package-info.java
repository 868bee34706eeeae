/**
 * Compiled steps: a graph written once as instructions for inputs of given shapes, and run many times. A tour in the
 * order in which a graph passes through:
 *
 * <ol>
 *   <li>{@link lab.samediff.models.engine.plan.Plan} is the door: compile, run, read results.
 *   <li>{@link lab.samediff.models.engine.plan.Lowering} walks SameDiff's gradient graph and asks
 *       {@link lab.samediff.models.engine.plan.Rules}, {@link lab.samediff.models.engine.plan.Derivatives} and
 *       {@link lab.samediff.models.engine.plan.Images} how each op is written with
 *       {@link lab.samediff.models.engine.plan.Builder}: as a {@link lab.samediff.models.engine.plan.Node}, or only as
 *       another {@link lab.samediff.models.engine.plan.Value}, a strided view of a
 *       {@link lab.samediff.models.engine.plan.Root}. What nothing handed out depends on never gets into the
 *       {@link lab.samediff.models.engine.plan.Program}.
 *   <li>{@link lab.samediff.models.engine.plan.Spreading} says which thread computes what, following the samples of the
 *       {@link lab.samediff.models.engine.plan.Batch}, and puts together what threads need of each other.
 *   <li>{@link lab.samediff.models.engine.plan.Fusion} joins nodes to {@link lab.samediff.models.engine.plan.Region}s,
 *       which run tile by tile; {@link lab.samediff.models.engine.plan.Access} says how a view is met row by row.
 *   <li>{@link lab.samediff.models.engine.plan.Memories} lays everything out;
 *       {@link lab.samediff.models.engine.plan.Assembly} writes the instructions, with meetings of the
 *       {@link lab.samediff.models.engine.plan.Team} where needed: regions by
 *       {@link lab.samediff.models.engine.plan.RegionWriter}, all else by
 *       {@link lab.samediff.models.engine.plan.Singles}.
 * </ol>
 *
 * <p>To add an op of SameDiff: a line in {@code Rules}, {@code Derivatives} or {@code Images} that writes it with what is
 * there, and a case in the op tables of the tests, which compare every plan with the interpreter. To add an element-wise
 * kernel: a constant of {@link lab.samediff.models.engine.kernels.Unary} (its definition runs at once), a rule that uses
 * it, and, if it is hot, a vector loop beside the others. {@link lab.samediff.models.engine.plan.Plan#profile} tells
 * where the time goes.
 */
@NullMarked
package lab.samediff.models.engine.plan;

import org.jspecify.annotations.NullMarked;
