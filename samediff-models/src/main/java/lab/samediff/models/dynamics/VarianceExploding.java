package lab.samediff.models.dynamics;

/**
 * Noise that grows geometrically, σ(t) = σ_min (σ_max / σ_min)^t. Song et al. 2021, arXiv:2011.13456, appendix C. With
 * σ_min = e^-5 and σ_max = 1 it is e^(5(t − 1)).
 *
 * @param min σ_min, positive
 * @param max σ_max, above σ_min
 */
public record VarianceExploding(double min, double max) implements NoiseSchedule {
    /** @throws IllegalArgumentException unless 0 &lt; min &lt; max &lt; ∞ */
    public VarianceExploding {
        requireRange(min, max);
    }

    @Override
    public double sigma(double t) {
        return min * Math.pow(max / min, t);
    }

    @Override
    public double sigmaRate(double t) {
        return Math.log(max / min) * sigma(t);
    }

    static void requireRange(double min, double max) {
        if (!(min > 0 && min < max && max < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("noise wants 0 < min < max < infinity, got min " + min + ", max " + max);
        }
    }
}
