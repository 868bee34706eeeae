package lab.samediff.experiments.diffusion;

import java.util.Map;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.diffusion.NoiseMlp;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.losses.Regression;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.points.Points;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Learning the noise in a point x_0 + σ(t) ε, which is denoising score matching: the best answer E[ε | x, t] is −σ(t)
 * times the score of the noised density. Vincent 2011, doi:10.1162/NECO_a_00142; Song et al. 2021, arXiv:2011.13456.
 *
 * @param steps updates of the network
 * @param batch points in each, drawn anew each time
 * @param rule optimiser; with an average, that is what is used in the end
 * @param model the network
 * @param schedule how much noise there is at each time
 */
public record Denoising(int steps, int batch, Rule rule, NoiseMlp model, NoiseSchedule schedule) {
    private static final String NETWORK = "noise";

    /**
     * Trains on points of {@code source}; logs the loss, the mean squared error of a coordinate of the noise.
     *
     * @param timePerPoint whether each point has a time of its own; else one is drawn for the whole batch
     * @return the trained parameters
     */
    Params train(Run run, Points source, boolean timePerPoint) {
        Params params = new Params(run.seed());
        Step step = Step.of(params, rule, s -> Regression.meanSquared(noise(s), s.input("noise", -1, model.dim())));
        for (int ignored : run.steps(steps)) {
            INDArray x0 = source.sample(batch, run.random());
            INDArray t = timePerPoint
                    ? run.uniform(batch, 1)
                    : Nd4j.ones(batch, 1).muli(run.random().nextFloat());
            INDArray noise = run.normal(batch, model.dim());
            run.log("loss", step.run(Map.of("x", schedule.noised(t, x0, noise), "t", t, "noise", noise)));
        }
        return rule.average() > 0 ? step.average() : params;
    }

    /** ε̂ at the inputs {@code x} and {@code t} of a graph. */
    SDVariable noise(Scope s) {
        return model.noise(s.in(NETWORK), s.input("x", -1, model.dim()), s.input("t", -1, 1));
    }
}
