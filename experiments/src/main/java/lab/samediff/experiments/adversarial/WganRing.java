package lab.samediff.experiments.adversarial;

import java.util.List;
import lab.samediff.experiments.core.ArraySeries;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.adversarial.Lipschitz;
import lab.samediff.models.adversarial.Wgan;
import lab.samediff.models.dynamics.Wasserstein;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.pipelines.points.EightGaussians;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A Wasserstein GAN learns eight narrow Gaussians on a ring, its critic held by a gradient penalty or by clipped weights.
 * Gulrajani et al. 2017, arXiv:1704.00028; Arjovsky et al. 2017, arXiv:1701.07875.
 */
public final class WganRing implements Experiment<WganRing.Config> {
    private static final String NAME = "wgan-gp";
    private static final String CLIP = "wgan-clip";
    private static final int FRAMES = 30;

    /** What makes it the method of Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1, with its rates. */
    static final String[] CLIPPED = {
        "model.lipschitz=clip",
        "model.lipschitz.bound=0.01",
        "game.criticRule.method=rms-prop",
        "game.criticRule.method.decay=0.99",
        "game.criticRule.method.epsilon=1e-8",
        "game.criticRule.rate=5e-5",
        "game.generatorRule.method=rms-prop",
        "game.generatorRule.method.decay=0.99",
        "game.generatorRule.method.epsilon=1e-8",
        "game.generatorRule.rate=5e-5"
    };

    /**
     * Settings.
     *
     * @param game how the players are trained
     * @param model the players
     * @param data what is to be learned
     * @param samples points that are measured
     * @param transported points in each cloud whose exact distance is measured
     */
    public record Config(Game game, Wgan model, EightGaussians data, int samples, int transported) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new WganRing(), args);
    }

    @Override
    public Info info() {
        return Info.of(NAME, "A Wasserstein GAN with gradient penalty on a ring of eight Gaussians", Family.ADVERSARIAL)
                .paper("Gulrajani et al. 2017, Improved Training of Wasserstein GANs, arXiv:1704.00028")
                .variant(
                        CLIP,
                        "weights clipped to ±0.01 instead, Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1",
                        CLIPPED)
                .expects(
                        goal("modes", 8),
                        goal("quality", 0.8),
                        Reference.exact(
                                NAME, "true_quality", Preset.STANDARD, Ring.TRUE_QUALITY, 0.004, "1 - exp(-9/2)"));
    }

    private static Reference goal(String metric, double value) {
        return Reference.ownRun(NAME, metric, Preset.STANDARD, value, 0, "the suite's own threshold")
                .atLeast();
    }

    @Override
    public Presets<Config> presets() {
        Mlp generator = new Mlp(2, 128, 3, 2, Activation.RELU);
        Mlp critic = new Mlp(2, 128, 3, 1, Activation.RELU);
        Wgan model = new Wgan(generator, Activation.IDENTITY, critic, new Lipschitz.Penalty(0.1));
        return Presets.of(new Config(Game.adam(4000, 256), model, new EightGaussians(2, 4e-4), 10_000, 1000))
                .smoke("game.steps=5", "game.batch=16", "samples=200", "transported=50")
                .quick(
                        "game.steps=1000",
                        "game.batch=128",
                        "game.criticRule.schedule.total=5000",
                        "game.generatorRule.schedule.total=1000")
                .full(
                        "game.steps=100000",
                        "game.criticRule.schedule.total=500000",
                        "game.generatorRule.schedule.total=100000",
                        "model.generator.width=512",
                        "model.critic.width=512");
    }

    @Override
    public void run(Config config, Run run) {
        Players players = new Players(config.model(), config.game(), run);
        INDArray fixed = players.noise(config.samples());
        int batch = config.game().batch();
        int every = Math.max(1, config.game().steps() / FRAMES);
        ArraySeries seen = run.arrays("samples");
        for (int i : run.steps(config.game().steps())) {
            players.criticise(() -> config.data().sample(batch, run.random()));
            players.generate();
            if (i % every != 0) continue;
            seen.add(players.samples(fixed));
            Ring ring = new Ring(config.data(), seen.last().toDoubleMatrix());
            run.log("quality", ring.quality());
            run.log("modes_so_far", ring.modes());
            players.follow(n -> config.data().sample(n, run.random("follow")));
        }
        seen.add(players.samples(fixed));
        evaluate(
                config,
                run,
                players,
                seen.all().stream().map(INDArray::toDoubleMatrix).toList());
    }

    private static void evaluate(Config config, Run run, Players players, List<double[][]> seen) {
        Ring ring = new Ring(config.data(), seen.get(seen.size() - 1));
        run.result("modes", ring.modes());
        run.result("quality", ring.quality());
        run.result("least_share", ring.leastShare());
        INDArray truth = config.data().sample(config.samples(), run.random("truth"));
        run.result("true_quality", new Ring(config.data(), truth.toDoubleMatrix()).quality());
        INDArray real = config.data().sample(config.transported(), run.random("real"));
        INDArray fake = players.samples(players.noise(config.transported()));
        run.result("w2", Wasserstein.squaredW2(fake, real));
        run.result(
                "w2_floor",
                Wasserstein.squaredW2(config.data().sample(config.transported(), run.random("floor")), real));
        run.result("critic_distance", players.critic().distance(real, fake));
        double[] slopes = players.critic().slopes(real, fake, run.uniform(config.transported(), 1));
        WganFigures.critic(run, players.critic(), slopes);
        WganFigures.ring(run, config.data(), seen);
    }
}
