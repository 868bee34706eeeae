package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * E[ε | x_t = x], the noise that is to be expected in a point of a diffusion x_t = x_0 + σ(t) ε; the score of the noised
 * density is −1/σ(t) of it (Vincent 2011, doi:10.1162/NECO_a_00142).
 */
@FunctionalInterface
public interface NoiseModel {
    /** Shapes: x [n, d] (or any) → the same shape and type. May answer each call in one buffer; x is left as it is. */
    INDArray noise(double t, INDArray x);
}
