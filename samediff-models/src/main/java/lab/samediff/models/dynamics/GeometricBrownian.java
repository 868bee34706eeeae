package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Geometric Brownian motion dX = μ X dt + σ X dW, solved by X_t = X_0 exp((μ − σ²/2) t + σ W_t). Kloeden and Platen
 * 1992, Numerical Solution of Stochastic Differential Equations, section 4.4.
 *
 * @param growth μ, per unit of time
 * @param volatility σ, 0 or more
 */
public record GeometricBrownian(double growth, double volatility) implements Sde {
    /** @throws IllegalArgumentException if growth is not finite or the volatility negative or not finite */
    public GeometricBrownian {
        if (!Double.isFinite(growth)) {
            throw new IllegalArgumentException("growth must be finite, not " + growth);
        }
        AdditiveNoise.require("volatility", volatility);
    }

    @Override
    public INDArray drift(double t, INDArray x) {
        return x.mul(growth);
    }

    @Override
    public INDArray diffusion(double t, INDArray x) {
        return x.mul(volatility);
    }

    @Override
    public INDArray diffusionSlope(double t, INDArray x) {
        return x.mul(volatility * volatility);
    }
}
