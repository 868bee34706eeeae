package lab.samediff.pipelines.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import lab.samediff.pipelines.SharedData;
import org.junit.jupiter.api.Test;

class Gpt2VocabularyTest {
    private final Gpt2Vocabulary gpt2 = new Gpt2Vocabulary();

    @Test
    void theIdsAreThoseOfGpt2sOwnProgram() throws IOException {
        Map<String, int[]> cases = Gpt2Cases.cases();
        assertThat(cases).hasSize(66);
        cases.forEach((text, ids) -> {
            assertThat(gpt2.encode(text)).as(text).isEqualTo(ids);
            assertThat(gpt2.decode(ids)).isEqualTo(text);
        });
    }

    @Test
    void theIdsOfWholeBooksAreThoseOfGpt2sOwnProgram() throws Exception {
        for (JsonNode document : Gpt2Cases.file().path("documents")) {
            String text = Corpus.read(SharedData.data(document.path("file").asText()));
            int[] ids = gpt2.encode(text);
            assertThat(ids).hasSize(document.path("numTokens").asInt());
            assertThat(Arrays.copyOf(ids, 64)).isEqualTo(Gpt2Cases.ints(document.path("first64")));
            ByteBuffer bytes = ByteBuffer.allocate(2 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int id : ids) bytes.putShort((short) id);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            assertThat(HexFormat.of().formatHex(digest))
                    .isEqualTo(document.path("sha256OfUint16LE").asText());
        }
    }

    @Test
    void theEndOfATextIsNeverMadeOfText() {
        assertThat(gpt2.size()).isEqualTo(50_257);
        assertThat(gpt2.encode("<|endoftext|>")).hasSizeGreaterThan(1).doesNotContain(Gpt2Vocabulary.END_OF_TEXT);
        assertThat(gpt2.decode(new int[] {Gpt2Vocabulary.END_OF_TEXT})).isEqualTo("<|endoftext|>");
    }
}
