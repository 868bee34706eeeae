package lab.samediff.models.engine.kernels;

/**
 * The numbers of one step of Adam; Kingma and Ba 2015, arXiv:1412.6980. With them m ← keep₁m + take₁g,
 * v ← keep₂v + take₂g², p ← p - scale · m / (√v + floor).
 *
 * @param keep1 β₁
 * @param take1 1 - β₁
 * @param keep2 β₂
 * @param take2 1 - β₂
 * @param scale η √(1 - β₂ᵗ) / (1 - β₁ᵗ): the learning rate, with the biases of m and v taken out
 * @param floor ε √(1 - β₂ᵗ), so that ε is added to the unbiased √v̂
 */
public record AdamStep(float keep1, float take1, float keep2, float take2, float scale, float floor) {
    /**
     * The numbers of a step.
     *
     * @param rate the learning rate η
     * @param beta1 β₁ in [0, 1)
     * @param beta2 β₂ in [0, 1)
     * @param epsilon ε > 0
     * @param step 0 for the first step
     */
    public static AdamStep of(double rate, double beta1, double beta2, double epsilon, long step) {
        double unbiased1 = 1 - Math.pow(beta1, step + 1.0);
        double unbiased2 = Math.sqrt(1 - Math.pow(beta2, step + 1.0));
        return new AdamStep(
                (float) beta1,
                (float) (1 - beta1),
                (float) beta2,
                (float) (1 - beta2),
                (float) (rate * unbiased2 / unbiased1),
                (float) (epsilon * unbiased2));
    }
}
