/**
 * Moving points through time: integrators of ordinary and stochastic differential equations, the paths and couplings of
 * flow matching, the noise schedules and samplers of diffusion, and the optimal-transport distances that judge where the
 * points end up. Arrays and functions only: nothing here knows
 * a graph, so a learnt velocity is just another {@link lab.samediff.models.dynamics.VelocityField}.
 *
 * <p>Start with {@link lab.samediff.models.dynamics.RungeKutta4} for a known number of steps and
 * {@link lab.samediff.models.dynamics.DormandPrince} for a known accuracy; both are an
 * {@link lab.samediff.models.dynamics.Integrator} and count evaluations of the field:
 *
 * <pre>{@code
 * Solution solution = new DormandPrince(1e-4, 1e-4).integrate(field, 0, 1, x0);
 * double distance = Wasserstein.squaredW2(solution.state(), data);
 * }</pre>
 *
 * <p>For training by flow matching: pair a batch with a {@link lab.samediff.models.dynamics.Coupling}, take points of a
 * {@link lab.samediff.models.dynamics.Path}, regress its velocity.
 *
 * <p>For stochastic equations: {@link lab.samediff.models.dynamics.EulerMaruyama} on an
 * {@link lab.samediff.models.dynamics.Sde}. For diffusion: a {@link lab.samediff.models.dynamics.NoiseSchedule} says how
 * much noise there is at each time, a {@link lab.samediff.models.dynamics.NoiseModel} what it is, and a
 * {@link lab.samediff.models.dynamics.Sampler}, of which {@link lab.samediff.models.dynamics.Ddim} is the one to start
 * with, takes it away.
 *
 * <p>To add a fixed-step method: a record with its {@link lab.samediff.models.dynamics.Tableau} that implements
 * {@link lab.samediff.models.dynamics.FixedStep}, and a line in {@code FixedStepTest.all()}. To add a path: a record
 * with two weights and their derivatives, and a line in {@code PathTest.all()}. To add a stochastic method, an equation, a
 * noise schedule or a sampler: a record, its paper in the Javadoc, its name in the {@code permits} clause, and a line in
 * {@code SdeIntegratorTest}, {@code SdeTest}, {@code NoiseScheduleTest} or {@code SamplerTest}.
 *
 * <p>{@link lab.samediff.models.dynamics.Assignment} and {@link lab.samediff.models.dynamics.Wasserstein} live here and
 * not among the densities of the probability package, because minibatch couplings need them and this package must not
 * lean on one that builds graphs.
 */
@NullMarked
package lab.samediff.models.dynamics;

import org.jspecify.annotations.NullMarked;
