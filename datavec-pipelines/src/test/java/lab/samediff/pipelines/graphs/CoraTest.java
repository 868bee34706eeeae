package lab.samediff.pipelines.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lab.samediff.pipelines.SharedData;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.Origin;
import lab.samediff.pipelines.catalog.StandIns;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;

class CoraTest {
    private static CitationGraph cora() throws IOException {
        return Cora.read(SharedData.data("cora/cora.tgz"));
    }

    private static JsonNode reference() throws IOException {
        return new ObjectMapper()
                .readTree(SharedData.reference("cora/cora_graph_reference.json").toFile());
    }

    private static int at(CitationGraph papers, String name) {
        return papers.names().papers().indexOf(name);
    }

    @Test
    void countsAreThoseOfTheReference() throws IOException {
        CitationGraph papers = cora();
        JsonNode wanted = reference();
        Graph graph = papers.graph();
        int[] degrees = IntStream.range(0, papers.size()).map(graph::degree).toArray();
        assertThat(papers.size()).isEqualTo(wanted.get("numNodes").asInt());
        assertThat(papers.vocabulary()).isEqualTo(wanted.get("numFeatures").asInt());
        assertThat(papers.citations())
                .isEqualTo(
                        new CitationGraph.Citations(wanted.get("citationLines").asInt(), 0, 0));
        assertThat(graph.edges().size()).isEqualTo(wanted.get("undirectedEdges").asInt());
        assertThat(graph.components())
                .isEqualTo(wanted.get("connectedComponents").asInt());
        assertThat(Arrays.stream(degrees).min())
                .hasValue(wanted.get("degreeMin").asInt());
        assertThat(Arrays.stream(degrees).max())
                .hasValue(wanted.get("degreeMax").asInt());
        assertThat(Arrays.stream(degrees).average().orElseThrow())
                .isCloseTo(wanted.get("degreeMean").asDouble(), within(1e-12));
        assertThat(IntStream.range(0, papers.size())
                        .map(i -> papers.words(i).length)
                        .sum())
                .isEqualTo(wanted.get("featureNonZeros").asInt());
        wanted.get("classCounts").properties().forEach(entry -> {
            int label = papers.names().classes().indexOf(entry.getKey());
            assertThat(IntStream.range(0, papers.size())
                            .filter(i -> papers.label(i) == label)
                            .count())
                    .isEqualTo(entry.getValue().asLong());
        });
    }

    @Test
    void neighboursClassesAndWordsOfTheReferenceNodesAreTheSame() throws IOException {
        CitationGraph papers = cora();
        for (JsonNode node : reference().get("nodes")) {
            int row = node.get("row").asInt();
            assertThat(papers.names().papers().get(row))
                    .isEqualTo(node.get("paper_id").asText());
            assertThat(papers.names().classes().get(papers.label(row)))
                    .isEqualTo(node.get("label").asText());
            assertThat(papers.graph().degree(row)).isEqualTo(node.get("degree").asInt());
            assertThat(papers.words(row)).hasSize(node.get("numWords").asInt());
            List<Integer> neighbours =
                    Arrays.stream(papers.graph().neighbours(row)).boxed().toList();
            List<Integer> wanted = new java.util.ArrayList<>();
            node.get("neighbours").forEach(name -> wanted.add(at(papers, name.asText())));
            assertThat(neighbours).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void theNormalisedAdjacencyOfItsDegreesIsThatOfTheReference() throws IOException {
        CitationGraph papers = cora();
        Graph graph = papers.graph();
        for (JsonNode node : reference().get("nodes")) {
            int row = node.get("row").asInt();
            node.get("normAdj").properties().forEach(entry -> {
                int other = at(papers, entry.getKey());
                assertThat(other == row || graph.hasEdge(row, other)).isTrue();
                double found = 1 / Math.sqrt((graph.degree(row) + 1.0) * (graph.degree(other) + 1.0));
                assertThat(found).isCloseTo(entry.getValue().asDouble(), within(1e-12));
            });
            assertThat(node.get("normAdj").size()).isEqualTo(graph.degree(row) + 1);
        }
    }

    @Test
    void aNetworkWithStrayCitationsIsReadAndSaysHowMany() throws IOException {
        var entries = TarGz.read(
                SharedData.data("citeseer/citeseer.tgz"),
                List.of("citeseer/citeseer.content", "citeseer/citeseer.cites"));
        CitationGraph papers = LinqsFormat.parse(
                LinqsFormat.Source.of("content", entries.get("citeseer/citeseer.content")),
                LinqsFormat.Source.of("cites", entries.get("citeseer/citeseer.cites")));
        assertThat(papers.size()).isEqualTo(3312);
        assertThat(papers.vocabulary()).isEqualTo(3703);
        assertThat(papers.citations()).isEqualTo(new CitationGraph.Citations(4732, 17, 124));
        assertThat(papers.graph().edges().size()).isEqualTo(4536);
    }

    @Test
    void recordsAreBagsOfWordsAndLabels() throws Exception {
        CitationRecordReader reader = new CitationRecordReader();
        reader.initialize(new CollectionInputSplit(
                List.of(SharedData.data("cora/cora.tgz").toUri())));
        CitationGraph papers = reader.papers();
        assertThat(reader.size()).isEqualTo(2708);
        List<Writable> first = reader.next();
        float[] bag = ((NDArrayWritable) first.get(0)).get().toFloatMatrix()[0];
        assertThat(IntStream.range(0, bag.length).filter(i -> bag[i] == 1).toArray())
                .containsExactly(papers.words(0));
        assertThat(first.get(1).toInt()).isEqualTo(papers.label(0));
        assertThat(reader.getLabels()).hasSize(7).contains("Neural_Networks");
    }

    @Test
    void theStandInIsTheSameEachTimeAndSaysSo() throws IOException {
        DataAccess access = DataAccess.of(java.util.Map.of()).withStandIns(StandIns.ALWAYS);
        Cora one = Cora.load(access);
        Cora two = Cora.load(access);
        assertThat(one.provenance().origin()).isEqualTo(Origin.STAND_IN);
        assertThat(one.papers().bags()).isEqualTo(two.papers().bags());
        assertThat(one.papers().graph().edges().to())
                .containsExactly(two.papers().graph().edges().to());
    }

    @Test
    void theStandInCitesWithinClassesAndSharesWordsWithinThem() {
        CitationGraph papers = DrawnCitations.draw(new SplittableRandom(3));
        Pairs edges = papers.graph().edges();
        double within = IntStream.range(0, edges.size())
                        .filter(i -> papers.label(edges.from(i)) == papers.label(edges.to(i)))
                        .count()
                / (double) edges.size();
        assertThat(within).isBetween(0.8, 0.95);
        Pairs others = new NegativeSampler(papers.graph(), 0).sample(edges.size(), new SplittableRandom(1));
        assertThat(shared(papers, edges)).isGreaterThan(2 * shared(papers, others));
    }

    /** Mean number of words that both papers of a pair hold. */
    private static double shared(CitationGraph papers, Pairs pairs) {
        return IntStream.range(0, pairs.size())
                .mapToLong(i -> Arrays.stream(papers.words(pairs.from(i)))
                        .filter(word -> Arrays.binarySearch(papers.words(pairs.to(i)), word) >= 0)
                        .count())
                .average()
                .orElseThrow();
    }
}
