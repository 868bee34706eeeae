package lab.samediff.experiments.language;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.HeatMap;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.layers.Mask;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Measurements of what attention sees, and pictures of them. */
final class MaskProbes {
    private final MaskedDecoder decoder;
    private final long seed;
    private final RandomGenerator random;
    private final INDArray ids;
    /** The last third of a sequence is padding. */
    private final int real;

    /** Probes of models that begin from this seed, with texts and numbers from this generator. */
    MaskProbes(MaskedDecoder decoder, long seed, RandomGenerator random) {
        this.decoder = decoder;
        this.seed = seed;
        this.random = random;
        this.real = decoder.time() - decoder.time() / 3;
        int[] text = random.ints(decoder.time(), 0, decoder.vocabulary()).toArray();
        this.ids = Nd4j.createFromArray(new int[][] {text});
    }

    /** Length of the gradient of a random mixture of the logits at time [row] with respect to the token at [column]. */
    double[][] slopes(Params params, boolean openMemory) {
        int time = decoder.time();
        // A step of rate 1 from 0 leaves the gradient, with the sign changed and nothing rounded away.
        Step step = Step.of(params, MaskedDecoder.NUDGE, Rule.sgd(1), s -> {
            INDArray mixture = normal(1, decoder.vocabulary());
            return Ops.sum(
                    Ops.mul(Ops.mul(decoder.nudged(s, openMemory), s.constant(mixture)), s.input("chosen", time, 1)),
                    false);
        });
        INDArray nudge = params.array(MaskedDecoder.NUDGE);
        double[][] slopes = new double[time][time];
        for (int t = 0; t < time; t++) {
            nudge.assign(0);
            INDArray chosen = Nd4j.zeros(time, 1);
            chosen.putScalar(t, 0, 1);
            step.run(Map.of("ids", ids, "chosen", chosen));
            double[][] gradient = nudge.toDoubleMatrix();
            for (int token = 0; token < time; token++) slopes[t][token] = length(gradient[token]);
        }
        nudge.assign(0);
        return slopes;
    }

    /** The largest change of a token that is present when all that lies under the padding is drawn anew. */
    double paddingDifference() {
        Call call = Call.of(new Params(seed), s -> decoder.block()
                .stack(s, s.input("x", -1, decoder.time(), decoder.width()), padding(s), decoder.depth()));
        INDArray one = normal(1, decoder.time(), decoder.width());
        INDArray other = normal(1, decoder.time(), decoder.width());
        double[][] before = matrix(call.run(Map.of("x", one, "present", present())));
        for (int t = 0; t < real; t++) {
            for (int c = 0; c < decoder.width(); c++) other.putScalar(0, t, c, one.getDouble(0, t, c));
        }
        double[][] after = matrix(call.run(Map.of("x", other, "present", present())));
        return largest(before, after, real);
    }

    /** The largest difference of a logit between reading a whole text at once and token by token. */
    double cachedDifference() {
        TransformerLm model =
                new TransformerLm(decoder.vocabulary(), decoder.time(), decoder.block(), decoder.depth(), false);
        Params params = new Params(seed);
        Call call = Call.of(params, s -> Scorer.logits(s, model, decoder.time()));
        double[][] whole = matrix(call.run(Map.of("ids", ids)));
        Decoder cached = new Decoder(params, model, 1);
        double[][] steps = IntStream.range(0, decoder.time())
                .mapToObj(t -> cached.read(new int[] {ids.getInt(0, t)})[0])
                .toArray(double[][]::new);
        return largest(whole, steps, decoder.time());
    }

    /** Writes the pictures. */
    void draw(Run run, double[][] slopes) {
        run.image(
                "gradients",
                HeatMap.matrix("What a logit depends on", "logits at", "token at", slopes)
                        .unit("length of the gradient (1)")
                        .render(640, 560));
        INDArray x = normal(1, decoder.time(), decoder.width());
        Map<String, INDArray> padded = Map.of("x", x, "present", present());
        run.image("causal", attention("Causal mask", Map.of("x", x), this::causal));
        run.image("padding", attention("Padding mask", padded, this::padding));
        run.image("both", attention("Causal and padding mask", padded, s -> causal(s)
                .and(padding(s))));
    }

    /** The attention weights of an untrained block under a mask, mean over its heads. */
    private BufferedImage attention(String title, Map<String, INDArray> inputs, Function<Scope, Mask> mask) {
        Call call = Call.of(new Params(seed), s -> decoder.block()
                .stackReporting(s, s.input("x", -1, decoder.time(), decoder.width()), mask.apply(s), 1));
        INDArray weights = Objects.requireNonNull(call.reported(inputs).get("attention0"));
        return HeatMap.matrix(
                        title,
                        "token that looks",
                        "token that is seen",
                        weights.mean(0, 1).toDoubleMatrix())
                .unit("attention (1)")
                .render(640, 560);
    }

    private Mask causal(Scope s) {
        return Mask.causal(s, decoder.time());
    }

    private Mask padding(Scope s) {
        return Mask.padding(s, s.input("present", -1, decoder.time()));
    }

    private INDArray present() {
        double[] present = IntStream.range(0, decoder.time())
                .mapToDouble(t -> t < real ? 1 : 0)
                .toArray();
        return Nd4j.createFromArray(new double[][] {present}).castTo(Nd4j.defaultFloatingPointType());
    }

    private INDArray normal(long... shape) {
        INDArray array = Nd4j.zeros(shape);
        for (long i = 0; i < array.length(); i++) array.putScalar(i, random.nextGaussian());
        return array;
    }

    private static double[][] matrix(INDArray ofOne) {
        return ofOne.reshape(ofOne.size(1), ofOne.size(2)).toDoubleMatrix();
    }

    private static double largest(double[][] a, double[][] b, int rows) {
        double largest = 0;
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < a[row].length; c++) largest = Math.max(largest, Math.abs(a[row][c] - b[row][c]));
        }
        return largest;
    }

    private static double length(double[] vector) {
        return Math.sqrt(IntStream.range(0, vector.length)
                .mapToDouble(i -> vector[i] * vector[i])
                .sum());
    }
}
