package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The right-hand side of dx/dt = v(t, x). */
@FunctionalInterface
public interface VelocityField {
    /**
     * Velocity at one time of a batch of points. Shapes: x [n, d] (or [n, ...]) → the same shape and type.
     *
     * <p>The field must leave {@code x} as it is. It may return the same array at each call: integrators copy it.
     */
    INDArray at(double t, INDArray x);
}
