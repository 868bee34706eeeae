package lab.samediff.pipelines.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CharVocabularyTest {
    @Test
    void idsFollowTheNumbersOfTheCharacters() {
        CharVocabulary vocabulary = CharVocabulary.of("bad🦉 cab");
        assertThat(vocabulary.size()).isEqualTo(6);
        assertThat(vocabulary.encode(" abcd🦉")).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void anUnknownCharacterIsNamedWithItsPlace() {
        assertThatThrownBy(() -> CharVocabulary.of("ab🦉").encode("🦉abÜ"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("character 3 is U+00DC")
                .hasMessageContaining("vocabulary's 3");
        assertThatThrownBy(() -> CharVocabulary.of("")).hasMessageContaining("empty text");
    }
}
