package lab.samediff.models.adversarial;

import java.util.Arrays;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Sizes;
import lab.samediff.models.losses.EarthMover;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What keeps a critic from being arbitrarily steep, so that its scores estimate the earth mover's distance: something in
 * its loss, or something that is done to its weights after each step.
 */
public sealed interface Lipschitz {
    /**
     * The loss of the step that moves {@code critic}.
     *
     * <p>Shapes: real, fake [batch, n], mix [batch, 1] in [0, 1] → scalar.
     *
     * @param critic maps [batch, n] to [batch, 1]
     * @param mix how much of the fake is in a point between a real and a fake one
     */
    default SDVariable loss(Scope s, Mlp critic, SDVariable real, SDVariable fake, SDVariable mix) {
        SDVariable onReal = critic.apply(s.in("critic"), real);
        SDVariable onFake = critic.apply(s.again("critic"), fake);
        return Ops.neg(EarthMover.distance(onReal, onFake));
    }

    /** Brings the critic's weights back, in place, to where they may be; called after each of its steps. */
    default void project(Params critic) {}

    /** ‖∇ score‖ at real + mix (fake − real); s is the critic's place. Shapes: as for loss → [batch, 1]. */
    static SDVariable slopesBetween(Scope s, Mlp critic, SDVariable real, SDVariable fake, SDVariable mix) {
        SDVariable between = Ops.add(real, Ops.mul(Ops.sub(fake, real), mix));
        return EarthMover.slopes(critic.apply(s, between), between);
    }

    /** Nothing: the score differences grow without end. */
    record None() implements Lipschitz {}

    /**
     * Each weight and bias is clipped to [−bound, bound]. Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1.
     *
     * @param bound positive; 0.01 in the paper
     */
    record Clip(double bound) implements Lipschitz {
        /** @throws IllegalArgumentException unless the bound is positive */
        public Clip {
            if (!(bound > 0)) throw new IllegalArgumentException("bound must be positive, got " + bound);
        }

        @Override
        public void project(Params critic) {
            critic.arrays().values().forEach(array -> array.assign(Nd4j.math().clipByValue(array, -bound, bound)));
        }
    }

    /**
     * Adds weight · mean of (slope − 1)² at random points between real and fake ones. Gulrajani et al. 2017,
     * arXiv:1704.00028, eq. 3.
     *
     * @param weight positive; λ = 10 in the paper, 0.1 in its code for points in the plane
     */
    record Penalty(double weight) implements Lipschitz {
        /** @throws IllegalArgumentException unless the weight is positive */
        public Penalty {
            if (!(weight > 0)) throw new IllegalArgumentException("weight must be positive, got " + weight);
        }

        @Override
        public SDVariable loss(Scope s, Mlp critic, SDVariable real, SDVariable fake, SDVariable mix) {
            SDVariable unbounded = Lipschitz.super.loss(s, critic, real, fake, mix);
            SDVariable slopes = slopesBetween(s.again("critic"), critic, real, fake, mix);
            return Ops.add(unbounded, Ops.mul(EarthMover.penalty(slopes), weight));
        }
    }

    /**
     * Each weight matrix is divided by its largest singular value where that is above 1, so that a critic whose
     * activations have slopes of at most 1 is 1-Lipschitz. Gouk et al. 2021, arXiv:1804.04368, algorithm 1. Spectral
     * normalisation (Miyato et al. 2018, arXiv:1802.05957) divides in the graph, also where the value is below 1.
     *
     * @param iterations of the power method, which finds that value from below; at least 1
     */
    record Spectral(int iterations) implements Lipschitz {
        /** @throws IllegalArgumentException if there is no iteration */
        public Spectral {
            Sizes.atLeast(1, "iterations", iterations);
        }

        @Override
        public void project(Params critic) {
            for (INDArray array : critic.arrays().values()) {
                if (array.rank() != 2) continue;
                double largest = largestSingularValue(array.toDoubleMatrix(), iterations);
                if (largest > 1) array.divi(largest);
            }
        }

        /** ‖Av‖ of the unit vector v that the power method on AᵀA ends with. */
        static double largestSingularValue(double[][] matrix, int iterations) {
            int columns = matrix[0].length;
            double[] right = new double[columns];
            // Any start will do that is not orthogonal to the one sought, which this is for no matrix of a training.
            for (int j = 0; j < columns; j++) right[j] = 1 + 1.0 / (j + 1);
            double value = 0;
            for (int i = 0; i <= iterations; i++) {
                double length = Math.sqrt(Arrays.stream(right).map(r -> r * r).sum());
                if (length == 0) return 0;
                double[] left = new double[matrix.length];
                double[] next = new double[columns];
                value = 0;
                for (int row = 0; row < matrix.length; row++) {
                    for (int j = 0; j < columns; j++) left[row] += matrix[row][j] * right[j] / length;
                    for (int j = 0; j < columns; j++) next[j] += matrix[row][j] * left[row];
                    value += left[row] * left[row];
                }
                right = next;
            }
            return Math.sqrt(value);
        }
    }
}
