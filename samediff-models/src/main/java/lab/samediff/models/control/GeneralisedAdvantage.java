package lab.samediff.models.control;

/**
 * Generalised advantage estimation: A_t = Σ_k (γλ)^k δ_{t+k} with δ_t = r_t + γ V(s_{t+1}) - V(s_t), summed to the end of
 * the episode or of what was seen of it. Schulman et al. 2016, arXiv:1506.02438, eq. 16.
 *
 * @param discount γ, in [0, 1]
 * @param trace λ, in [0, 1]; 0 trusts the values, 1 what was earned
 */
public record GeneralisedAdvantage(double discount, double trace) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one lies outside of [0, 1]
     */
    public GeneralisedAdvantage {
        requireShare("discount", discount);
        requireShare("trace", trace);
    }

    /**
     * The advantages of steps that one actor took one after the other, over any number of episodes.
     *
     * @param rewards r_t [steps]
     * @param values V(s_t) [steps]
     * @param following V of the state in which the step ended [steps]: 0 if that state is terminal, but not if the
     *     episode was cut off there by a limit of time. Pardo et al. 2018, arXiv:1712.00378, section 3.1
     * @param ended whether the episode ended with the step, for whatever reason [steps]
     * @return [steps]
     * @throws IllegalArgumentException if the lengths differ
     */
    public double[] of(double[] rewards, double[] values, double[] following, boolean[] ended) {
        int steps = rewards.length;
        if (values.length != steps || following.length != steps || ended.length != steps) {
            throw new IllegalArgumentException("lengths differ: " + steps + " rewards, " + values.length + " values, "
                    + following.length + " following values, " + ended.length + " ends");
        }
        double[] advantages = new double[steps];
        double later = 0;
        for (int t = steps - 1; t >= 0; t--) {
            double error = rewards[t] + discount * following[t] - values[t];
            later = error + (ended[t] ? 0 : discount * trace * later);
            advantages[t] = later;
        }
        return advantages;
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1], got " + value);
        }
    }
}
