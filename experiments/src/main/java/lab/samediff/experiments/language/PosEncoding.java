package lab.samediff.experiments.language;

import java.util.LinkedHashMap;
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
import lab.samediff.models.graph.Params;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Positions: the laws of the sinusoids, and what a transformer without a mask can do with them, with learned ones and
 * with none. The task is to write a sequence backwards. Vaswani et al. 2017, arXiv:1706.03762, section 3.5.
 */
public final class PosEncoding implements Experiment<PosEncoding.Config> {
    private static final String NAME = "pos-encoding";
    private static final String SQUARED = "pos-encoding-squared";

    /**
     * Settings.
     *
     * @param steps updates of each of the three models
     * @param batch sequences in each
     * @param tests sequences that they are tried on
     * @param positions rows of the table whose laws are measured
     * @param reverser the sizes of the models and of the task
     * @param rule optimiser
     * @param errata known mistakes to repeat
     */
    public record Config(int steps, int batch, int tests, int positions, Reverser reverser, Rule rule, Errata errata) {}

    /**
     * Known mistakes of the original code, off by default.
     *
     * @param squaredWaves the column, already walked in steps of two, is doubled once more: wave lengths are squared
     */
    public record Errata(boolean squaredWaves) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new PosEncoding(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Positions: laws of sinusoids, and who needs them", Family.LANGUAGE)
                .paper("Vaswani et al. 2017, Attention is all you need, arXiv:1706.03762, section 3.5")
                .variant(SQUARED, "wave lengths squared by a known slip", "errata.squaredWaves=true");
        double guess = 1.0 / (standard().reverser().length() - 1);
        for (Preset preset : Preset.values()) {
            info = info.expects(
                            law("shift_residual", preset, "PE(p + k) = M(k) PE(p), M a rotation of each pair"),
                            law("distance_spread", preset, "|PE(p + k) - PE(p)| is the same for all p"),
                            law("norm_error", preset, "|PE(p)| = √(width / 2)"),
                            law("wave_error", preset, "longest wave 2π 10000^((width - 2) / width)"))
                    // Three standard errors of a share among the distinct tokens of 1000 sequences.
                    .expects(Reference.exact(
                                    NAME,
                                    "accuracy none",
                                    preset,
                                    guess,
                                    0.01,
                                    "without places: a guess among the others")
                            .atMost());
        }
        return info.expects(
                Reference.ownRun(NAME, "accuracy sinusoidal", Preset.STANDARD, 0.99, 0, "the suite's own threshold")
                        .atLeast(),
                Reference.ownRun(NAME, "accuracy learned", Preset.STANDARD, 0.99, 0, "the suite's own threshold")
                        .atLeast());
    }

    private static Reference law(String metric, Preset preset, String formula) {
        return Reference.exact(NAME, metric, preset, 0, 1e-9, formula);
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(standard())
                .smoke("steps=3", "batch=8", "reverser.width=8", "reverser.depth=1")
                .quick("steps=800");
    }

    private static Config standard() {
        return new Config(2000, 64, 1000, 128, new Reverser(20, 10, 32, 4, 2), Rule.adam(3e-3), new Errata(false));
    }

    @Override
    public void run(Config config, Run run) {
        Reverser reverser = config.reverser();
        Sinusoids sinusoids = new Sinusoids(
                config.positions(), reverser.width(), config.errata().squaredWaves());
        run.result("shift_residual", sinusoids.shiftResidual());
        run.result("distance_spread", sinusoids.distanceSpread());
        run.result("norm_error", sinusoids.normError());
        run.result("wave_error", sinusoids.waveError());
        Map<String, Double> accuracies = new LinkedHashMap<>();
        for (Reverser.Places places : Reverser.Places.values()) {
            double accuracy = accuracy(config, run, places, sinusoids.table(reverser.length()));
            run.result("accuracy " + places.label(), accuracy);
            accuracies.put(places.label(), accuracy);
        }
        PosFigures.write(run, sinusoids, accuracies, 1.0 / (reverser.length() - 1));
    }

    /** The share of tokens that a model with these places puts right, in sequences that it has not seen. */
    private static double accuracy(Config config, Run run, Reverser.Places places, double[][] table) {
        Reverser reverser = config.reverser();
        Params params = new Params(run.seed());
        Step step = run.step(
                params,
                config.rule(),
                s -> CrossEntropy.ofTokens(
                        reverser.logits(s, places, table),
                        s.ids("reversed", reverser.vocabulary(), -1, reverser.length())));
        for (int i : run.steps(config.steps())) {
            run.log(
                    "loss " + places.label(),
                    step.run(reverser.task(config.batch(), run.random("train " + places.label()))));
        }
        Map<String, INDArray> test = reverser.task(config.tests(), run.random("test"));
        Call call = Call.of(params, s -> reverser.logits(s, places, table));
        INDArray ids = test.getOrDefault("ids", Nd4j.empty());
        int[][] guessed = Nd4j.argMax(call.run(Map.of("ids", ids)), 2).toIntMatrix();
        int[][] wanted = test.getOrDefault("reversed", Nd4j.empty()).toIntMatrix();
        return IntStream.range(0, config.tests())
                .mapToDouble(row -> Reverser.share(guessed[row], wanted[row]))
                .average()
                .orElseThrow();
    }
}
