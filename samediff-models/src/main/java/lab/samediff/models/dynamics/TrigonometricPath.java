package lab.samediff.models.dynamics;

/**
 * The path x_t = cos(πt/2)·x0 + sin(πt/2)·x1 + σε, which keeps the variance where both ends have the same. Albergo and
 * Vanden-Eijnden 2023, arXiv:2209.15571, equation 5.
 *
 * @param sigma standard deviation σ of the noise about the path, 0 or more
 */
public record TrigonometricPath(double sigma) implements Path {
    private static final double QUARTER_TURN = Math.PI / 2;

    public TrigonometricPath {
        if (!(sigma >= 0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException("sigma must be 0 or more, not " + sigma);
        }
    }

    @Override
    public double sourceWeight(double t) {
        // As a sine, because cos(π/2) is not 0 in floating point.
        return Math.sin(QUARTER_TURN * (1 - t));
    }

    @Override
    public double targetWeight(double t) {
        return Math.sin(QUARTER_TURN * t);
    }

    @Override
    public double sourceRate(double t) {
        return -QUARTER_TURN * Math.cos(QUARTER_TURN * (1 - t));
    }

    @Override
    public double targetRate(double t) {
        return QUARTER_TURN * Math.cos(QUARTER_TURN * t);
    }
}
