package lab.samediff.experiments.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import lab.samediff.experiments.core.Resumable;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.core.RunState;
import lab.samediff.experiments.report.Chart;

/** Looks at a GPT while it learns: its losses and what it writes. */
final class GptWatch implements Resumable {
    /** A text begins where a line does. */
    private static final String PROMPT = "\n";

    /** Training losses of single batches scatter: the curve shows means of so many. */
    private static final int SMOOTHED = 20;

    private static final int EARLY_LENGTH = 160;

    private final Run run;
    private final GptShakespeare.Config config;
    private final Scorer scorer;
    private final Sampler sampler;
    private final List<Double> losses = new ArrayList<>();
    private final List<double[]> looks = new ArrayList<>();
    private final StringBuilder early = new StringBuilder();

    GptWatch(Run run, GptShakespeare.Config config, Scorer scorer, Sampler sampler) {
        this.run = run;
        this.config = config;
        this.scorer = scorer;
        this.sampler = sampler;
    }

    @Override
    public void save(RunState out) {
        out.put("losses", losses.stream().mapToDouble(loss -> loss).toArray());
        out.put("steps", column(0));
        out.put("looks", column(1));
        out.put("early", early.toString());
    }

    @Override
    public void load(RunState in) {
        losses.clear();
        for (double loss : in.doubles("losses")) losses.add(loss);
        double[] steps = in.doubles("steps");
        double[] values = in.doubles("looks");
        looks.clear();
        for (int i = 0; i < steps.length; i++) looks.add(new double[] {steps[i], values[i]});
        early.setLength(0);
        early.append(in.text("early"));
    }

    /** Keeps the loss of a batch. */
    void learned(double loss) {
        losses.add(loss);
    }

    /** Measures on some batches of the validation text, and lets it write a little. */
    void look(int step) {
        double loss = sampledLoss();
        looks.add(new double[] {step, loss});
        run.log("val_loss_by_step", loss);
        int length = Math.min(EARLY_LENGTH, config.evaluation().length());
        String text = sampler.texts(PROMPT, length, run.random("early texts")).get(0);
        early.append(String.format(
                Locale.ROOT, "=== after %d steps: %.3f nats per character ===\n%s\n\n", step, loss, text));
    }

    /** Measures on the whole validation text and writes the results. */
    void end(int characters, OptionalDouble entropy) {
        look(config.steps());
        double loss = scorer.wholeText();
        run.result("val_loss", loss);
        run.result("val_loss_sampled", looks.get(looks.size() - 1)[1]);
        run.result("val_bits_per_character", loss / Math.log(2));
        entropy.ifPresent(rate -> run.result("source_entropy", rate));
        run.text("early-samples", early.toString());
        run.text("samples", sampler.page(PROMPT, config.evaluation().length(), run.random("texts")));
        run.chart("losses", losses(characters, entropy));
    }

    private double sampledLoss() {
        return scorer.sampled(config.evaluation().batches(), config.batch(), run.random("looks"));
    }

    private Chart losses(int characters, OptionalDouble entropy) {
        int points = Math.max(1, losses.size() / SMOOTHED);
        int size = losses.size() / points;
        double[] steps = new double[points];
        double[] means = new double[points];
        for (int i = 0; i < points; i++) {
            steps[i] = (i + 0.5) * size;
            means[i] = losses.subList(i * size, (i + 1) * size).stream()
                    .mapToDouble(loss -> loss)
                    .average()
                    .orElseThrow();
        }
        Chart chart = Chart.lines("Loss against steps", "step", "nats per character")
                .series("training, mean of " + size + " batches", steps, means)
                .series("validation, sampled", column(0), column(1))
                .level("all " + characters + " characters alike", Math.log(characters));
        return entropy.isPresent() ? chart.level("entropy of the source", entropy.getAsDouble()) : chart;
    }

    private double[] column(int which) {
        return looks.stream().mapToDouble(look -> look[which]).toArray();
    }
}
