package lab.samediff.experiments.vision;

import java.io.IOException;
import java.util.Map;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Patches;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import lab.samediff.models.train.Step;
import lab.samediff.models.vision.Vit;
import lab.samediff.pipelines.Batches;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.images.LabelledImages;
import lab.samediff.pipelines.images.Mnist;
import org.nd4j.autodiff.samediff.SDVariable;

/** A vision transformer that reads digits. Dosovitskiy et al. 2021, arXiv:2010.11929. */
public final class VitMnist implements Experiment<VitMnist.Config> {
    private static final String NAME = "vit-mnist";
    private static final String SEED_CODE =
            "B. Pulfer, PapersReimplementations, vit, screenshot: Adam 0.01, batches of 16, 5 epochs";

    /**
     * Settings.
     *
     * @param epochs passes over the training images
     * @param batch images in an update
     * @param images how many training images are used, at most as many as there are
     * @param rule optimiser
     * @param model the transformer
     * @param errata known mistakes to repeat
     */
    public record Config(int epochs, int batch, int images, Rule rule, Vit model, Errata errata) {}

    /**
     * Known mistakes of the original code, off by default.
     *
     * @param softmaxBeforeLoss feed probabilities to a loss that wants logits: its least value is then about 1.46
     */
    public record Errata(boolean softmaxBeforeLoss) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new VitMnist(), args);
    }

    @Override
    public Info info() {
        return Info.of(NAME, "A vision transformer reads MNIST digits", Family.VISION)
                .paper("Dosovitskiy et al. 2021, An Image is Worth 16x16 Words, arXiv:2010.11929")
                .data(Catalog.MNIST)
                .variant(
                        "vit-mnist-softmax",
                        "probabilities fed to the loss, as in the original code",
                        "errata.softmaxBeforeLoss=true")
                .expects(
                        Reference.ownRun(NAME, "test_accuracy", Preset.STANDARD, 0.975, 0, "the suite's own threshold")
                                .atLeast(),
                        Reference.paper(
                                NAME,
                                "test_accuracy",
                                0.995,
                                "s-chh, PyTorch-Scratch-Vision-Transformer-ViT, README",
                                "theirs: 210k parameters, 100 epochs"),
                        Reference.paper(
                                "vit-mnist-softmax",
                                "test_accuracy",
                                0.9174,
                                SEED_CODE,
                                "theirs: width 20, 2 blocks, 2 heads, another rule"))
                .onTour();
    }

    @Override
    public Presets<Config> presets() {
        TransformerBlock block = new TransformerBlock(64, 4, 128, 0, Activation.GELU);
        Vit model = new Vit(new Patches(28, 28, 1, 4), block, 4, Positions.Kind.LEARNED, 10);
        Rule rule = Rule.adam(2e-3).with(new Schedule.Cosine(200, 2814, 0.02));
        return Presets.of(new Config(6, 128, 60_000, rule, model, new Errata(false)))
                .smoke(
                        "epochs=1",
                        "batch=32",
                        "images=128",
                        "model.block.width=8",
                        "model.block.heads=2",
                        "model.depth=1")
                .quick(
                        "epochs=4",
                        "batch=64",
                        "images=6400",
                        "model.block.width=32",
                        "model.depth=2",
                        "rule.schedule.total=400",
                        "rule.schedule.warmup=40")
                .full("epochs=100", "model.depth=6", "rule.schedule.total=46900");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        Mnist data = Mnist.load(run.data(), Catalog.MNIST);
        run.used(data.provenance());
        LabelledImages train = data.train().atMost(config.images());
        Params params = new Params(run.seed());
        Step step = run.step(params, config.rule(), s -> loss(config, s));
        Classifier classifier = new Classifier(params, config.model(), data.test());
        Batches batches = run.batches(train.size(), config.batch());
        int total = config.epochs() * batches.perEpoch();
        for (int i : run.steps(total)) {
            int[] rows = batches.next();
            run.log("loss", step.run(Map.of("image", train.images(rows), "label", train.oneHot(rows))));
            boolean epochEnds = (i + 1) % batches.perEpoch() == 0 && i + 1 < total;
            // For the curve only: the last epoch's model is the result, whatever the curve says.
            if (epochEnds)
                run.log("test_accuracy_by_epoch", classifier.predict().accuracy());
        }
        Classifier.Predictions predictions = classifier.predict();
        run.log("test_accuracy_by_epoch", predictions.accuracy());
        run.result("test_accuracy", predictions.accuracy());
        run.result("test_loss", predictions.meanLoss());
        run.result("parameters", (double) params.count());
        VitFigures.write(run, config.model(), params, data.test(), predictions);
    }

    private static SDVariable loss(Config config, Scope s) {
        SDVariable logits = config.model().logits(s.in("vit"), s.input("image", -1, 1, 28, 28));
        SDVariable scores = config.errata().softmaxBeforeLoss() ? Ops.softmax(logits, -1) : logits;
        return CrossEntropy.ofLogits(scores, s.input("label", -1, 10));
    }
}
