package lab.samediff.experiments.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lab.samediff.models.graphs.Messages;
import lab.samediff.pipelines.graphs.CitationGraph;
import lab.samediff.pipelines.graphs.Cora;
import lab.samediff.pipelines.graphs.Pairs;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The normalised adjacency of Cora, and what it makes of the papers' words, against values made by SciPy. */
class CoraMessagesTest {
    private static CitationGraph papers;
    private static Messages messages;
    private static JsonNode wanted;

    @BeforeAll
    static void load() throws IOException {
        String named = System.getenv("LAB_DATA");
        Assumptions.assumeTrue(
                named != null && !named.isBlank(), "set LAB_DATA to the folder with the data to run this test");
        Path data = Path.of(named).toAbsolutePath();
        Path reference = data.resolveSibling("reference").resolve("cora/cora_graph_reference.json");
        Assumptions.assumeTrue(Files.exists(reference), reference.getFileName() + " is not beside the data");
        papers = Cora.read(data.resolve("cora/cora.tgz"));
        Pairs edges = papers.graph().edges();
        messages = Messages.normalised(papers.size(), edges.from(), edges.to());
        wanted = new ObjectMapper().readTree(reference.toFile());
    }

    private static Offset<Double> relative(double value) {
        return within(1e-5 * Math.max(Math.abs(value), 1e-3));
    }

    @Test
    void sumAndSquaresOfTheMatrixAreThoseOfTheReference() {
        double sum = 0;
        double squares = 0;
        for (int e = 0; e < messages.size(); e++) {
            sum += messages.weight(e);
            squares += messages.weight(e) * messages.weight(e);
        }
        double total = wanted.get("normAdjSum").asDouble();
        assertThat(sum).isCloseTo(total, relative(total));
        double frobenius = wanted.get("normAdjFrobenius2").asDouble();
        assertThat(squares).isCloseTo(frobenius, relative(frobenius));
    }

    @Test
    void whatTheReferenceNodesHearOfTheirNeighboursWordsIsTheSame() {
        for (JsonNode node : wanted.get("nodes")) {
            double[] heard = heard(node.get("row").asInt());
            double sum = 0;
            double squares = 0;
            int nonZeros = 0;
            for (double value : heard) {
                sum += value;
                squares += value * value;
                if (value != 0) nonZeros++;
            }
            assertThat(nonZeros).isEqualTo(node.get("propagatedNonzeros").asInt());
            assertThat(sum).isCloseTo(node.get("propagatedSum").asDouble(), relative(sum));
            assertThat(squares).isCloseTo(node.get("propagatedSumSq").asDouble(), relative(squares));
            for (Map.Entry<String, JsonNode> entry :
                    node.get("propagatedFirst8").properties()) {
                double value = entry.getValue().asDouble();
                assertThat(heard[Integer.parseInt(entry.getKey())]).isCloseTo(value, relative(value));
            }
        }
    }

    /** A row of the matrix times bags of words that are divided by their sums. */
    private static double[] heard(int row) {
        double[] heard = new double[papers.vocabulary()];
        for (int e = 0; e < messages.size(); e++) {
            if (messages.target(e) != row) continue;
            int[] words = papers.words(messages.source(e));
            for (int word : words) heard[word] += messages.weight(e) / words.length;
        }
        return heard;
    }
}
