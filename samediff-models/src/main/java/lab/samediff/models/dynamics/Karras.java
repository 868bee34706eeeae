package lab.samediff.models.dynamics;

/**
 * Noise whose ρ-th root grows linearly, σ(t) = (σ_min^(1/ρ) + t (σ_max^(1/ρ) − σ_min^(1/ρ)))^ρ. Karras et al. 2022,
 * arXiv:2206.00364, eq. 5, who take ρ = 7.
 *
 * @param min σ_min, positive
 * @param max σ_max, above σ_min
 * @param rho ρ, at least 1; the larger, the more of the time is spent at little noise
 */
public record Karras(double min, double max, double rho) implements NoiseSchedule {
    /** @throws IllegalArgumentException unless 0 &lt; min &lt; max &lt; ∞ and 1 ≤ rho &lt; ∞ */
    public Karras {
        VarianceExploding.requireRange(min, max);
        if (!(rho >= 1 && rho < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rho must be at least 1, not " + rho);
        }
    }

    @Override
    public double sigma(double t) {
        return Math.pow(root(t), rho);
    }

    @Override
    public double sigmaRate(double t) {
        return rho * Math.pow(root(t), rho - 1) * (Math.pow(max, 1 / rho) - Math.pow(min, 1 / rho));
    }

    private double root(double t) {
        return (1 - t) * Math.pow(min, 1 / rho) + t * Math.pow(max, 1 / rho);
    }
}
