package lab.samediff.models.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Denoising diffusion implicit model: x_s = x̂_0 + σ(s) ε̂ with x̂_0 = x_t − σ(t) ε̂, so x_s = x_t + (σ(s) − σ(t)) ε̂(x_t, t).
 * It is Euler's method with σ in place of the time. Song, Meng and Ermon 2021, arXiv:2010.02502, eq. 12 with η = 0, and
 * section 4.3.
 */
public record Ddim() implements Sampler {
    @Override
    public Solution sample(NoiseModel model, NoiseSchedule schedule, double[] times, INDArray x) {
        Evaluations noise = new Evaluations(model::noise);
        INDArray now = Evaluations.start(times, x);
        List<INDArray> states = new ArrayList<>(times.length);
        states.add(now);
        for (int i = 1; i < times.length; i++) {
            double change = schedule.sigma(times[i]) - schedule.sigma(times[i - 1]);
            now = noise.at(times[i - 1], now).muli(change).addi(now);
            states.add(now);
        }
        return new Solution(states, noise.count(), times.length - 1L, 0);
    }
}
