package lab.samediff.experiments.language;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
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
import lab.samediff.experiments.report.Chart;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.text.CharVocabulary;
import lab.samediff.pipelines.text.Corpus;

/** Characters as tokens: how many there are, how often each occurs, and that texts come back as they were. */
public final class TokChar implements Experiment<TokChar.Config> {
    private static final String NAME = "tok-char";
    private static final String NANO = "A. Karpathy, nanoGPT, data/shakespeare_char/readme.md";

    /**
     * Settings.
     *
     * @param pieces pieces of the text that are encoded and decoded again
     * @param length characters in each
     * @param shown how many of the most frequent characters are drawn
     */
    public record Config(int pieces, int length, int shown) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new TokChar(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Characters as tokens", Family.LANGUAGE)
                .data(Catalog.TINY_SHAKESPEARE)
                .expects(
                        Reference.paper(NAME, "vocabulary", 65, NANO, ""),
                        Reference.paper(NAME, "train_tokens", 1_003_854, NANO, ""),
                        Reference.paper(NAME, "val_tokens", 111_540, NANO, ""));
        for (Preset preset : Preset.values()) {
            info = info.expects(
                    Reference.exact(NAME, "round_trip_failures", preset, 0, 0, "decode(encode(text)) = text"));
        }
        return info;
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(2000, 300, 20)).smoke("pieces=20");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        Corpus corpus = Corpus.load(run.data(), Catalog.TINY_SHAKESPEARE);
        run.used(corpus.provenance());
        CharVocabulary characters = CharVocabulary.of(corpus.text());
        int[] train = characters.encode(corpus.train());
        int[] validation = characters.encode(corpus.validation());
        run.result("vocabulary", (double) characters.size());
        run.result("train_tokens", (double) train.length);
        run.result("val_tokens", (double) validation.length);
        NumberSeries failures = run.numbers("failures");
        for (int i : run.steps(config.pieces())) {
            String piece = piece(corpus.text(), config.length(), run);
            if (!characters.decode(characters.encode(piece)).equals(piece)) failures.add(i);
        }
        run.result("round_trip_failures", (double) failures.size());
        Counts counts = new Counts(train, characters.size());
        run.result("unigram_val_loss", counts.unigramLoss(validation));
        run.result("bigram_val_loss", counts.bigramLoss(validation));
        run.chart("frequencies", frequencies(config, characters, counts));
    }

    private static String piece(String text, int length, Run run) {
        int from = run.random().nextInt(text.length());
        return text.substring(from, Math.min(text.length(), from + length));
    }

    private static Chart frequencies(Config config, CharVocabulary characters, Counts counts) {
        List<Integer> frequent = IntStream.range(0, characters.size())
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -counts.share(id)))
                .limit(config.shown())
                .toList();
        return Chart.bars(
                        "The most frequent characters",
                        "character",
                        "share of the training text (%)",
                        frequent.stream().map(characters::show).toList())
                .bars(
                        "share",
                        frequent.stream()
                                .mapToDouble(id -> 100 * counts.share(id))
                                .toArray());
    }
}
