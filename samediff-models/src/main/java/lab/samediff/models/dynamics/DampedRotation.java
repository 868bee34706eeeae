package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * dX = (J − damping·I) X dt + g dW in the plane, where J turns by a quarter counter-clockwise. Without noise the radius
 * falls as e^(−damping·t) at one turn per 2π; with it the stationary distribution is N(0, g² / (2 damping) I).
 *
 * <p>The method of Euler and Maruyama multiplies the squared radius by |1 − damping·Δt + iΔt|² each step, and so has a
 * stationary variance of its own, {@link #eulerMaruyamaVariance}. Shapes: x [n, 2].
 *
 * @param damping per unit of time, 0 or more
 * @param noise g, 0 or more
 */
public record DampedRotation(double damping, double noise) implements Sde {
    /** @throws IllegalArgumentException if a value is negative or not finite */
    public DampedRotation {
        AdditiveNoise.require("damping", damping);
        AdditiveNoise.require("noise", noise);
    }

    @Override
    public INDArray drift(double t, INDArray x) {
        if (x.rank() != 2 || x.size(1) != 2) {
            throw new IllegalArgumentException(
                    "the rotation moves points [n, 2], got " + java.util.Arrays.toString(x.shape()));
        }
        double[][] matrix = {{-damping, 1}, {-1, -damping}};
        return x.mmul(Nd4j.createFromArray(matrix).castTo(x.dataType()));
    }

    @Override
    public INDArray diffusion(double t, INDArray x) {
        return AdditiveNoise.like(x, noise);
    }

    @Override
    public INDArray diffusionSlope(double t, INDArray x) {
        return AdditiveNoise.like(x, 0);
    }

    /** Variance of a coordinate at time t if it is 1 at first: e^(−2 damping·t) + g² / (2 damping) (1 − e^(−2 damping·t)). */
    public double varianceFromOne(double t) {
        double left = Math.exp(-2 * damping * t);
        return left + stationaryVariance() * (1 - left);
    }

    /** g² / (2 damping), the variance of each coordinate in the long run. */
    public double stationaryVariance() {
        return noise * noise / (2 * damping);
    }

    /** By what one step of the method of Euler and Maruyama multiplies a squared radius: 1 − 2 damping·Δt + (1 + damping²) Δt². */
    public double eulerGain(double dt) {
        return (1 - damping * dt) * (1 - damping * dt) + dt * dt;
    }

    /**
     * g² / (2 damping − (1 + damping²) Δt), the variance of each coordinate in the long run of the method of Euler and
     * Maruyama.
     *
     * @throws IllegalArgumentException if the method is unstable with this step, for it then has none
     */
    public double eulerMaruyamaVariance(double dt) {
        double gain = eulerGain(dt);
        if (!(dt > 0 && gain < 1)) {
            throw new IllegalArgumentException("no stationary variance with step " + dt + ": a step multiplies squared"
                    + " radii by " + gain + ", which is not below 1");
        }
        return noise * noise * dt / (1 - gain);
    }
}
