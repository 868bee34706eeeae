package lab.samediff.models.dynamics;

/**
 * The straight path x_t = (1 − t)·x0 + t·x1 + σε with velocity x1 − x0. Lipman et al. 2023, arXiv:2210.02747 (example II
 * with σ_min = 0); Liu et al. 2022, arXiv:2209.03003; with σ, Tong et al. 2024, arXiv:2302.00482, equations 14 and 15.
 *
 * @param sigma standard deviation σ of the noise about the line, 0 or more
 */
public record LinearPath(double sigma) implements Path {
    public LinearPath {
        if (!(sigma >= 0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException("sigma must be 0 or more, not " + sigma);
        }
    }

    @Override
    public double sourceWeight(double t) {
        return 1 - t;
    }

    @Override
    public double targetWeight(double t) {
        return t;
    }

    @Override
    public double sourceRate(double t) {
        return -1;
    }

    @Override
    public double targetRate(double t) {
        return 1;
    }
}
