package lab.samediff.experiments.language;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import lab.samediff.experiments.core.Experiment;
import lab.samediff.experiments.core.Family;
import lab.samediff.experiments.core.Info;
import lab.samediff.experiments.core.Launcher;
import lab.samediff.experiments.core.Preset;
import lab.samediff.experiments.core.Presets;
import lab.samediff.experiments.core.Reference;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Params;
import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.train.Clip;
import lab.samediff.models.train.Decay;
import lab.samediff.models.train.Method;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.text.CharVocabulary;
import lab.samediff.pipelines.text.Corpus;
import lab.samediff.pipelines.text.TokenBatch;
import lab.samediff.pipelines.text.TokenWindows;

/** A small GPT that learns to write Shakespeare letter by letter. Radford et al. 2019 (GPT-2); Karpathy, nanoGPT. */
public final class GptShakespeare implements Experiment<GptShakespeare.Config> {
    private static final String NAME = "gpt-shakespeare-char";
    private static final String NANO = "A. Karpathy, nanoGPT, README";
    private static final String START = "theirs: weights begin as N(0, 0.02²), no biases";

    /**
     * Settings.
     *
     * @param steps updates of the model
     * @param batch windows in each
     * @param model the sizes of the transformer
     * @param rule optimiser
     * @param evaluation what is measured and written on the way and at the end
     */
    public record Config(int steps, int batch, Gpt model, Rule rule, Evaluation evaluation) {}

    /**
     * What is measured and written.
     *
     * @param every steps between two looks at the validation text
     * @param batches random ones in such a look
     * @param temperatures of the texts at the end
     * @param length of each text in characters
     */
    public record Evaluation(int every, int batches, List<Double> temperatures, int length) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new GptShakespeare(), args);
    }

    @Override
    public Info info() {
        return Info.of(NAME, "A small GPT writes Shakespeare letter by letter", Family.LANGUAGE)
                .paper("Radford et al. 2019, Language models are unsupervised multitask learners; Karpathy, nanoGPT")
                .data(Catalog.TINY_SHAKESPEARE)
                .expects(
                        Reference.ownRun(NAME, "val_loss", Preset.STANDARD, 1.92, 0, "the suite's own threshold")
                                .atMost(),
                        Reference.paper(NAME, "val_loss", 1.88, NANO, "theirs: 20 random batches, not the whole split"),
                        Reference.paper(NAME, "val_loss_sampled", 1.88, NANO, START),
                        Reference.paper(NAME, "val_loss_sampled", 1.4697, NANO, START)
                                .at(Preset.FULL))
                .onTour();
    }

    @Override
    public Presets<Config> presets() {
        Rule rule = Rule.of(new Method.Adam(0.9, 0.99, 1e-8), 1e-3)
                .with(new Schedule.Cosine(100, 2000, 0.1))
                .with(new Clip.Norm(1))
                .with(new Decay(0.1, true));
        Evaluation evaluation = new Evaluation(250, 20, List.of(0.5, 0.8, 1.0), 500);
        return Presets.of(new Config(2000, 12, new Gpt(64, 128, 4, 4, 0, true), rule, evaluation))
                .smoke(
                        "steps=6",
                        "batch=4",
                        "model.context=16",
                        "model.width=16",
                        "model.heads=2",
                        "model.depth=1",
                        "rule.schedule.warmup=2",
                        "rule.schedule.total=6",
                        "evaluation.every=3",
                        "evaluation.batches=2",
                        "evaluation.length=40")
                .quick("steps=600", "rule.schedule.total=600", "evaluation.every=100")
                .full(
                        "steps=5000",
                        "batch=64",
                        "model.context=256",
                        "model.width=384",
                        "model.heads=6",
                        "model.depth=6",
                        "model.dropout=0.2",
                        "rule.schedule.total=5000");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        Corpus corpus = Corpus.load(run.data(), Catalog.TINY_SHAKESPEARE);
        run.used(corpus.provenance());
        CharVocabulary characters = CharVocabulary.of(corpus.text());
        int time = config.model().context();
        TokenWindows train = new TokenWindows(characters.encode(corpus.train()), time);
        TokenWindows validation = new TokenWindows(characters.encode(corpus.validation()), time);
        TransformerLm model = config.model().of(characters.size());
        Params params = new Params(run.seed());
        Step step = run.step(
                params,
                config.rule(),
                s -> CrossEntropy.ofTokens(Scorer.logits(s, model, time), Scorer.next(s, model, time)));
        Sampler sampler =
                new Sampler(params, model, characters, config.evaluation().temperatures());
        GptWatch watch = run.keep("watch", new GptWatch(run, config, new Scorer(params, model, validation), sampler));
        for (int i : run.steps(config.steps())) {
            if (i % config.evaluation().every() == 0) watch.look(i);
            TokenBatch batch = train.draw(config.batch(), run.random());
            double loss = step.run(Map.of("ids", batch.ids(), "next", batch.next()));
            run.log("loss", loss);
            watch.learned(loss);
        }
        run.result("parameters", (double) params.count());
        watch.end(characters.size(), corpus.entropy());
    }
}
