package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A stochastic differential equation dX_i = f_i(t, X) dt + g_i(t, X_i) dW_i in Itô's sense, where each coordinate has a
 * Brownian motion of its own. Shapes: x [n, d] (or any) → the same shape and type; x is left as it is.
 */
public sealed interface Sde permits OrnsteinUhlenbeck, DampedRotation, GeometricBrownian, Langevin {
    /** f(t, x). */
    INDArray drift(double t, INDArray x);

    /** g(t, x). */
    INDArray diffusion(double t, INDArray x);

    /** g ∂g/∂x, which {@link Milstein} needs; 0 where the noise does not depend on the state. */
    INDArray diffusionSlope(double t, INDArray x);
}
