package lab.samediff.pipelines.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.Hostile;
import lab.samediff.pipelines.catalog.Origin;
import lab.samediff.pipelines.catalog.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts of any bytes: a corpus is exactly its file or refused with the place, and what is encoded decodes to itself. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TextMutationsTest {
    private static final int CASES = 2_000;
    private static final long MOST_BYTES = 64 << 20;
    private static final int LONG_LINE = 50_000_000;

    private static final String PLAY = """
            First Citizen:
            Before we proceed any further, hear me speak; it's 1608, they'll say.

            Ménénius – \u05d0\u05d1 \ud83d\ude00:   What work's, my countrymen, in hand?
            """;

    private static final BytePairs LEARNED = new BytePairTrainer(340, 2).train(PLAY.repeat(3));
    private static final Gpt2Vocabulary GPT2 = new Gpt2Vocabulary();
    private static final Provenance UNKNOWN = new Provenance("text", Origin.FOLDER, Map.of());

    private static byte[] hostile(SplittableRandom random) {
        return Hostile.mutated(PLAY.getBytes(StandardCharsets.UTF_8), random);
    }

    @Test
    void eachMutationIsRefusedWithItsPlaceOrIsTheVeryFile() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            byte[] file = hostile(random);
            try {
                String text = Corpus.parse(file, "hostile.txt");
                assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(file);
                Corpus corpus = new Corpus(text, OptionalDouble.empty(), UNKNOWN);
                assertThat(corpus.train() + corpus.validation()).isEqualTo(text);
                return true;
            } catch (DataFormatException e) {
                assertThat(e).hasMessageStartingWith("hostile.txt: " + e.field() + ": ");
                if (e.field().equals("text")) {
                    assertThat(e).hasMessageContaining("fewer than 2 characters");
                } else {
                    assertPlace(file, e.field());
                }
                return false;
            }
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 20);
        assertThat(tally.taken()).isGreaterThan(CASES / 4);
    }

    /** The line and column of the first byte that is not UTF-8, by what the JDK's lenient decoder replaces. */
    private static void assertPlace(byte[] file, String field) {
        // The replacement character itself may stand in no original here, so the first one is the first fault.
        String lenient = new String(file, StandardCharsets.UTF_8);
        String before = lenient.substring(0, lenient.indexOf('\ufffd'));
        List<String> lines = (before + "|").lines().toList();
        String last = lines.get(lines.size() - 1);
        assertThat(field).isEqualTo("line " + lines.size() + ", column " + last.codePointCount(0, last.length()));
    }

    @Test
    void everySequenceOfBytesDecodesToItself() {
        Hostile.cases(CASES, MOST_BYTES, random -> {
            byte[] bytes = random.nextBoolean() ? hostile(random) : bytes(random);
            int[] ids = LEARNED.encode(bytes);
            assertThat(LEARNED.bytes(ids)).isEqualTo(bytes);
            assertThat(ids.length).isLessThanOrEqualTo(bytes.length);
            for (int id : ids) assertThat(id).isBetween(0, LEARNED.size() - 1);
            return true;
        });
    }

    private static byte[] bytes(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void everyTextDecodesToItselfAndHalfOfASurrogatePairIsRefusedWithItsPlace() {
        for (Tokenizer tokenizer : List.of(LEARNED, GPT2)) {
            Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
                String text = Hostile.mutated(PLAY, random);
                int half = half(text);
                if (half >= 0) {
                    assertThatThrownBy(() -> tokenizer.encode(text))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageStartingWith("char " + half + " is half of a surrogate pair");
                    return false;
                }
                assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
                return true;
            });
            assertThat(tally.refused()).isPositive();
            assertThat(tally.taken()).isGreaterThan(CASES / 2);
        }
    }

    /** Where the first surrogate stands that is not one of a pair; -1 if none does. */
    private static int half(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) i++;
            else if (Character.isSurrogate(c)) return i;
        }
        return -1;
    }

    @Test
    void charactersDecodeToThemselvesAndUnknownOnesAreRefusedWithTheirPlace() {
        CharVocabulary vocabulary = CharVocabulary.of(PLAY);
        Set<Integer> known = PLAY.codePoints().boxed().collect(Collectors.toSet());
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            String text = Hostile.mutated(PLAY, random);
            if (!text.isEmpty()) {
                CharVocabulary own = CharVocabulary.of(text);
                assertThat(own.decode(own.encode(text))).isEqualTo(text);
            }
            int[] characters = text.codePoints().toArray();
            int unknown = IntStream.range(0, characters.length)
                    .filter(i -> !known.contains(characters[i]))
                    .findFirst()
                    .orElse(-1);
            if (unknown >= 0) {
                assertThatThrownBy(() -> vocabulary.encode(text))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("character " + unknown + " is U+");
                return false;
            }
            assertThat(vocabulary.decode(vocabulary.encode(text))).isEqualTo(text);
            return true;
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 10);
        assertThat(tally.taken()).isGreaterThan(CASES / 10);
    }

    @Test
    void idsThatAreNotThoseOfATextAreRefused() {
        for (Tokenizer tokenizer : List.of(LEARNED, GPT2)) {
            Hostile.cases(CASES, MOST_BYTES, random -> {
                int[] ids = IntStream.range(0, random.nextInt(12))
                        .map(i -> random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(tokenizer.size() - 1))
                        .toArray();
                try {
                    String text = tokenizer.decode(ids);
                    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
                    return true;
                } catch (IllegalArgumentException e) {
                    assertThat(e.getMessage())
                            .matches("id -?\\d+ is not in 0\\.\\.\\d+|the ids are not those of a text: byte .*");
                    return false;
                }
            });
        }
    }

    @Test
    void anEncodingLearnedFromAnyBytesEncodesThem() {
        Hostile.cases(2_000, MOST_BYTES, random -> {
            byte[] bytes = random.nextBoolean() ? hostile(random) : bytes(random);
            BytePairs learned = new BytePairTrainer(256 + random.nextInt(40), 1 + random.nextInt(3)).train(bytes);
            assertThat(learned.bytes(learned.encode(bytes))).isEqualTo(bytes);
            assertThat(new BytePairs(learned.merges()).encode(bytes)).isEqualTo(learned.encode(bytes));
            return true;
        });
    }

    @Test
    void mergesThatDoNotFitAreRefusedWithTheirNumber() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            List<BytePairs.Pair> merges = new ArrayList<>(LEARNED.merges());
            int at = random.nextInt(merges.size());
            switch (random.nextInt(4)) {
                case 0 -> merges.remove(at);
                case 1 -> merges.add(at, merges.get(random.nextInt(merges.size())));
                case 2 -> merges.set(at, new BytePairs.Pair(random.nextInt(), random.nextInt(400)));
                default -> merges.set(at, new BytePairs.Pair(random.nextInt(256), random.nextInt(400)));
            }
            try {
                BytePairs changed = new BytePairs(merges);
                byte[] bytes = bytes(random);
                assertThat(changed.bytes(changed.encode(bytes))).isEqualTo(bytes);
                return true;
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).matches("merge \\d+ joins Pair.*(once more|ids so far: \\d+)");
                return false;
            }
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 10);
    }

    @Test
    void mergesThatDoubleEachTimeAreRefusedBeforeMemoryIsTaken() {
        List<BytePairs.Pair> doubling = new ArrayList<>(List.of(new BytePairs.Pair(97, 97)));
        for (int id = 256; id < 340; id++) doubling.add(new BytePairs.Pair(id, id));
        Hostile.cases(1, 256 << 20, random -> {
            assertThatThrownBy(() -> new BytePairs(doubling))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("merge \\d+ .*more than 67108864 bytes.*");
            return false;
        });
    }

    @Test
    void aLongRunOfTheSameIsEncodedSoon() {
        for (String unit : List.of("a", " ", "\n", "é", "1", "'", "ab", "\0", "\u202e", "a ", "'s")) {
            String text = unit.repeat(100_000 / unit.length());
            for (Tokenizer tokenizer : List.of(LEARNED, GPT2)) {
                Hostile.cases(1, 256 << 20, random -> {
                    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
                    return true;
                });
            }
        }
    }

    @Test
    void oneLineOf50MegabytesIsTakenAndAFileWithoutEndRefused() {
        byte[] line = new byte[LONG_LINE];
        Arrays.fill(line, (byte) 'x');
        Hostile.cases(
                1, 5L * LONG_LINE, random -> Corpus.parse(line, "long.txt").length() == LONG_LINE);
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "no file that never ends here");
        Hostile.cases(1, 3L * Corpus.LARGEST, random -> {
            assertThatThrownBy(() -> Corpus.read(endless))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageStartingWith("/dev/zero: size: more than 200000000 bytes");
            return false;
        });
    }
}
