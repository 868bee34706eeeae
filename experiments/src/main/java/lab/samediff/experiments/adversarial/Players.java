package lab.samediff.experiments.adversarial;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.adversarial.Wgan;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Step;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A generator and a critic over one set of parameters. Gulrajani et al. 2017, arXiv:1704.00028, algorithm 1. */
final class Players {
    /** Points of each kind that the critic is asked about during the training. */
    private static final int FOLLOWED = 500;

    private final Wgan model;
    private final Game game;
    private final Run run;
    private final Critic critic;
    private final Step generator;
    private final Call playing;
    private final Call measured;

    Players(Wgan model, Game game, Run run) {
        Params params = new Params(run.seed());
        this.model = model;
        this.game = game;
        this.run = run;
        this.generator = run.step(
                params,
                "generator",
                game.generatorRule(),
                s -> model.generatorLoss(s, s.input("z", -1, model.latent())));
        this.critic = new Critic(run, params, model.critic(), model.lipschitz(), game.criticRule());
        this.playing = samples(params);
        this.measured = game.generatorRule().average() > 0 ? samples(generator.average()) : playing;
    }

    private Call samples(Params params) {
        return Call.of(params, s -> model.sample(s.in("generator"), s.input("z", -1, model.latent())));
    }

    /** The critic's steps against the generator as it is. */
    void criticise(Supplier<INDArray> real) {
        for (int i = 0; i < game.criticSteps(); i++) {
            critic.step(real.get(), playing.run(Map.of("z", noise(game.batch()))), run.uniform(game.batch(), 1));
        }
    }

    /** One step of the generator against the critic as it is. */
    void generate() {
        generator.run(Map.of("z", noise(game.batch())));
    }

    /** Noise for n samples [n, latent]. */
    INDArray noise(int n) {
        return run.normal(n, model.latent());
    }

    /** What the measured generator makes of noise [n, latent] → [n, size]; a copy. */
    INDArray samples(INDArray noise) {
        return measured.run(Map.of("z", noise)).dup();
    }

    /** Logs what the critic says of {@code real}(n) and n samples, and its mean slope between them. */
    void follow(IntFunction<INDArray> real) {
        INDArray points = real.apply(FOLLOWED);
        INDArray fake = samples(noise(FOLLOWED));
        run.log("critic_distance", critic.distance(points, fake));
        double[] slopes = critic.slopes(points, fake, run.uniform(FOLLOWED, 1));
        run.log("slope", Arrays.stream(slopes).average().orElseThrow());
    }

    Critic critic() {
        return critic;
    }
}
