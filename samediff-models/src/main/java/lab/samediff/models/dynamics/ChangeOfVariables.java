package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Densities of points that move with a field: along dx/dt = v(t, x) the density obeys d ln p(x_t) / dt = −div v. Chen et
 * al. 2018, arXiv:1806.07366, theorem 1; for diffusions Song et al. 2021, arXiv:2011.13456, eq. 39.
 */
public final class ChangeOfVariables {
    private ChangeOfVariables() {}

    /** A velocity together with its divergence Σ ∂v_i/∂x_i. */
    @FunctionalInterface
    public interface Field {
        /** Shapes: x [n, d] → velocity [n, d] and divergence [n, 1], of the type of x. */
        Flow at(double t, INDArray x);
    }

    /**
     * What a {@link Field} answers.
     *
     * @param velocity v [n, d]
     * @param divergence div v [n, 1]
     */
    public record Flow(INDArray velocity, INDArray divergence) {}

    /**
     * Where points came to, and how their density changed on the way.
     *
     * @param end positions [n, d] at the end
     * @param divergence ∫ div v dt along each path [n, 1], so that ln p(start) = ln p(end) + divergence
     * @param evaluations how often the field was evaluated
     */
    public record Transported(INDArray end, INDArray divergence, long evaluations) {}

    /**
     * Moves points from t0 to t1, forwards or backwards, the integral beside them as one more coordinate.
     *
     * @param x0 [n, d], FLOAT or DOUBLE; it is not changed
     * @throws IllegalArgumentException as {@link Integrator#integrate} says, or if x0 is no matrix
     */
    public static Transported transport(Integrator integrator, Field field, double[] times, INDArray x0) {
        if (x0.rank() != 2) {
            throw new IllegalArgumentException("points must be [n, d], got rank " + x0.rank());
        }
        long dim = x0.size(1);
        INDArray start = Nd4j.concat(1, x0, Nd4j.zeros(x0.dataType(), x0.size(0), 1));
        VelocityField joined = (t, state) -> {
            Flow flow = field.at(t, points(state, dim));
            return Nd4j.concat(1, flow.velocity(), flow.divergence());
        };
        Solution solution = integrator.integrate(joined, times, start);
        INDArray end = solution.state();
        INDArray divergence =
                end.get(NDArrayIndex.all(), NDArrayIndex.interval(dim, dim + 1)).dup('c');
        return new Transported(points(end, dim), divergence, solution.evaluations());
    }

    private static INDArray points(INDArray state, long dim) {
        return state.get(NDArrayIndex.all(), NDArrayIndex.interval(0, dim)).dup('c');
    }
}
