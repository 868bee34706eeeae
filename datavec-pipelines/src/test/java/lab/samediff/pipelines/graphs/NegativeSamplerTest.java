package lab.samediff.pipelines.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegativeSamplerTest {
    /** A hub 0 of six, and an edge between two of its leaves. */
    private static final Graph WHEEL =
            Graph.of(7, new Pairs(new int[] {0, 0, 0, 0, 0, 1}, new int[] {1, 2, 3, 4, 5, 2}));

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.75, 1})
    void noPairIsAnEdgeOrALoopOrThereTwice(double power) {
        Graph papers = DrawnCitations.draw(new SplittableRandom(2)).graph();
        Pairs drawn = new NegativeSampler(papers, power).sample(20_000, new SplittableRandom(1));
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < drawn.size(); i++) {
            assertThat(papers.hasEdge(drawn.from(i), drawn.to(i))).isFalse();
            assertThat(drawn.from(i)).isNotEqualTo(drawn.to(i));
            assertThat(seen.add(Pairs.key(drawn.from(i), drawn.to(i)))).isTrue();
        }
        assertThat(seen).hasSize(20_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.75, 1, 2})
    void firstPairsFollowTheirFormula(double power) {
        int draws = 60_000;
        Map<Long, Double> expected = new LinkedHashMap<>();
        double sum = 0;
        for (int a = 0; a < 7; a++) {
            for (int b = a + 1; b < 7; b++) {
                double weight = Math.pow(WHEEL.degree(a), power) * Math.pow(WHEEL.degree(b), power);
                if (WHEEL.hasEdge(a, b) || weight == 0) continue;
                expected.put(Pairs.key(a, b), weight);
                sum += weight;
            }
        }
        Map<Long, Integer> counts = new LinkedHashMap<>();
        NegativeSampler sampler = new NegativeSampler(WHEEL, power);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < draws; i++) {
            Pairs one = sampler.sample(1, random);
            counts.merge(Pairs.key(one.from(0), one.to(0)), 1, Integer::sum);
        }
        assertThat(expected.keySet()).containsAll(counts.keySet());
        double chi = 0;
        for (Map.Entry<Long, Double> pair : expected.entrySet()) {
            double mean = draws * pair.getValue() / sum;
            chi += Math.pow(counts.getOrDefault(pair.getKey(), 0) - mean, 2) / mean;
        }
        // Mean k - 1 and variance 2 (k - 1); more than four deviations above is no chance.
        int freedom = expected.size() - 1;
        assertThat(chi).isLessThan(freedom + 4 * Math.sqrt(2.0 * freedom));
    }

    @Test
    void allPairsCanBeDrawnAndNotOneMore() {
        NegativeSampler sampler = new NegativeSampler(WHEEL, 0);
        assertThat(sampler.sample(15, new SplittableRandom(1)).size()).isEqualTo(15);
        assertThatThrownBy(() -> sampler.sample(16, new SplittableRandom(1)))
                .hasMessageContaining("cannot draw 16 of the 15 pairs");
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> new NegativeSampler(WHEEL, -1)).hasMessageContaining("power -1.0");
        Graph complete = Graph.of(3, new Pairs(new int[] {0, 0, 1}, new int[] {1, 2, 2}));
        assertThatThrownBy(() -> new NegativeSampler(complete, 0)).hasMessageContaining("every pair");
    }

    @Test
    void theSameSeedDrawsTheSame() {
        NegativeSampler sampler = new NegativeSampler(WHEEL, 0);
        assertThat(sampler.sample(9, new SplittableRandom(3)).to())
                .containsExactly(sampler.sample(9, new SplittableRandom(3)).to());
    }
}
