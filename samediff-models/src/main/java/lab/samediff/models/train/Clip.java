package lab.samediff.models.train;

import java.util.Collection;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Limits gradients before the rule sees them; all gradients of a step are limited together. */
public sealed interface Clip {
    /** Limits the gradients in place. */
    void apply(Collection<INDArray> gradients);

    /** What all entries are multiplied by, given the sum of the squares of all of them. */
    default double factor(double squares) {
        return 1;
    }

    /** What no entry may exceed in magnitude; infinite if there is no such limit. */
    default double bound() {
        return Double.POSITIVE_INFINITY;
    }

    /** Leaves them as they are. */
    record None() implements Clip {
        @Override
        public void apply(Collection<INDArray> gradients) {}
    }

    /** Scales all by one factor so that their joint Euclidean norm is at most {@code limit}. Pascanu et al. 2013, arXiv:1211.5063. */
    record Norm(double limit) implements Clip {
        public Norm {
            if (!(limit > 0)) throw new IllegalArgumentException("limit must be positive, got " + limit);
        }

        @Override
        public void apply(Collection<INDArray> gradients) {
            double squares = 0;
            for (INDArray gradient : gradients) {
                double norm = gradient.norm2Number().doubleValue();
                squares += norm * norm;
            }
            double factor = factor(squares);
            if (factor < 1) gradients.forEach(gradient -> gradient.muli(factor));
        }

        @Override
        public double factor(double squares) {
            return Math.min(1, limit / Math.sqrt(squares));
        }
    }

    /** Limits each entry to [-limit, limit]. */
    record Value(double limit) implements Clip {
        public Value {
            if (!(limit > 0)) throw new IllegalArgumentException("limit must be positive, got " + limit);
        }

        @Override
        public void apply(Collection<INDArray> gradients) {
            gradients.forEach(gradient -> gradient.assign(Nd4j.math().clipByValue(gradient, -limit, limit)));
        }

        @Override
        public double bound() {
            return limit;
        }
    }
}
