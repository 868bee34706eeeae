package lab.samediff.experiments.diffusion;

import java.util.HashMap;
import java.util.Map;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.diffusion.NoiseMlp;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.graph.Ops;
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
 * @param predicts what its output is
 * @param schedule how much noise there is at each time
 */
public record Denoising(int steps, int batch, Rule rule, NoiseMlp model, Predicts predicts, NoiseSchedule schedule) {

    /** What the output f(x, t) of a network is; the loss is that of the noise in either case. */
    public enum Predicts {
        /** The noise, ε̂ = f: right where the score grows without bound as the noise goes, as at the edge of a square. */
        NOISE,
        /** The score, ε̂ = −σ(t) f: right where the score stays as it is, for the noise then vanishes with σ. */
        SCORE
    }

    /**
     * Trains on points of {@code source}; logs the loss, the mean squared error of a coordinate of the noise.
     *
     * @param timePerPoint whether each point has a time of its own; else one is drawn for the whole batch
     * @return what the network has learnt; its average, where the rule keeps one
     */
    Learnt train(Run run, Points source, boolean timePerPoint) {
        Params params = new Params(run.seed());
        Step step = run.step(
                params,
                rule,
                s -> Regression.meanSquared(
                        noise(s, s.input("x", -1, model.dim())), s.input("noise", -1, model.dim())));
        for (int ignored : run.steps(steps)) {
            INDArray x0 = source.sample(batch, run.random());
            INDArray t = timePerPoint
                    ? run.uniform(batch, 1)
                    : Nd4j.ones(batch, 1).muli(run.random().nextFloat());
            INDArray noise = run.normal(batch, model.dim());
            Map<String, INDArray> inputs = new HashMap<>(inputs(t, schedule.noised(t, x0, noise)));
            inputs.put("noise", noise);
            run.log("loss", step.run(inputs));
        }
        return new Learnt(this, rule.average() > 0 ? step.average() : params);
    }

    /** ε̂ of x [batch, dim] at the other {@link #inputs} of a graph. */
    SDVariable noise(Scope s, SDVariable x) {
        SDVariable found = model.noise(s.in("noise"), x, s.input("t", -1, 1));
        return switch (predicts) {
            case NOISE -> found;
            case SCORE -> Ops.neg(Ops.mul(found, s.input("sigma", -1, 1)));
        };
    }

    /** What a graph of {@link #noise} is fed with. Shapes: t [batch, 1], x [batch, dim]. */
    Map<String, INDArray> inputs(INDArray t, INDArray x) {
        return switch (predicts) {
            case NOISE -> Map.of("x", x, "t", t);
            case SCORE -> Map.of("x", x, "t", t, "sigma", schedule.sigmas(t));
        };
    }
}
