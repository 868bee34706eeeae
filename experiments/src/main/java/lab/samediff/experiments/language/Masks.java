package lab.samediff.experiments.language;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.NumberSeries;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Params;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What masks promise, measured: a decoder learns to predict tokens that are drawn at random, which is possible only by
 * looking at the next one; and the gradients, the padding and the cached decoding are looked at directly. Vaswani et al.
 * 2017, arXiv:1706.03762, section 3.2.3.
 */
public final class Masks implements Experiment<Masks.Config> {
    private static final String NAME = "masks";
    private static final String LEAK = "masks-open-memory";
    private static final double LAST = 0.25;

    /**
     * Settings.
     *
     * @param steps updates of the decoder
     * @param batch sequences in each
     * @param decoder its sizes
     * @param rule optimiser
     * @param errata known mistakes to repeat
     */
    public record Config(int steps, int batch, MaskedDecoder decoder, Rule rule, Errata errata) {}

    /**
     * Known mistakes of the original code, off by default.
     *
     * @param openMemory the decoder attends to its own input once more, as to the memory of an encoder, without a mask
     */
    public record Errata(boolean openMemory) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new Masks(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "What masks of attention promise", Family.LANGUAGE)
                .paper("Vaswani et al. 2017, Attention is all you need, arXiv:1706.03762")
                .variant(
                        LEAK,
                        "a lecture's decoder, whose second attention sees what is to come",
                        "errata.openMemory=true");
        for (Preset preset : Preset.values()) {
            info = info.expects(
                    exact("future_gradient", preset, 0, "∂ logit(t) / ∂ token(t + k) = 0 for k > 0"),
                    exact("padding_difference", preset, 0, "what lies under padding changes no other token"),
                    exact("cached_difference", preset, 1e-4, "cached decoding = reading the whole text"));
            if (preset != Preset.SMOKE) {
                info = info.expects(Reference.exact(
                        LEAK,
                        "loss_over_chance",
                        preset,
                        1.0 / standard().decoder().time(),
                        0.03,
                        "all but the last token can be seen: ln vocabulary / time"));
                info = info.expects(Reference.exact(
                                NAME, "loss_over_chance", preset, 0.99, 0, "random tokens: at best ln vocabulary")
                        .atLeast());
            }
        }
        return info;
    }

    private static Reference exact(String metric, Preset preset, double spread, String why) {
        return Reference.exact(NAME, metric, preset, 0, spread, why);
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(standard())
                .smoke("steps=5", "batch=8", "decoder.width=8", "decoder.depth=1")
                .quick("steps=400", "batch=32");
    }

    private static Config standard() {
        return new Config(1500, 64, new MaskedDecoder(16, 12, 32, 4, 2), Rule.adam(3e-3), new Errata(false));
    }

    @Override
    public void run(Config config, Run run) {
        MaskedDecoder decoder = config.decoder();
        boolean open = config.errata().openMemory();
        Params params = new Params(run.seed());
        Step step = run.step(
                params,
                config.rule(),
                s -> CrossEntropy.ofTokens(
                        decoder.logits(s, open), s.ids("next", decoder.vocabulary(), -1, decoder.time())));
        int last = (int) Math.ceil(LAST * config.steps());
        NumberSeries lastLosses = run.numbers("last losses");
        for (int i : run.steps(config.steps())) {
            double loss = step.run(texts(config, run.random()));
            run.log("loss", loss);
            if (i >= config.steps() - last) lastLosses.add(loss);
        }
        run.result("loss_over_chance", lastLosses.mean() / Math.log(decoder.vocabulary()));

        MaskProbes probes = new MaskProbes(decoder, run.seed(), run.random("probes"));
        double[][] slopes = probes.slopes(params, open);
        run.result("future_gradient", future(slopes));
        run.result("padding_difference", probes.paddingDifference());
        run.result("cached_difference", probes.cachedDifference());
        probes.draw(run, slopes);
    }

    /** Random tokens, and each one's next. */
    private static Map<String, INDArray> texts(Config config, RandomGenerator random) {
        int time = config.decoder().time();
        int[][] tokens = new int[config.batch()][];
        Arrays.setAll(tokens, b -> random.ints(time + 1, 0, config.decoder().vocabulary())
                .toArray());
        int[][] ids = Arrays.stream(tokens).map(row -> Arrays.copyOf(row, time)).toArray(int[][]::new);
        int[][] next = Arrays.stream(tokens)
                .map(row -> Arrays.copyOfRange(row, 1, time + 1))
                .toArray(int[][]::new);
        return Map.of("ids", Nd4j.createFromArray(ids), "next", Nd4j.createFromArray(next));
    }

    /** The largest slope of a logit with respect to a later token. */
    private static double future(double[][] slopes) {
        return IntStream.range(0, slopes.length)
                .mapToDouble(t -> Arrays.stream(slopes[t]).skip(t + 1L).max().orElse(0))
                .max()
                .orElseThrow();
    }
}
