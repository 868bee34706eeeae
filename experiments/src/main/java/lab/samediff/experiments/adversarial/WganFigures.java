package lab.samediff.experiments.adversarial;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.Density;
import lab.samediff.experiments.report.ImageGrid;
import lab.samediff.pipelines.points.EightGaussians;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pictures of a generator's samples and of what its critic is like. */
final class WganFigures {
    private static final int FRAME_MILLIS = 120;
    private static final int BINS = 60;
    private static final int SHOWN = 2000;

    private WganFigures() {}

    /** Results and histograms of the critic's slopes and weights. */
    static void critic(Run run, Critic critic, double[] slopes) {
        Percentiles.report(run, "slope", slopes);
        run.result("weights_at_extreme", Percentiles.atExtreme(critic.weights()));
        run.chart(
                "slopes", histogram("Slopes of the critic between real and fake", "norm of the gradient (1)", slopes));
        run.chart("weights", histogram("Weights of the critic", "weight (1)", critic.weights()));
    }

    private static Chart histogram(String title, String quantity, double[] values) {
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        double margin = Math.max(0.05 * (high - low), 1e-6);
        return Chart.lines(title, quantity, "density").histogram("", values, low - margin, high + margin, BINS);
    }

    /** Samples at the end beside the truth, and their density over the training; the states are evenly spaced. */
    static void ring(Run run, EightGaussians truth, List<double[][]> states) {
        double edge = 1.4 * truth.radius();
        double[][] real = truth.sample(SHOWN, run.random("shown")).toDoubleMatrix();
        double[][] last = states.get(states.size() - 1);
        run.image(
                "samples",
                Chart.lines("Samples of the generator", "x (1)", "y (1)")
                        .scatter("truth", column(real, 0), column(real, 1))
                        .scatter("generator", column(last, 0), column(last, 1))
                        .yRange(-edge, edge)
                        .render(640, 660));
        Density density = Density.over("x (1)", "y (1)", -edge, edge, -edge, edge)
                .bins(56)
                .scaleTo(1);
        List<BufferedImage> frames = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            String title =
                    String.format(Locale.ROOT, "Samples after %.0f %% of the steps", 100.0 * i / (states.size() - 1));
            frames.add(density.render(title, states.get(i), 520, 470));
        }
        for (int i = 0; i < 12; i++) frames.add(frames.get(states.size() - 1));
        run.animation("training", frames, FRAME_MILLIS);
    }

    /** Pictures of the same noise over the training, each state [100, size · size]. */
    static void pictures(Run run, int size, List<INDArray> states) {
        List<BufferedImage> frames = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            String title = String.format(Locale.ROOT, "%.0f %% of the steps", 100.0 * i / (states.size() - 1));
            frames.add(ImageGrid.tiles(states.get(i).toFloatMatrix(), size, size, 10)
                    .scale(1)
                    .title(title)
                    .render());
        }
        run.animation("training", frames, 3 * FRAME_MILLIS);
        INDArray last = states.get(states.size() - 1);
        run.image(
                "samples",
                ImageGrid.tiles(last.toFloatMatrix(), size, size, 10)
                        .scale(2)
                        .title("Samples of the generator")
                        .render());
    }

    /** Which digits the judge sees among the samples and among the real pictures. */
    static void digits(Run run, int[] fake, int[] real, int classes) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        run.chart(
                "digits",
                Chart.bars("Digits that the judge sees", "digit", "share of the pictures", names)
                        .bars("generator", shares(fake, classes))
                        .bars("test images", shares(real, classes)));
    }

    private static double[] shares(int[] found, int classes) {
        double[] shares = new double[classes];
        for (int digit : found) shares[digit] += 1.0 / found.length;
        return shares;
    }

    /** What critics say of U[0, 1] and U[θ, 1 + θ] beside what is true. */
    static Chart distances(double[] shifts, double[] best, double[] mover, double[] shannon) {
        double[] divergence =
                Arrays.stream(shifts).map(t -> Math.min(t, 1) * Math.log(2)).toArray();
        return Chart.lines("Two distances between U[0, 1] and U[θ, 1 + θ]", "shift θ (1)", "W1 (1), JS (nats)")
                .series("W1 = θ", shifts, shifts)
                .series("best penalised critic", shifts, best)
                .series("JS = min(θ, 1) ln 2", shifts, divergence)
                .scatter("penalised critic", shifts, mover)
                .scatter("critic with logits", shifts, shannon);
    }

    private static double[] column(double[][] points, int axis) {
        return IntStream.range(0, Math.min(SHOWN, points.length))
                .mapToDouble(i -> points[i][axis])
                .toArray();
    }
}
