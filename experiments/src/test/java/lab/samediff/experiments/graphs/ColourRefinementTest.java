package lab.samediff.experiments.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.samediff.models.layers.Activation;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.SmallGraphs;
import org.junit.jupiter.api.Test;

class ColourRefinementTest {
    private static boolean tells(Graph a, Graph b) {
        return ColourRefinement.keys(List.of(a, b), 5).stream().distinct().count() == 2;
    }

    @Test
    void thePairsOfTheNotebookAreToldApartAsByHand() {
        assertThat(WlExpressivity.pairs())
                .allSatisfy((name, pair) ->
                        assertThat(tells(pair.get(0), pair.get(1))).as(name).isEqualTo(name.equals("C6 P6")));
    }

    @Test
    void oneRoundIsTheDegree() {
        Graph path = SmallGraphs.path(5);
        int[] colours = ColourRefinement.of(List.of(path), 1).get(1)[0];
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < 5; b++) {
                assertThat(colours[a] == colours[b]).isEqualTo(path.degree(a) == path.degree(b));
            }
        }
    }

    @Test
    void colourClassesOfAPathAreDistancesFromItsNearerEnd() {
        int[] colours = ColourRefinement.of(List.of(SmallGraphs.path(7)), 5).get(5)[0];
        for (int a = 0; a < 7; a++) {
            for (int b = 0; b < 7; b++)
                assertThat(colours[a] == colours[b]).isEqualTo(Math.min(a, 6 - a) == Math.min(b, 6 - b));
        }
    }

    @Test
    void classesAreOnlyEverSplit() {
        List<Graph> graphs = SmallGraphs.connected(5);
        List<int[][]> rounds = ColourRefinement.of(graphs, 5);
        for (int r = 1; r < rounds.size(); r++) {
            int[] before = Arrays.stream(rounds.get(r - 1))
                    .flatMapToInt(Arrays::stream)
                    .toArray();
            int[] after =
                    Arrays.stream(rounds.get(r)).flatMapToInt(Arrays::stream).toArray();
            for (int i = 0; i < after.length; i++) {
                for (int j = 0; j < i; j++)
                    if (after[i] == after[j]) assertThat(before[i]).isEqualTo(before[j]);
            }
        }
    }

    @Test
    void anUntrainedNetworkIsAsFineAsColourRefinement() {
        List<Graph> graphs = IntStream.rangeClosed(1, 6)
                .boxed()
                .flatMap(n -> SmallGraphs.connected(n).stream())
                .toList();
        List<List<Integer>> keys = ColourRefinement.keys(graphs, 5);
        double[][] sums = UntrainedGin.sums(5, 32, Activation.SILU, 7, graphs);
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(UntrainedGin.distance(sums[i], sums[j]) < 1e-9)
                        .isEqualTo(keys.get(i).equals(keys.get(j)));
            }
        }
    }
}
