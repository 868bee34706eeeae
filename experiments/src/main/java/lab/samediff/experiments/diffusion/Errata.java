package lab.samediff.experiments.diffusion;

import lab.samediff.models.dynamics.NoiseModel;
import lab.samediff.models.dynamics.NoiseSchedule;

/**
 * Known mistakes of the original exercise, off by default.
 *
 * @param timeInRate multiply σ′ by t once more when sampling: 5t e^(5(t − 1)) for 5 e^(5(t − 1))
 * @param oneTimePerStep draw one time for a whole batch instead of one for each point
 * @param startWithoutData start sampling from N(0, σ(1)² I), as if the data had no spread of its own
 */
public record Errata(boolean timeInRate, boolean oneTimePerStep, boolean startWithoutData) {
    static final Errata NONE = new Errata(false, false, false);

    /** The model as a sampler sees it. */
    NoiseModel sampled(NoiseModel model) {
        return timeInRate ? (t, x) -> model.noise(t, x).mul(t) : model;
    }

    /** Standard deviation of where sampling starts. */
    double startDeviation(NoiseSchedule schedule) {
        return startWithoutData ? schedule.sigma(1) : NoisedSquare.deviation(schedule.sigma(1));
    }
}
