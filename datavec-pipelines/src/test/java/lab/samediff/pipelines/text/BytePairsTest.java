package lab.samediff.pipelines.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.samediff.pipelines.SharedData;
import lab.samediff.pipelines.text.BytePairs.Pair;
import org.junit.jupiter.api.Test;

class BytePairsTest {
    private static final String TEXT = Play.grammar().write(6000, new SplittableRandom(3));

    @Test
    void everySequenceOfBytesComesBack() {
        BytePairs pairs = new BytePairTrainer(400, 2).train(TEXT);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            // Every other one of few values, so that merges, runs and white space occur.
            if (i % 2 == 0) random.nextBytes(bytes);
            else for (int b = 0; b < bytes.length; b++) bytes[b] = (byte) " \nthe\u00ff".charAt(random.nextInt(6));
            assertThat(pairs.bytes(pairs.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void theTrainerMergesAsTheAlgorithmSays() {
        BytePairs pairs = new BytePairTrainer(330, 1).train(TEXT);
        assertThat(pairs.merges()).isEqualTo(naive(TEXT, 330 - 256, 1));
        assertThat(pairs.size()).isEqualTo(330);
    }

    /** Sennrich et al., algorithm 1, word by word and counted anew each time. */
    private static List<Pair> naive(String text, int merges, int minimum) {
        List<int[]> words = Words.of(text.getBytes(StandardCharsets.UTF_8))
                .map(word -> word.chars().toArray())
                .collect(Collectors.toCollection(ArrayList::new));
        List<Pair> found = new ArrayList<>();
        for (int m = 0; m < merges; m++) {
            Map<Long, Integer> counts = new TreeMap<>(); // by left id, then right id
            for (int[] word : words) {
                for (int i = 0; i + 1 < word.length; i++)
                    counts.merge(word[i] * 100_000L + word[i + 1], 1, Integer::sum);
            }
            long best = -1;
            for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
                if (entry.getValue() > counts.getOrDefault(best, minimum - 1)) best = entry.getKey();
            }
            if (best < 0) break;
            Pair pair = new Pair((int) (best / 100_000), (int) (best % 100_000));
            found.add(pair);
            int id = 256 + m;
            words.replaceAll(word -> BytePairs.join(word, pair, id));
        }
        return found;
    }

    @Test
    void shortTextsAndRarePairsEndTheTraining() {
        assertThat(new BytePairTrainer(1000, 1).train("abab abab").merges())
                .isEqualTo(naive("abab abab", 744, 1))
                .hasSize(3);
        assertThat(new BytePairTrainer(1000, 4).train("abab abab").merges()).containsExactly(new Pair('a', 'b'));
        assertThat(new BytePairTrainer(1000, 1).train("").merges()).isEmpty();
    }

    @Test
    void moreMergesBeginWithTheSameOnesAndNeverMakeATextLonger() {
        BytePairs some = new BytePairTrainer(300, 2).train(TEXT);
        BytePairs more = new BytePairTrainer(500, 2).train(TEXT);
        assertThat(more.merges().subList(0, some.merges().size())).isEqualTo(some.merges());
        assertThat(more.first(300).merges()).isEqualTo(some.merges());
        assertThat(some.first(9000).merges()).isEqualTo(some.merges());
        assertThatThrownBy(() -> some.first(255)).hasMessageContaining("size");
        assertThat(more.encode(TEXT).length).isLessThan(some.encode(TEXT).length);
        assertThat(some.encode(TEXT).length).isLessThan(TEXT.length());
    }

    @Test
    void runsAreJoinedFromTheLeft() {
        BytePairs pairs = new BytePairs(List.of(new Pair('a', 'a'), new Pair(256, 'a')));
        assertThat(pairs.encode("aaaaa")).containsExactly(256, 257);
        assertThat(pairs.show(257)).isEqualTo("aaa");
    }

    @Test
    void brokenMergesAreRefused() {
        assertThatThrownBy(() -> new BytePairs(List.of(new Pair(1, 256)))).hasMessageContaining("merge 0 joins");
        assertThatThrownBy(() -> new BytePairs(List.of(new Pair(1, 2), new Pair(1, 2))))
                .hasMessageContaining("merge 1 joins")
                .hasMessageContaining("once more");
        assertThatThrownBy(() -> new BytePairTrainer(255, 2)).hasMessageContaining("size");
        assertThatThrownBy(() -> new BytePairTrainer(256, 0)).hasMessageContaining("minimum");
        assertThatThrownBy(() -> new BytePairs(List.of()).decode(new int[] {0xe2}))
                .hasMessageContaining("not those of a text");
    }

    /** GPT-2's merges in our encoder: on ASCII its ids are those of GPT-2's own program. */
    @Test
    void withTheMergesOfGpt2ItIsGpt2OnAscii() throws IOException {
        int[] order = byteOrder();
        BytePairs gpt2 = gpt2(SharedData.data("gpt2-bpe/vocab.bpe"), order);
        int checked = 0;
        for (Map.Entry<String, int[]> one : Gpt2Cases.cases().entrySet()) {
            if (!one.getKey().chars().allMatch(c -> c < 128)) continue;
            checked++;
            int[] ids = Arrays.stream(gpt2.encode(one.getKey()))
                    .map(id -> id < 256 ? order[id] : id)
                    .toArray();
            assertThat(ids).as(one.getKey()).isEqualTo(one.getValue());
        }
        assertThat(checked).isGreaterThan(30);
        String shakespeare = Corpus.read(SharedData.data("text/tinyshakespeare/input.txt"));
        assertThat(gpt2.encode(shakespeare)).hasSize(338_025);
    }

    /** GPT-2 numbers the bytes that can be printed first, then the others. */
    private static int[] byteOrder() {
        int[] order = new int[256];
        int next = 0;
        for (boolean printed : new boolean[] {true, false}) {
            for (int b = 0; b < 256; b++) if (printable(b) == printed) order[b] = next++;
        }
        return order;
    }

    private static boolean printable(int b) {
        return (b > ' ' && b < 127) || (b > 160 && b != 173);
    }

    /** The merges of vocab.bpe, in which each byte is written as a character that can be printed. */
    private static BytePairs gpt2(Path file, int[] order) throws IOException {
        Map<String, Integer> ids = new HashMap<>();
        int[] unprintable = IntStream.range(0, 256).filter(b -> !printable(b)).toArray();
        for (int b = 0; b < 256; b++) {
            int shown = printable(b) ? b : 256 + Arrays.binarySearch(unprintable, b);
            ids.put(Character.toString(shown), b);
        }
        List<Pair> merges = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] two = line.split(" ", -1);
            ids.putIfAbsent(two[0] + two[1], 256 + merges.size());
            merges.add(new Pair(ids.get(two[0]), ids.get(two[1])));
        }
        assertThat(order).doesNotHaveDuplicates();
        return new BytePairs(merges);
    }
}
