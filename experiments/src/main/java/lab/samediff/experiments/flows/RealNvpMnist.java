package lab.samediff.experiments.flows;

import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.flows.RealNvp;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Clip;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.Batches;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.images.LabelledImages;
import lab.samediff.pipelines.images.LogitPixels;
import lab.samediff.pipelines.images.Mnist;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A normalising flow of digits with an exact likelihood. Dinh et al. 2017, arXiv:1605.08803; couplings of fully connected
 * networks and the preparation of the data as in Papamakarios et al. 2017, arXiv:1705.07057, section 4.
 */
public final class RealNvpMnist implements Experiment<RealNvpMnist.Config> {
    private static final String NAME = "realnvp-mnist";
    private static final String MAF = "Papamakarios et al. 2017, arXiv:1705.07057, Real NVP (5)";
    private static final String PROTOCOL = "theirs: 5 couplings, batch norm, 50,000 images, the best epoch on others";
    private static final String UVA = "Lippe, UvA deep learning course, tutorial 11, uniform dequantisation";

    /** Test images whose way through the flow and back is followed. */
    private static final int CHECKED = 500;

    private static final int SAMPLES = 100;

    /**
     * Settings.
     *
     * @param epochs passes over the training images
     * @param batch images in an update
     * @param images how many training images are used, at most as many as there are
     * @param rule optimiser
     * @param model the flow
     * @param pixels how grey values become real numbers
     */
    public record Config(int epochs, int batch, int images, Rule rule, RealNvp model, LogitPixels pixels) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new RealNvpMnist(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "A normalising flow of MNIST digits", Family.FLOWS)
                .paper("Dinh et al. 2017, Density estimation using Real NVP, arXiv:1605.08803")
                .data(Catalog.MNIST)
                .expects(
                        Reference.paper(NAME, "log_likelihood", -1323.2, MAF, PROTOCOL)
                                .within(6.6),
                        Reference.paper(NAME, "bits_per_dim", 1.93, MAF, PROTOCOL),
                        Reference.paper(
                                NAME, "bits_per_dim", 1.078, UVA, "theirs: 8 convolutional couplings, 200 epochs"));
        for (Preset preset : Preset.values()) {
            info = info.expects(
                    atMost("inverse_error", preset, "the inverse undoes the flow, grey values from 0 to 1"),
                    atMost("log_determinant_error", preset, "central differences in float64, nats"));
        }
        return info;
    }

    private static Reference atMost(String metric, Preset preset, String formula) {
        return Reference.exact(NAME, metric, preset, 1e-4, 0, formula).atMost();
    }

    @Override
    public Presets<Config> presets() {
        Rule rule = Rule.adam(1e-3).with(new Schedule.Cosine(200, 4690, 0.01)).with(new Clip.Norm(100));
        return Presets.of(new Config(10, 128, 60_000, rule, new RealNvp(784, 256, 8), new LogitPixels(1e-6)))
                .smoke("epochs=1", "batch=32", "images=128", "model.hidden=16", "model.layers=2")
                .quick("epochs=8", "images=6000", "model.layers=4", "rule.schedule.total=376")
                .full("epochs=100", "model.hidden=1024", "rule.schedule.total=46900");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        Mnist data = Mnist.load(run.data(), Catalog.MNIST);
        run.used(data.provenance());
        LabelledImages train = data.train().atMost(config.images());
        int[] all = IntStream.range(0, train.size()).toArray();
        PixelSpace space = new PixelSpace(config.pixels(), train, all, run.random());
        Params params = new Params(run.seed());
        LearnedFlow flow = new LearnedFlow(config.model(), params);
        Step step = flow.step(run, config.rule());
        Batches batches = run.batches(train.size(), config.batch());
        for (int i : run.steps(config.epochs() * batches.perEpoch())) {
            INDArray x = space.points(train, batches.next(), run.random());
            run.log("loss", step.run(Map.of("x", x)));
            if ((i + 1) % batches.perEpoch() != 0) continue;
            // For the curve only: the last epoch's model is the result, whatever the curve says.
            run.log("bits_per_dim_by_epoch", new PixelBits(space, data.test(), flow, run.random()).mean());
        }
        run.result("parameters", (double) params.count());
        LabelledImages known = train.atMost(data.test().size());
        run.result("bits_per_dim_training", new PixelBits(space, known, flow, run.random()).mean());
        results(run, data.test(), space, flow);
    }

    private static void results(Run run, LabelledImages test, PixelSpace space, LearnedFlow flow) {
        PixelBits bits = new PixelBits(space, test, flow, run.random("test"));
        run.result("bits_per_dim", bits.mean());
        run.result("log_likelihood", bits.meanLogLikelihood());
        int[] some = IntStream.range(0, Math.min(CHECKED, test.size())).toArray();
        INDArray x = space.points(test, some, run.random("test"));
        run.result("inverse_error", difference(space.pixels(x), space.pixels(flow.thereAndBack(x))));
        INDArray one = x.get(NDArrayIndex.interval(0, 1), NDArrayIndex.all());
        run.result("log_determinant_error", flow.logDeterminantError(one));
        INDArray noise = run.normal(SAMPLES, x.size(1));
        PixelFigures.write(run, test, bits, space.pixels(flow.samples(noise)));
    }

    /** The largest difference of two entries. */
    private static double difference(float[][] a, float[][] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) most = Math.max(most, Math.abs(a[i][j] - b[i][j]));
        }
        return most;
    }
}
