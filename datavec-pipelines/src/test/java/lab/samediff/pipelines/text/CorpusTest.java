package lab.samediff.pipelines.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.SharedData;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.Provenance;
import lab.samediff.pipelines.catalog.StandIns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    /** The numbers of nanoGPT's data/shakespeare_char/prepare.py. */
    @Test
    void shakespeareIsPartedAsByNanoGpt() throws IOException {
        Path file = SharedData.data("text/tinyshakespeare/input.txt");
        Path folder = file.resolve("../../..").normalize();
        Corpus corpus = Corpus.load(DataAccess.of(Map.of()).withFolder(folder), Catalog.TINY_SHAKESPEARE);
        assertThat(CharVocabulary.of(corpus.text()).size()).isEqualTo(65);
        assertThat(corpus.train()).hasSize(1_003_854);
        assertThat(corpus.validation()).hasSize(111_540);
        assertThat(corpus.entropy()).isEmpty();
    }

    @Test
    void thePartsAreCutBetweenCharactersAndJoinToTheText() {
        for (int length = 2; length < 30; length++) {
            Corpus corpus = corpus("🦉".repeat(length));
            assertThat(corpus.train() + corpus.validation()).isEqualTo(corpus.text());
            assertThat(corpus.train().codePoints()).hasSize(length * 9 / 10).containsOnly("🦉".codePointAt(0));
        }
    }

    private static Corpus corpus(String text) {
        return new Corpus(text, OptionalDouble.empty(), Provenance.generated("owls"));
    }

    @Test
    void aByteThatIsNoUtf8IsNamedWithFileAndPlace(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("play.txt");
        Files.write(file, new byte[] {'a', (byte) 0xc3, (byte) 0xa9, 'b', (byte) 0xff, 'c'});
        assertThatThrownBy(() -> Corpus.read(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("play.txt: line 1, column 4: the byte 0xff, at 4 of the file, is not UTF-8")
                .hasMessageContaining("Save it as UTF-8");
    }

    @Test
    void aTextCutInsideOfACharacterOrTooShortIsRefused() {
        byte[] cut = {'a', 'b', (byte) 0xe2, (byte) 0x82};
        assertThatThrownBy(() -> Corpus.parse(cut, "cut.txt")).hasMessageContaining("column 3: the byte 0xe2");
        for (String text : new String[] {"", "🦉"}) {
            assertThatThrownBy(() -> Corpus.parse(text.getBytes(StandardCharsets.UTF_8), "short.txt"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("fewer than 2 characters");
        }
    }

    @Test
    void nothingInATextIsChanged() throws IOException {
        String text = "\uFEFFa\r\nb\u0000\u200fc\n";
        assertThat(Corpus.parse(text.getBytes(StandardCharsets.UTF_8), "marks.txt"))
                .isEqualTo(text);
    }

    @Test
    void theStandInIsTheSameEachTimeAndKnowsItsEntropy() throws IOException {
        DataAccess access = DataAccess.of(Map.of()).withStandIns(StandIns.ALWAYS);
        Corpus one = Corpus.load(access, Catalog.TINY_SHAKESPEARE);
        assertThat(Corpus.load(access, Catalog.TINY_SHAKESPEARE)).isEqualTo(one);
        assertThat(one.provenance().comparable()).isFalse();
        assertThat(one.entropy()).hasValue(Play.grammar().entropyRate());
        assertThat(one.text().length()).isBetween(400_000, 401_000);
    }

    @Test
    void aSourceOfManyFilesIsNoText() {
        assertThatThrownBy(() -> Corpus.load(DataAccess.of(Map.of()), Catalog.MNIST))
                .hasMessageContaining("'mnist' is not one text file");
    }
}
