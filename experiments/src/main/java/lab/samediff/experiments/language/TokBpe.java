package lab.samediff.experiments.language;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import lab.samediff.pipelines.text.BytePairTrainer;
import lab.samediff.pipelines.text.BytePairs;
import lab.samediff.pipelines.text.Corpus;
import lab.samediff.pipelines.text.Gpt2Vocabulary;
import lab.samediff.pipelines.text.Tokenizer;

/**
 * Byte-pair encodings learned from a text, beside that of GPT-2: how much shorter they make a text that they have not
 * seen. Sennrich et al. 2016, arXiv:1508.07909; Radford et al. 2019.
 */
public final class TokBpe implements Experiment<TokBpe.Config> {
    private static final String NAME = "tok-bpe";
    private static final String NANO = "A. Karpathy, nanoGPT, data/shakespeare/readme.md";
    private static final int SHOWN = 300;

    /**
     * Settings.
     *
     * @param sizes of the vocabularies that are learned, 256 bytes included
     * @param minimum how often a pair must occur to be merged
     * @param trips sequences of random bytes that are encoded and decoded again
     * @param bytes in each
     */
    public record Config(List<Integer> sizes, int minimum, int trips, int bytes) {}

    /** Runs from an IDE or a shell; takes the options of {@code lab run}. */
    public static void main(String[] args) {
        Launcher.run(new TokBpe(), args);
    }

    @Override
    public Info info() {
        Info info = Info.of(NAME, "Byte-pair encodings, learned and GPT-2's", Family.LANGUAGE)
                .paper("Sennrich et al. 2016, Neural machine translation of rare words with subword units,"
                        + " arXiv:1508.07909")
                .data(Catalog.TINY_SHAKESPEARE)
                .expects(
                        Reference.paper(NAME, "gpt2_train_tokens", 301_966, NANO, ""),
                        Reference.paper(NAME, "gpt2_val_tokens", 36_059, NANO, ""));
        for (Preset preset : Preset.values()) {
            info = info.expects(
                    Reference.exact(NAME, "round_trip_failures", preset, 0, 0, "decode(encode(bytes)) = bytes"));
        }
        return info;
    }

    @Override
    public Presets<Config> presets() {
        return Presets.of(new Config(List.of(256, 512, 1000, 2000, 4000, 8000), 2, 2000, 300))
                .smoke("sizes=256,270", "trips=20")
                .quick("sizes=256,384,512,1000");
    }

    @Override
    public void run(Config config, Run run) throws IOException {
        Corpus corpus = Corpus.load(run.data(), Catalog.TINY_SHAKESPEARE);
        run.used(corpus.provenance());
        BytePairs all = new BytePairTrainer(Collections.max(config.sizes()), config.minimum()).train(corpus.train());
        List<BytePairs> sizes = config.sizes().stream().map(all::first).toList();
        NumberSeries ratios = run.numbers("ratios");
        NumberSeries failures = run.numbers("failures");
        for (int i : run.steps(sizes.size())) {
            BytePairs pairs = sizes.get(i);
            failures.add(failures(config, pairs, run));
            ratios.add(ratio(pairs, corpus.validation()));
            run.result("val_chars_per_token " + config.sizes().get(i), ratios.get(i));
        }
        run.result("round_trip_failures", failures.sum());
        Gpt2Vocabulary gpt2 = new Gpt2Vocabulary();
        run.result("gpt2_train_tokens", (double) gpt2.encode(corpus.train()).length);
        run.result("gpt2_val_tokens", (double) gpt2.encode(corpus.validation()).length);
        double published = ratio(gpt2, corpus.validation());
        run.result("gpt2_val_chars_per_token", published);
        String shown = Stream.concat(sizes.stream(), Stream.of(gpt2))
                .map(tokenizer -> shown(tokenizer, corpus.validation()))
                .collect(Collectors.joining());
        run.text("cut", shown);
        run.text("merges", merges(all));
        run.chart(
                "compression",
                Chart.lines("Length of a token on text that was not learned from", "vocabulary", "characters per token")
                        .series(
                                "learned from the training text",
                                sizes.stream().mapToDouble(BytePairs::size).toArray(),
                                ratios.toArray())
                        .level("GPT-2, 50,257 tokens", published)
                        .logX());
    }

    private static int failures(Config config, BytePairs pairs, Run run) {
        int failures = 0;
        for (int trip = 0; trip < config.trips(); trip++) {
            byte[] bytes = new byte[config.bytes()];
            run.random().nextBytes(bytes);
            if (!Arrays.equals(pairs.bytes(pairs.encode(bytes)), bytes)) failures++;
        }
        return failures;
    }

    private static double ratio(Tokenizer tokenizer, String text) {
        return (double) text.codePointCount(0, text.length()) / tokenizer.encode(text).length;
    }

    /** The tokens in the order in which they were learned. */
    private static String merges(BytePairs pairs) {
        return IntStream.range(BytePairs.BYTES, pairs.size())
                .mapToObj(id -> id + "\t" + pairs.show(id) + "\n")
                .collect(Collectors.joining());
    }

    /** The beginning of a text, cut into tokens. */
    private static String shown(Tokenizer tokenizer, String text) {
        String start = text.substring(0, Math.min(SHOWN, text.length()));
        return Arrays.stream(tokenizer.encode(start))
                .mapToObj(tokenizer::show)
                .collect(Collectors.joining("|", "\n" + tokenizer.size() + " tokens: ", "\n"));
    }
}
