package lab.samediff.experiments.diffusion;

import java.util.random.RandomGenerator;
import lab.samediff.models.dynamics.EulerMaruyama;
import lab.samediff.models.dynamics.Integrator;
import lab.samediff.models.dynamics.Langevin;
import lab.samediff.models.dynamics.NoiseSchedule;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Langevin dynamics at falling levels of noise, with steps as large as the noise allows: Δt = size·σ². Song and Ermon
 * 2019, arXiv:1907.05600, algorithm 1, where the step is α = 2Δt.
 *
 * @param levels of noise, evenly spaced in time from 1 to 0
 * @param steps at each level
 * @param size of a step, in units of σ²
 */
public record AnnealedLangevin(int levels, int steps, double size) {
    /** @throws IllegalArgumentException if there are fewer than two levels, no step, or size is not in (0, 1) */
    public AnnealedLangevin {
        if (levels < 2) throw new IllegalArgumentException("levels must be at least 2, not " + levels);
        if (steps < 1) throw new IllegalArgumentException("steps must be at least 1, not " + steps);
        if (!(size > 0 && size < 1)) throw new IllegalArgumentException("size must be in (0, 1), not " + size);
    }

    INDArray sample(Learnt model, NoiseSchedule schedule, INDArray start, RandomGenerator random) {
        INDArray x = start;
        for (double level : Integrator.grid(1, 0, levels - 1)) {
            double sigma = schedule.sigma(level);
            Langevin dynamics = new Langevin((ignored, points) -> model.score(level, points));
            double[] times = {0, steps * size * sigma * sigma};
            x = new EulerMaruyama().integrate(dynamics, times, steps, x, random).state();
        }
        return x;
    }
}
