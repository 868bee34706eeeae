package lab.samediff.experiments.adversarial;

import java.io.IOException;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.ArraySeries;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.adversarial.Lipschitz;
import lab.samediff.models.adversarial.Wgan;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.train.Rule;
import lab.samediff.models.vision.LeNet;
import lab.samediff.pipelines.Batches;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.images.LabelledImages;
import lab.samediff.pipelines.images.Mnist;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A Wasserstein GAN of two perceptrons draws digits. Gulrajani et al. 2017, arXiv:1704.00028. */
public final class WganMnist implements Experiment<WganMnist.Config> {
    private static final String NAME = "wgan-gp-mnist";
    private static final String CLIP = "wgan-clip-mnist";
    private static final String LUCIC = "Lucic et al. 2018, arXiv:1711.10337, MNIST";
    private static final String THEIRS =
            "theirs: features of Inception, convolutional players, best of 100 settings, 20 epochs";
    private static final int FRAMES = 20;
    private static final int SHOWN = 100;

    /**
     * Settings.
     *
     * @param game how the players are trained
     * @param model the players; a picture is a row of pixels in [0, 1]
     * @param judge how the classifier is trained that measures pictures
     * @param samples pictures that are measured, and as many real ones; at most as many as there are test images
     */
    public record Config(Game game, Wgan model, Judge judge, int samples) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new WganMnist(), args);
    }

    @Override
    public Info info() {
        return Info.of(NAME, "A Wasserstein GAN with gradient penalty draws MNIST digits", Family.ADVERSARIAL)
                .paper("Gulrajani et al. 2017, Improved Training of Wasserstein GANs, arXiv:1704.00028")
                .data(Catalog.MNIST)
                .variant(
                        CLIP,
                        "weights clipped to ±0.01 instead, Arjovsky et al. 2017, arXiv:1701.07875",
                        WganRing.CLIPPED)
                .expects(
                        Reference.paper(NAME, "fid_lenet", 20.3, LUCIC, THEIRS).within(5.0),
                        Reference.paper(CLIP, "fid_lenet", 6.7, LUCIC, THEIRS).within(0.4));
    }

    @Override
    public Presets<Config> presets() {
        Mlp generator = new Mlp(64, 256, 2, 784, Activation.RELU);
        Mlp critic = new Mlp(784, 256, 2, 1, Activation.LEAKY_RELU);
        Wgan model = new Wgan(generator, Activation.SIGMOID, critic, new Lipschitz.Penalty(10));
        Judge judge = new Judge(new LeNet(28, 10), 60_000, 2, 128, Rule.adam(1e-3), 1);
        return Presets.of(new Config(Game.adam(4000, 64), model, judge, 10_000))
                .smoke(
                        "game.steps=3",
                        "game.batch=8",
                        "model.generator.width=16",
                        "model.critic.width=16",
                        "judge.images=500",
                        "judge.epochs=1",
                        "samples=200")
                .quick(
                        "game.steps=400",
                        "game.criticRule.schedule.total=2000",
                        "game.generatorRule.schedule.total=400",
                        "judge.images=12800",
                        "samples=2000")
                .full(
                        "game.steps=100000",
                        "game.criticRule.schedule.total=500000",
                        "game.generatorRule.schedule.total=100000",
                        "model.generator.width=1024",
                        "model.critic.width=1024");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        Mnist data = Mnist.load(run.data(), Catalog.MNIST);
        run.used(data.provenance());
        LabelledImages train = data.train();
        LeNetFeatures judge = new LeNetFeatures(config.judge(), run, train);
        Players players = new Players(config.model(), config.game(), run);
        Batches batches = run.batches(train.size(), config.game().batch(), run.seed(), Batches.Last.DROP);
        INDArray fixed = players.noise(SHOWN);
        int every = Math.max(1, config.game().steps() / FRAMES);
        ArraySeries seen = run.arrays("pictures");
        for (int i : run.steps(config.game().steps())) {
            players.criticise(() -> rows(train, batches.next()));
            players.generate();
            if (i % every != 0) continue;
            seen.add(players.samples(fixed));
            players.follow(n -> rows(train, IntStream.range(0, n).toArray()));
        }
        seen.add(players.samples(fixed));
        WganFigures.pictures(run, data.test().height(), seen.all());
        evaluate(config, run, data, players, judge);
    }

    /** The images as rows of pixels [n, height · width]. */
    private static INDArray rows(LabelledImages images, int[] rows) {
        return images.images(rows).reshape(rows.length, (long) images.height() * images.width());
    }

    private static void evaluate(Config config, Run run, Mnist data, Players players, LeNetFeatures judge) {
        int n = Math.min(config.samples(), data.test().size());
        int[] first = IntStream.range(0, n).toArray();
        INDArray test = rows(data.test(), first);
        INDArray fake = players.samples(players.noise(n));
        Frechet real = judge.features(test);
        run.result("fid_lenet", judge.features(fake).distance(real));
        run.result("fid_lenet_floor", judge.features(rows(data.train(), first)).distance(real));
        int[] known = judge.classes(test);
        run.result(
                "judge_accuracy",
                IntStream.of(first)
                                .filter(i -> known[i] == data.test().label(i))
                                .count()
                        / (double) n);
        WganFigures.digits(run, judge.classes(fake), known, data.test().classes());
        run.result("critic_distance", players.critic().distance(test, fake));
        WganFigures.critic(run, players.critic(), players.critic().slopes(test, fake, run.uniform(n, 1)));
    }
}
