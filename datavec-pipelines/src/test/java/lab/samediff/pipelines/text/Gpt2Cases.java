package lab.samediff.pipelines.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import lab.samediff.pipelines.SharedData;

/** Texts and the ids that GPT-2's own program gives them. */
final class Gpt2Cases {
    private Gpt2Cases() {}

    /** The ids of each text. */
    static Map<String, int[]> cases() throws IOException {
        Map<String, int[]> cases = new LinkedHashMap<>();
        for (JsonNode one : file().path("cases")) {
            cases.put(one.path("text").asText(), ints(one.path("ids")));
        }
        return cases;
    }

    static JsonNode file() throws IOException {
        return new ObjectMapper()
                .readTree(SharedData.reference("gpt2-bpe/gpt2_bpe_cases.json").toFile());
    }

    static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
