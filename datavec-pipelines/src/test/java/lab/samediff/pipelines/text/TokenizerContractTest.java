package lab.samediff.pipelines.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every tokenizer. To add one: a row in {@link #tokenizers}. */
class TokenizerContractTest {
    private static final String TEXT =
            "O Romeo, Romeo!\r\n\twherefore   art thou — 'Ωμέγα' 東京 🦉 e\u0301\u200b\uFEFF\u0000 we'll 12 345\n\n";

    static Stream<Tokenizer> tokenizers() {
        return Stream.of(
                CharVocabulary.of(TEXT), new BytePairTrainer(300, 1).train(TEXT.repeat(3)), new Gpt2Vocabulary());
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void decodesWhatItEncoded(Tokenizer tokenizer) {
        int[] characters = TEXT.codePoints().toArray();
        SplittableRandom random = new SplittableRandom(1);
        assertThat(tokenizer.decode(tokenizer.encode(TEXT))).isEqualTo(TEXT);
        for (int length = 0; length < 200; length++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) text.appendCodePoint(characters[random.nextInt(characters.length)]);
            int[] ids = tokenizer.encode(text.toString());
            assertThat(tokenizer.decode(ids)).isEqualTo(text.toString());
            assertThat(Arrays.stream(ids)).allMatch(id -> id >= 0 && id < tokenizer.size());
            assertThat(ids.length).isLessThanOrEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void nothingIsNoIds(Tokenizer tokenizer) {
        assertThat(tokenizer.encode("")).isEmpty();
        assertThat(tokenizer.decode(new int[0])).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void idsOutsideOfTheVocabularyAreNamed(Tokenizer tokenizer) {
        for (int id : new int[] {-1, tokenizer.size()}) {
            assertThatThrownBy(() -> tokenizer.decode(new int[] {0, id})).hasMessageContaining("id " + id + " is not");
            assertThatThrownBy(() -> tokenizer.show(id)).hasMessageContaining("id " + id + " is not");
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void halfOfASurrogatePairIsRefusedAndNotReplaced(Tokenizer tokenizer) {
        assertThatThrownBy(() -> tokenizer.encode("a\ud83e")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void tokensAreShownInOneLine(Tokenizer tokenizer) {
        for (int id : tokenizer.encode(TEXT)) {
            assertThat(tokenizer.show(id)).isNotEmpty().doesNotContainPattern("[\\p{Cntrl}\\p{Cf} ]");
        }
    }
}
