package lab.samediff.pipelines.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EdgeSplitTest {
    private static final Graph PAPERS =
            DrawnCitations.draw(new SplittableRandom(1)).graph();

    private static Set<Long> keys(Pairs pairs) {
        Set<Long> keys = new TreeSet<>();
        for (int i = 0; i < pairs.size(); i++) keys.add(Pairs.key(pairs.from(i), pairs.to(i)));
        assertThat(keys).hasSize(pairs.size());
        return keys;
    }

    @Test
    void theThreePartsAreAllEdgesAndNoneIsInTwo() {
        EdgeSplit split = EdgeSplit.of(PAPERS, 0.05, 0.1, new SplittableRandom(4));
        Set<Long> all = keys(split.train().edges().plus(split.validation()).plus(split.test()));
        assertThat(all).isEqualTo(keys(PAPERS.edges()));
        int edges = PAPERS.edges().size();
        assertThat(split.validation().size()).isEqualTo(edges / 20);
        assertThat(split.test().size()).isEqualTo(edges / 10);
    }

    @Test
    void noHeldOutEdgeIsInTheTrainingGraph() {
        EdgeSplit split = EdgeSplit.of(PAPERS, 0.05, 0.1, new SplittableRandom(4));
        Pairs held = split.validation().plus(split.test());
        for (int i = 0; i < held.size(); i++) {
            assertThat(split.train().hasEdge(held.from(i), held.to(i))).isFalse();
            assertThat(split.train().hasEdge(held.to(i), held.from(i))).isFalse();
            assertThat(PAPERS.hasEdge(held.from(i), held.to(i))).isTrue();
        }
        assertThat(split.train().nodes()).isEqualTo(PAPERS.nodes());
    }

    @Test
    void negativesAreNoEdgesAndAsManyAsTheEdgesBesideThem() {
        EdgeSplit split = EdgeSplit.of(PAPERS, 0.05, 0.1, new SplittableRandom(4));
        assertThat(split.validationNegatives().size())
                .isEqualTo(split.validation().size());
        assertThat(split.testNegatives().size()).isEqualTo(split.test().size());
        Set<Long> negatives = keys(split.validationNegatives().plus(split.testNegatives()));
        assertThat(negatives).doesNotContainAnyElementsOf(keys(PAPERS.edges()));
    }

    @Test
    void anotherSeedHoldsOthersOut() {
        EdgeSplit one = EdgeSplit.of(PAPERS, 0.05, 0.1, new SplittableRandom(4));
        EdgeSplit same = EdgeSplit.of(PAPERS, 0.05, 0.1, new SplittableRandom(4));
        EdgeSplit other = EdgeSplit.of(PAPERS, 0.05, 0.1, new SplittableRandom(5));
        assertThat(keys(same.test())).isEqualTo(keys(one.test()));
        assertThat(keys(other.test())).isNotEqualTo(keys(one.test()));
    }

    @Test
    void sharesThatLeaveNothingAreRefused() {
        SplittableRandom random = new SplittableRandom(1);
        assertThatThrownBy(() -> EdgeSplit.of(PAPERS, 0.5, 0.5, random)).hasMessageContaining("leave none");
        assertThatThrownBy(() -> EdgeSplit.of(PAPERS, 0, 0.1, random)).hasMessageContaining("validation share 0.0");
        assertThatThrownBy(() -> EdgeSplit.of(PAPERS, 0.1, 1, random)).hasMessageContaining("test share 1.0");
        assertThatThrownBy(() -> EdgeSplit.of(PAPERS, Double.NaN, 0.1, random)).hasMessageContaining("NaN");
    }
}
